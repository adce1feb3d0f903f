package io.plimsoll.feed.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A short run of the fuzzer that coverage guides at each parser; {@code scripts/fuzz} lets it run for longer. It has a JVM of its own, since
 * its agent changes every class, and begins with the kept inputs, not with the whole corpus, which the ordinary tests play.
 */
@Timeout(300)
class FuzzerRunTest {
    private static final int RUNS = Integer.getInteger("plimsoll.rounds", 1) * 4_000;
    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs");
    /** What Jazzer exits with where an input throws. */
    private static final int FINDING = 77;

    @TempDir
    Path folder;

    private Process fuzzer;

    @AfterEach
    void end() {
        if (fuzzer != null) {
            fuzzer.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "binance.BinanceFuzzTest",
                "chainlink.ChainlinkFuzzTest",
                "coinbase.CoinbaseFuzzTest",
                "deribit.DeribitFuzzTest",
                "pyth.PythFuzzTest"
            })
    void shouldFindNoMessageThatAParserAndItsTwinReadDifferently(final String target) throws Exception {
        final Class<?> test = Class.forName("io.plimsoll.feed." + target);
        final String told =
                fuzz(test.getName(), List.of(FrameFuzz.keptInputs(test).toString()));
        assertEquals(0, fuzzer.exitValue(), told);
        final Matcher done = DONE.matcher(told);
        assertTrue(done.find() && Integer.parseInt(done.group(1)) >= RUNS, told);
        assertEquals(List.of(), findings());
    }

    /** Else the runs above could not fail. */
    @Test
    void shouldFindAMessageThatAParserCannotStand() throws Exception {
        final String told = fuzz(Fragile.class.getName(), List.of());
        assertEquals(FINDING, fuzzer.exitValue(), told);
        assertNotEquals(List.of(), findings());
    }

    private String fuzz(final String target, final List<String> kept) throws IOException, InterruptedException {
        final Path output = folder.resolve("output");
        final long seed = Seeds.random(getClass()).nextInt(Integer.MAX_VALUE);
        final List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-D" + FuzzTarget.PROPERTY + "=" + target,
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzTarget.class.getName(),
                "--instrumentation_includes=io.plimsoll.**",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/crash-",
                "-seed=" + seed,
                "-runs=" + RUNS,
                Files.createDirectory(folder.resolve("corpus")).toString()));
        command.addAll(kept);
        fuzzer = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertTrue(fuzzer.waitFor(280, TimeUnit.SECONDS), "it ends");
        final String told = Files.readString(output);
        told.lines().filter(line -> line.contains("Done")).forEach(line -> System.out.println(target + ": " + line));
        return told;
    }

    private List<Path> findings() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("crash-"))
                    .toList();
        }
    }

    /** Throws what it should not where a message begins with a brace. */
    static final class Fragile extends FrameFuzz {
        Fragile() {
            super(
                    (frame, offset, length, into) -> {
                        if (length > 0 && frame[offset] == '{') {
                            throw new IllegalStateException("cannot stand it");
                        }
                    },
                    frame -> Said.nothing(),
                    List.of("{"));
        }
    }
}
