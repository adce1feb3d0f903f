package io.plimsoll.daemon.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The checker that comes with Prometheus; tests that ask it are skipped where it is not installed. Stateless. */
public final class Promtool {
    private Promtool() {}

    /**
     * Has something checked, which must be found good.
     *
     * @param input what it reads on its standard input
     * @param words such as {@code check rules FILE}
     * @return what it said
     */
    public static String run(final String input, final String... words) throws IOException, InterruptedException {
        final Path promtool = Path.of(System.getProperty("plimsoll.promtool", "/usr/bin/promtool"));
        assumeTrue(Files.isExecutable(promtool), "promtool is not installed (Debian: of the package prometheus)");
        final List<String> command =
                Stream.concat(Stream.of(promtool.toString()), Stream.of(words)).toList();
        final Process process =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        try (OutputStream into = process.getOutputStream()) {
            into.write(input.getBytes(StandardCharsets.UTF_8));
        }
        final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), said);
        assertEquals(0, process.exitValue(), said);
        return said;
    }
}
