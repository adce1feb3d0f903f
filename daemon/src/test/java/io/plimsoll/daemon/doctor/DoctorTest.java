package io.plimsoll.daemon.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.TestKeys;
import io.plimsoll.daemon.doctor.Finding.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each thing that the doctor looks at, as it should be and otherwise, on a machine made of files. */
@Timeout(60)
class DoctorTest {
    private static final long GIB = 1L << 30;
    private static final String THP = "sys/kernel/mm/transparent_hugepage/enabled";
    private static final String CLOCK = "sys/devices/system/clocksource/clocksource0/current_clocksource";

    @TempDir
    private Path folder;

    private Path root;
    private Path config;
    private Path data;
    private final Map<String, String> environment = new HashMap<>();
    private String synchronised = "yes";
    private String chrony; // null: it is not there
    private int processors = 4;
    private long heap = 4 * GIB;

    @BeforeEach
    void healthyMachine() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        kernel(CLOCK, "tsc\n");
        kernel(THP, "always [madvise] never\n");
        kernel("proc/swaps", "Filename Type Size Used Priority\n");
        kernel("proc/sys/vm/max_map_count", "65530\n");
        kernel(
                "proc/self/limits",
                "Limit  Soft Limit  Hard Limit  Units\nMax open files            1024   1048576   files\n");
        kernel("proc/meminfo", "MemTotal: 9000000 kB\nMemAvailable:    8000000 kB\n");
        Files.createDirectories(root.resolve("proc/self/ns"));
        Files.createSymbolicLink(root.resolve("proc/self/ns/pid"), Path.of("pid:[4026531836]"));
        data = folder.resolve("data");
        config = folder.resolve("config/plimsoll.yaml");
        copyConfig();
        edit("minFreeDisk: 2GiB", "minFreeDisk: 2MiB");
        edit("warnBelow: 2GiB", "warnBelow: 2MiB");
        edit("haltBelow: 1GiB", "haltBelow: 1MiB");
        edit("port: 7171", "port: 0");
        edit("../daemon/target/demo/bitstamp_trades_from_20131125_usd.csv", "trades.csv");
        Files.writeString(folder.resolve("config/trades.csv"), "");
    }

    private void copyConfig() throws IOException {
        final Path shipped = Project.root().resolve("config");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                final Path copy = folder.resolve("config")
                        .resolve(shipped.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private void kernel(final String file, final String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }

    private void edit(final String from, final String to) throws IOException {
        final String text = Files.readString(config);
        assertTrue(text.contains(from), "no '" + from + "' in the shipped configuration");
        Files.writeString(config, text.replace(from, to));
    }

    private List<Finding> examine() throws IOException, InterruptedException {
        final Machine machine = new Machine(root) {
            @Override
            Optional<String> command(final String... command) {
                return Optional.ofNullable(command[0].equals("chronyc") ? chrony : synchronised);
            }

            @Override
            int processors() {
                return processors;
            }
        };
        return new Doctor(machine, environment, heap).examine(config);
    }

    private Finding found(final String subject) throws IOException, InterruptedException {
        final List<Finding> all = examine();
        return all.stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no '" + subject + "' in " + all));
    }

    private void requireOnlyWrong(final Verdict verdict, final String subject, final String part)
            throws IOException, InterruptedException {
        final List<Finding> wrong = examine().stream()
                .filter(finding -> finding.verdict() != Verdict.GOOD)
                .filter(finding -> !finding.seen().startsWith("tmpfs")) // where the tests' folder is on one
                .toList();
        assertEquals(1, wrong.size(), wrong.toString());
        assertEquals(
                List.of(verdict, subject),
                List.of(wrong.get(0).verdict(), wrong.get(0).subject()));
        assertTrue(wrong.get(0).seen().contains(part), wrong.toString());
        assertFalse(wrong.get(0).advice().isEmpty() && verdict != Verdict.UNKNOWN, wrong.toString());
    }

    @Test
    void shouldFindNothingWrongWithAHealthyMachine() throws IOException, InterruptedException {
        final List<Finding> wrong = examine().stream()
                .filter(finding -> finding.verdict() != Verdict.GOOD)
                .filter(finding -> !finding.seen().startsWith("tmpfs"))
                .toList();
        assertEquals(List.of(), wrong);
        assertFalse(Files.exists(data), "it changes nothing");
    }

    @Test
    void shouldReadTheKernelsFilesWhole() {
        final Machine machine = new Machine(Path.of("/"));
        assumeTrue(Files.exists(Path.of("/proc/sys/vm/max_map_count")), "no Linux");
        for (final String file : List.of("proc/sys/vm/max_map_count", "proc/self/limits", "proc/swaps")) {
            assertEquals(machine.command("cat", "/" + file), machine.text(file), file);
        }
    }

    @Test
    void shouldWarnOfASlowClockSource() throws IOException, InterruptedException {
        kernel(CLOCK, "hpet\n");
        requireOnlyWrong(Verdict.WARNING, "clock source", "hpet");
    }

    @Test
    void shouldWarnOfAClockThatNobodySets() throws IOException, InterruptedException {
        synchronised = "no";
        requireOnlyWrong(Verdict.WARNING, "clock synchronised", "no");
        synchronised = null;
        requireOnlyWrong(Verdict.UNKNOWN, "clock synchronised", "nothing here tells");
    }

    @Test
    void shouldTellByHowMuchTheClockIsOffWhereChronyRuns() throws IOException, InterruptedException {
        synchronised = null;
        final String tracking =
                "C0A80001,ntp.example,2,1767225600.1,0.000012345,0.00001,0.00002,1.5,0.01,0.05,0.001,0.0005,64.2,";
        chrony = tracking + "Normal";
        assertEquals(
                "yes, says chronyc: off by 0.000012345 s",
                found("clock synchronised").seen());
        chrony = tracking + "Not synchronised";
        requireOnlyWrong(Verdict.WARNING, "clock synchronised", "Not synchronised, says chronyc");
    }

    @Test
    void shouldWarnWithoutHugePages() throws IOException, InterruptedException {
        kernel(THP, "always madvise [never]\n");
        requireOnlyWrong(Verdict.WARNING, "huge pages", "never");
    }

    @Test
    void shouldWarnOfSwap() throws IOException, InterruptedException {
        kernel("proc/swaps", "Filename Type Size Used Priority\n/swapfile file 2097148 0 -2\n");
        requireOnlyWrong(Verdict.WARNING, "swap", "on");
    }

    @Test
    void shouldWarnOfLimits() throws IOException, InterruptedException {
        kernel("proc/self/limits", "Max open files            256   1048576   files\n");
        requireOnlyWrong(Verdict.WARNING, "open files", "256");
        kernel("proc/self/limits", "Max open files            unlimited   unlimited   files\n");
        kernel("proc/sys/vm/max_map_count", "1000\n");
        requireOnlyWrong(Verdict.WARNING, "memory maps", "1000");
    }

    @Test
    void shouldWarnOfAContainersNamespaceAndQuota() throws IOException, InterruptedException {
        Files.delete(root.resolve("proc/self/ns/pid"));
        Files.createSymbolicLink(root.resolve("proc/self/ns/pid"), Path.of("pid:[4026532000]"));
        requireOnlyWrong(Verdict.WARNING, "PID namespace", "container");
        Files.delete(root.resolve("proc/self/ns/pid"));
        Files.createSymbolicLink(root.resolve("proc/self/ns/pid"), Path.of("pid:[4026531836]"));
        kernel("sys/fs/cgroup/cpu.max", "150000 100000\n");
        requireOnlyWrong(Verdict.WARNING, "processor quota", "150000");
        kernel("sys/fs/cgroup/cpu.max", "max 100000\n");
        assertEquals(Verdict.GOOD, found("processor quota").verdict());
    }

    @Test
    void shouldWarnOfThreadsThatSpinOnFewProcessors() throws IOException, InterruptedException {
        processors = 2;
        assertEquals(Verdict.GOOD, found("processors").verdict());
        edit("wait: blocking", "wait: busy-spin");
        requireOnlyWrong(Verdict.WARNING, "processors", "busy-spin");
    }

    @Test
    void shouldSayWhatMemoryTheLimitsTake() throws IOException, InterruptedException {
        edit("legs: 500000", "legs: 60000000");
        requireOnlyWrong(Verdict.BAD, "memory", "7038 MiB");
        heap = 8 * GIB;
        requireOnlyWrong(Verdict.WARNING, "memory", "heap up to 8192 MiB");
        heap = 16 * GIB;
        assertEquals(Verdict.GOOD, found("memory").verdict());
        kernel("proc/meminfo", "MemAvailable:    1000000 kB\n");
        requireOnlyWrong(Verdict.WARNING, "memory", "976 MiB are available");
    }

    @Test
    void shouldNotStartIntoAFullDisk() throws IOException, InterruptedException {
        edit("minFreeDisk: 2MiB", "minFreeDisk: 1000TiB");
        requireOnlyWrong(Verdict.BAD, "disk", "less than minFreeDisk, 1000TiB");
        edit("minFreeDisk: 1000TiB", "minFreeDisk: 2MiB");
        edit("warnBelow: 2MiB", "warnBelow: 1000TiB");
        requireOnlyWrong(Verdict.WARNING, "disk", "less than diskGuard.warnBelow");
    }

    @Test
    void shouldSayThatTheDataDirectoryIsAFile() throws IOException, InterruptedException {
        Files.writeString(data, "");
        requireOnlyWrong(Verdict.BAD, "data directory", "is no directory");
    }

    @Test
    void shouldSeeWhoMayReadWhat() throws IOException, InterruptedException {
        final Path journal = Files.createDirectories(data.resolve("journal"));
        final Path orders = Files.createDirectory(journal.resolve("orders"));
        final Path inputs = Files.createDirectory(journal.resolve("inputs"));
        mode(data, "rwxr-xr-x");
        mode(journal, "rwxr-xr-x");
        mode(orders, "rwxr-xr-x");
        mode(inputs, "rwxr-x---");
        assertEquals(Verdict.GOOD, found("orders").verdict());
        assertEquals(Verdict.GOOD, found("inputs").verdict());

        mode(inputs, "rwxr-xr-x");
        requireOnlyWrong(Verdict.BAD, "inputs", "other users may reach");
        mode(inputs, "rwxr-x---");
        mode(orders, "rwxr-x---");
        requireOnlyWrong(Verdict.WARNING, "orders", "may not read");
        mode(orders, "rwxr-xr-x");
        mode(data, "rwx------");
        requireOnlyWrong(Verdict.WARNING, "orders", "cannot pass through " + data);
        mode(data, "rwxr-xr-x");
        Files.writeString(data.resolve("admin.token"), "secret");
        mode(data.resolve("admin.token"), "rw-r--r--");
        requireOnlyWrong(Verdict.BAD, "admin token", "other users may reach");
    }

    private static void mode(final Path file, final String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void shouldMissWhatAFeedNeeds() throws IOException, InterruptedException {
        Files.delete(folder.resolve("config/trades.csv"));
        requireOnlyWrong(Verdict.BAD, "feed recorded-trades", "trades.csv is not there");
        Files.writeString(folder.resolve("config/trades.csv"), "");
        edit(
                "accountSources:",
                "  - type: chainlink\n    name: streams\n    source: 11\n    secret: env:STREAMS\n    symbols:\n"
                        + "      - symbol: '0x0003" + "ab".repeat(30) + "'\n        price: BTC-PERP\naccountSources:");
        requireOnlyWrong(Verdict.BAD, "feed streams", "the secret env:STREAMS is not there");
        environment.put("STREAMS", "hush:hush");
        assertEquals("its secret can be read", found("feed streams").seen());
        edit(
                "accountSources:",
                "  - type: capture\n    name: again\n    source: 12\n    venue: deribit\n    path: raw\n    pace: 1x\n"
                        + "    symbols: [{symbol: btc_usd, price: BTC-PERP}]\naccountSources:");
        requireOnlyWrong(Verdict.BAD, "feed again", "is no captured file, nor a folder of again-");
    }

    @Test
    void shouldTellWhatTheLastRunLeft() throws IOException, InterruptedException {
        Files.createDirectories(data);
        Files.writeString(data.resolve("KILL"), "by hand");
        requireOnlyWrong(Verdict.WARNING, "kill file", "KILL is there");
        Files.delete(data.resolve("KILL"));
        Files.writeString(data.resolve("admin.port"), "1");
        Files.writeString(data.resolve("failure.txt"), "why");
        requireOnlyWrong(Verdict.WARNING, "last run", "ended by itself");
    }

    @Test
    void shouldSayThatSomebodyElseHasTheAdminPort() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            edit("port: 0", "port: " + taken.getLocalPort());
            requireOnlyWrong(Verdict.BAD, "admin port", taken.getLocalPort() + " is not to be had");
        }
    }

    @Test
    void shouldSayWhatThePortForOtherMachinesLacks() throws Exception {
        TestKeys.make(folder, "soon", "san=ip:127.0.0.1", 2);
        TestKeys.make(folder, "admin", "san=ip:127.0.0.1", 300);
        final Path password = TestKeys.secret(folder.resolve("password"), TestKeys.PASSWORD);
        final Path token = TestKeys.secret(folder.resolve("token"), "t".repeat(32));
        edit(
                "port: 0\n",
                "port: 0\n  remote: {address: 127.0.0.1, port: 0, keystore: " + folder.resolve("soon.p12")
                        + ", password: \"file:" + password + "\", token: \"file:" + token + "\"}\n");
        requireOnlyWrong(Verdict.WARNING, "remote admin port", "its certificate is good for 1 days more");
        edit("soon.p12", "admin.p12");
        assertEquals(Verdict.GOOD, found("remote admin port").verdict());
        assertEquals(Verdict.GOOD, found("remote admin address").verdict());
        edit("address: 127.0.0.1", "address: 192.0.2.1"); // of nobody
        requireOnlyWrong(Verdict.BAD, "remote admin address", "192.0.2.1:0 is not to be had");
    }
}
