package io.plimsoll.feed.pyth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.Said;
import io.plimsoll.feed.live.Symbols;
import io.plimsoll.feed.live.Wire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Recorded events and answers, read as another parser reads them. */
@Timeout(30)
class PythWireTest {
    private static final String OTHER = "c96458d393fe9deb7a7d63a0ac41e2898a67a7750dbd166673279e06c868df0a";

    private final FrameParser parser =
            new PythHermes(PythHermes.DEFAULT_BASE, Symbols.of(PythMessages.BTC + "/8", OTHER + "/4"), null).parser();
    private final PythOracle oracle = new PythOracle(List.of(PythMessages.BTC, OTHER), 8, 4);

    private Said check(final String message) {
        return oracle.check(parser, message.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldReadARecordedStream() {
        final List<Said> said = Wire.lines("pyth-hermes/sse-stream.sample.txt").stream()
                .filter(line -> line.startsWith("data:"))
                .map(line -> check(line.substring("data:".length())))
                .toList();
        assertEquals(
                List.of(
                        Said.priced(new Said.Price(
                                        0, 6_163_260_000_000L, 3_268_548_079L, 1_714_748_300_000_000_000L, 138_886_134)
                                .after(1_714_748_300_000_000_000L)),
                        Said.priced(new Said.Price(
                                        0, 6_163_088_000_000L, 3_308_129_843L, 1_714_748_301_000_000_000L, 138_886_135)
                                .after(1_714_748_300_000_000_000L))),
                said);
    }

    @Test
    void shouldReadARecordedAnswerOfTwoFeeds() {
        final String answer =
                Wire.lines("pyth-hermes/rest-v2-latest.sample.json").stream().collect(Collectors.joining("\n"));
        assertEquals(
                Said.priced(
                        new Said.Price(0, 6_140_993_501_000L, 3_287_868_567L, 1_714_746_101_000_000_000L, 138_881_186)
                                .after(1_714_746_101_000_000_000L),
                        new Said.Price(1, 496, 1, 1_714_746_101_000_000_000L, 138_881_186)
                                .after(1_714_746_101_000_000_000L)), // 0.04959503, 0.00005465
                check(answer));
    }
}
