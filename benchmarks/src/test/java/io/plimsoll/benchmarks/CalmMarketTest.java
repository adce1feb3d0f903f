package io.plimsoll.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A calm market ends in a JVM that never collects: half an object a tick would not fit into what starting up leaves of the heap. */
@Timeout(120)
class CalmMarketTest {
    private static final int TICKS = 3_000_000;
    private static final String HEAP = "-Xmx144m";

    @TempDir
    private Path folder;

    @Test
    void shouldEndWithoutCollecting() throws IOException, InterruptedException {
        final Path out = folder.resolve("out");
        final String home = System.getProperty("plimsoll.home");
        final Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + Path.of(home, "config", "jvm.options"),
                        "-XX:-UseParallelGC",
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:+UseEpsilonGC",
                        HEAP,
                        "-Djava.io.tmpdir=" + folder,
                        "-Dplimsoll.home=" + home,
                        "-cp",
                        System.getProperty("java.class.path"),
                        CalmBenchmark.class.getName(),
                        "--ticks",
                        Integer.toString(TICKS))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertTrue(child.waitFor(100, TimeUnit.SECONDS), () -> read(out));
            assertEquals(0, child.exitValue(), () -> read(out));
            assertTrue(read(out).contains(", 0 collections, "), () -> read(out));
        } finally {
            child.destroyForcibly().waitFor();
        }
        System.out.println(read(out));
    }

    private static String read(final Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (final IOException e) {
            return e.toString();
        }
    }
}
