package io.plimsoll.feed.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.feed.Seeds;
import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.Said;
import io.plimsoll.feed.live.Symbols;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A price that our decimals can hold is read as it was written. */
@Timeout(60)
class BinancePropertyTest {
    private static final int ROUNDS = 20_000;

    private final Random random = Seeds.random(BinancePropertyTest.class);

    @Test
    void shouldReadBackEveryPrice() {
        final FrameParser[] parsers = new FrameParser[19];
        for (int decimals = 0; decimals < parsers.length; decimals++) {
            parsers[decimals] = new BinanceMarkPrices(
                            BinanceMarkPrices.DEFAULT_BASE,
                            Symbols.of("BTCUSDT@mark/" + decimals, "BTCUSDT@index/" + decimals))
                    .parser();
        }
        for (int round = 0; round < ROUNDS; round++) {
            final int decimals = random.nextInt(parsers.length);
            final long mark = random.nextLong() >> random.nextInt(64);
            final long index = random.nextLong() >> random.nextInt(64);
            final long timeMs = random.nextLong(9_223_372_036_854L);
            final String message = BinanceMessages.BTC
                    .replace(
                            "\"11794.15000000\"",
                            "\"" + BigDecimal.valueOf(mark, decimals).toPlainString() + "\"")
                    .replace("\"11784.62659091\"", "\"" + BigDecimal.valueOf(index, decimals) + "\"")
                    .replace("\"E\":1562305380000", "\"E\":" + timeMs);
            assertEquals(
                    Said.priced(
                            new Said.Price(0, mark, TickSource.NO_CONFIDENCE, timeMs * 1_000_000, timeMs),
                            new Said.Price(1, index, TickSource.NO_CONFIDENCE, timeMs * 1_000_000, timeMs)),
                    Said.by(parsers[decimals], message));
        }
    }
}
