package io.plimsoll.feed.coinbase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.feed.Seeds;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.Said;
import io.plimsoll.feed.live.Symbols;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A price, a spread and a time that our numbers can hold are read as they were written. */
@Timeout(60)
class CoinbasePropertyTest {
    private static final int ROUNDS = 20_000;

    private final Random random = Seeds.random(CoinbasePropertyTest.class);

    private static String text(final long mantissa, final int decimals) {
        return "\"" + BigDecimal.valueOf(mantissa, decimals).toPlainString() + "\"";
    }

    @Test
    void shouldReadBackEveryTicker() {
        final FrameParser[] parsers = new FrameParser[19];
        for (int decimals = 0; decimals < parsers.length; decimals++) {
            parsers[decimals] =
                    new CoinbaseTicker(CoinbaseTicker.DEFAULT_BASE, Symbols.of("ETH-USD/" + decimals)).parser();
        }
        for (int round = 0; round < ROUNDS; round++) {
            final int decimals = random.nextInt(parsers.length);
            final long price = random.nextLong() >> random.nextInt(64);
            final long one = random.nextLong() >>> (1 + random.nextInt(63));
            final long other = random.nextLong() >>> (1 + random.nextInt(63));
            final long bid = Math.min(one, other);
            final long ask = Math.max(one, other);
            final long timeNs = random.nextLong(9_223_372_036_000_000_000L);
            final long sequence = random.nextLong() >>> (1 + random.nextInt(63));
            final String message = CoinbaseMessages.TICKER
                    .replace("\"1285.22\"", text(price, decimals))
                    .replace("\"1285.04\"", text(bid, decimals))
                    .replace("\"1285.27\"", text(ask, decimals))
                    .replace("\"sequence\":37475248783", "\"sequence\":" + sequence)
                    .replace(
                            "2022-10-19T23:28:22.061769Z",
                            Instant.ofEpochSecond(timeNs / 1_000_000_000, timeNs % 1_000_000_000)
                                    .toString());
            final long halfSpread = (ask - bid) / 2 + (ask - bid) % 2;
            assertEquals(
                    Said.priced(new Said.Price(0, price, halfSpread, timeNs, sequence)),
                    Said.by(parsers[decimals], message));
        }
    }
}
