package io.plimsoll.daemon.doctor;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Clock, pages, limits and namespaces, as the kernel tells of them. Linux; elsewhere each is unknown. Stateless. */
final class KernelChecks {
    private static final Set<String> QUICK_CLOCKS =
            Set.of("tsc", "kvm-clock", "arch_sys_counter", "hyperv_clocksource_tsc_page");
    /** The inode that the kernel gives to the first PID namespace: PROC_PID_INIT_INO in its include/linux/proc_ns.h. */
    private static final String FIRST_PID_NAMESPACE = "pid:[4026531836]";
    /** Two queues, their indexes, snapshots, sockets and the clients of the admin port need far less; a default of 1,024 is fine too. */
    private static final long FEWEST_OPEN_FILES = 1_024;
    /** The kernel's own default. */
    private static final long FEWEST_MAPS = 65_530;

    // Places in what "chronyc -c tracking" prints: seconds that the clock is off by, and whether it is set at all.
    private static final int CHRONY_OFFSET = 4;
    private static final int CHRONY_LEAP = 13;

    private KernelChecks() {}

    static List<Finding> of(final Machine machine) {
        return Stream.of(
                        clockSource(machine),
                        synchronisation(machine),
                        hugePages(machine),
                        swap(machine),
                        maps(machine),
                        openFiles(machine),
                        pidNamespace(machine),
                        quota(machine))
                .toList();
    }

    private static Finding clockSource(final Machine machine) {
        final String subject = "clock source";
        final Optional<String> source = machine.text("sys/devices/system/clocksource/clocksource0/current_clocksource");
        if (source.isEmpty()) {
            return Finding.unknown(subject, "the kernel does not tell", "");
        }
        return QUICK_CLOCKS.contains(source.get())
                ? Finding.good(subject, source.get())
                : Finding.warning(
                        subject,
                        source.get() + ", which takes a system call to read, several for each record",
                        "find out why the kernel does not trust the tsc (dmesg | grep -i clocksource)");
    }

    // chrony knows by how much; timedatectl whether anybody sets the clock.
    private static Finding synchronisation(final Machine machine) {
        final String subject = "clock synchronised";
        final String advice =
                "run chrony or another NTP client: event time is this clock's, and prices from the future are refused";
        final String[] chrony =
                machine.command("chronyc", "-c", "tracking").orElse("").split(",", -1);
        if (chrony.length > CHRONY_LEAP) {
            return chrony[CHRONY_LEAP].equals("Normal")
                    ? Finding.good(subject, "yes, says chronyc: off by " + chrony[CHRONY_OFFSET] + " s")
                    : Finding.warning(subject, chrony[CHRONY_LEAP] + ", says chronyc", advice);
        }
        final Optional<String> systemd =
                machine.command("timedatectl", "show", "--property=NTPSynchronized", "--value");
        if (systemd.filter("yes"::equals).isPresent()) {
            return Finding.good(subject, "yes, says timedatectl");
        }
        return systemd.filter("no"::equals).isPresent()
                ? Finding.warning(subject, "no, says timedatectl", advice)
                : Finding.unknown(subject, "nothing here tells (neither chronyc nor timedatectl answers)", advice);
    }

    private static Finding hugePages(final Machine machine) {
        final String subject = "huge pages";
        final Optional<String> enabled = machine.text("sys/kernel/mm/transparent_hugepage/enabled");
        if (enabled.isEmpty()) {
            return Finding.unknown(subject, "the kernel does not tell", "");
        }
        return enabled.get().contains("[never]")
                ? Finding.warning(
                        subject,
                        "never",
                        "echo madvise > /sys/kernel/mm/transparent_hugepage/enabled: a large book then misses the TLB less")
                : Finding.good(subject, enabled.get());
    }

    private static Finding swap(final Machine machine) {
        final String subject = "swap";
        final Optional<String> swaps = machine.text("proc/swaps");
        if (swaps.isEmpty()) {
            return Finding.unknown(subject, "the kernel does not tell", "");
        }
        return swaps.get().lines().count() <= 1
                ? Finding.good(subject, "none")
                : Finding.warning(
                        subject,
                        "on",
                        "swapoff, or vm.swappiness=1: a page of the book that was swapped out costs a tick milliseconds");
    }

    private static Finding maps(final Machine machine) {
        return atLeast(
                "memory maps",
                machine.text("proc/sys/vm/max_map_count").flatMap(KernelChecks::number),
                FEWEST_MAPS,
                "sysctl vm.max_map_count=" + FEWEST_MAPS);
    }

    private static Finding openFiles(final Machine machine) {
        final Optional<Long> limit = machine.text("proc/self/limits")
                .flatMap(limits -> limits.lines()
                        .filter(line -> line.startsWith("Max open files"))
                        .findFirst())
                .map(line -> line.substring("Max open files".length()).strip().split("\\s+", 2)[0])
                .flatMap(KernelChecks::number);
        return atLeast("open files", limit, FEWEST_OPEN_FILES, "ulimit -n, or LimitNOFILE= of the unit");
    }

    private static Finding atLeast(
            final String subject, final Optional<Long> limit, final long fewest, final String advice) {
        if (limit.isEmpty()) {
            return Finding.unknown(subject, "the kernel does not tell", "");
        }
        return limit.get() >= fewest
                ? Finding.good(subject, "up to " + limit.get())
                : Finding.warning(subject, "up to " + limit.get() + ", expected " + fewest + " or more", advice);
    }

    private static Optional<Long> number(final String text) {
        if (text.equals("unlimited")) {
            return Optional.of(Long.MAX_VALUE);
        }
        try {
            return Optional.of(Long.parseLong(text));
        } catch (final NumberFormatException e) {
            return Optional.empty();
        }
    }

    // The queue tells by its PID whether the holder of a lock lives: docs/operating/fail-over.md.
    private static Finding pidNamespace(final Machine machine) {
        final String subject = "PID namespace";
        final Optional<String> namespace = machine.link("proc/self/ns/pid");
        if (namespace.isEmpty()) {
            return Finding.unknown(subject, "the kernel does not tell", "");
        }
        return namespace.get().equals(FIRST_PID_NAMESPACE)
                ? Finding.good(subject, "the machine's")
                : Finding.warning(
                        subject,
                        "one of its own, a container's",
                        "whoever else opens this journal for writing (a follower, journal repair) must be in the same one:"
                                + " a PID tells whether the holder of a lock lives. Readers may be anywhere");
    }

    private static Finding quota(final Machine machine) {
        final String subject = "processor quota";
        final Optional<String> max = machine.text("sys/fs/cgroup/cpu.max");
        return max.isEmpty() || max.get().startsWith("max")
                ? Finding.good(subject, "none")
                : Finding.warning(
                        subject,
                        "cpu.max " + max.get(),
                        "give whole processors instead: a quota that is used up stops the engine for the rest of its period");
    }
}
