package io.plimsoll.daemon.doctor;

import io.plimsoll.daemon.run.DaemonConfig;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the book that a configuration has room for fits into the heap, and the heap into the machine. Stateless. */
final class MemoryCheck {
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB$");
    private static final long MIB = 1 << 20;

    private MemoryCheck() {}

    /** @param heap the most that this process's heap may take, which is the daemon's where both are started with the same flags */
    static Finding of(final Machine machine, final DaemonConfig config, final long heap) {
        final String subject = "memory";
        final long tables = EngineMemory.of(config.capacity());
        final String seen = "tables for these limits up to " + tables / MIB + " MiB, heap up to " + heap / MIB + " MiB";
        if (tables > heap) {
            return Finding.bad(
                    subject,
                    seen,
                    "PLIMSOLL_JAVA_OPTS=-Xmx" + 2 * tables / MIB + "m, or lower limits in the configuration");
        }
        if (2 * tables > heap) {
            return Finding.warning(
                    subject, seen, "start and recovery make garbage: PLIMSOLL_JAVA_OPTS=-Xmx" + 2 * tables / MIB + "m");
        }
        final Optional<Long> available = available(machine);
        if (available.isEmpty() || available.get() >= tables) {
            return Finding.good(subject, seen);
        }
        return Finding.warning(
                subject,
                seen + ", and " + available.get() / MIB + " MiB are available on this machine",
                "unless a daemon runs here already: lower limits, or a larger machine");
    }

    private static Optional<Long> available(final Machine machine) {
        return machine.text("proc/meminfo")
                .map(AVAILABLE::matcher)
                .filter(Matcher::find)
                .map(found -> 1024 * Long.parseLong(found.group(1)));
    }
}
