package io.plimsoll.feed.coinbase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.Seeds;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.Mantissas;
import io.plimsoll.feed.live.Said;
import io.plimsoll.feed.live.Symbols;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A price, a spread and a time that our numbers can hold are read as they were written, and what they cannot hold is refused. */
@Timeout(60)
class CoinbasePropertyTest {
    private static final int ROUNDS = 20_000;
    private static final int WIDEST = 40; // digits in front of the point or behind it

    private final Random random = Seeds.random(CoinbasePropertyTest.class);
    private final FrameParser[] parsers = IntStream.rangeClosed(0, 18)
            .mapToObj(decimals ->
                    new CoinbaseTicker(CoinbaseTicker.DEFAULT_BASE, Symbols.of("ETH-USD/" + decimals)).parser())
            .toArray(FrameParser[]::new);
    private int fitted;
    private int refused;

    private void check(
            final BigDecimal price,
            final BigDecimal bid,
            final BigDecimal ask,
            final long timeNs,
            final long sequence,
            final int decimals) {
        final String message = CoinbaseMessages.TICKER
                .replace("\"1285.22\"", "\"" + price + "\"")
                .replace("\"1285.04\"", "\"" + bid.toPlainString() + "\"")
                .replace("\"1285.27\"", "\"" + ask.toPlainString() + "\"")
                .replace("\"sequence\":37475248783", "\"sequence\":" + sequence)
                .replace(
                        "2022-10-19T23:28:22.061769Z",
                        Instant.ofEpochSecond(timeNs / 1_000_000_000, timeNs % 1_000_000_000)
                                .toString());
        final OptionalLong value = Mantissas.of(price, decimals, RoundingMode.HALF_UP);
        final OptionalLong low = Mantissas.of(bid, decimals, RoundingMode.DOWN);
        final OptionalLong high = Mantissas.of(ask, decimals, RoundingMode.UP);
        final boolean fits = value.isPresent() && low.isPresent() && high.isPresent();
        assertEquals(
                fits
                        ? Said.priced(new Said.Price(
                                0, value.getAsLong(), half(high.getAsLong() - low.getAsLong()), timeNs, sequence))
                        : Said.MALFORMED,
                Said.by(parsers[decimals], message),
                () -> message + " at " + decimals);
        if (fits) {
            fitted++;
        } else {
            refused++;
        }
    }

    private static long half(final long spread) {
        return spread / 2 + spread % 2;
    }

    private void checkAny(final int scale, final int decimals) {
        final long one = random.nextLong() >>> (1 + random.nextInt(63));
        final long other = random.nextLong() >>> (1 + random.nextInt(63));
        check(
                BigDecimal.valueOf(Mantissas.any(random), scale),
                BigDecimal.valueOf(Math.min(one, other), scale),
                BigDecimal.valueOf(Math.max(one, other), scale),
                random.nextLong(9_223_372_036_000_000_000L),
                random.nextLong() >>> (1 + random.nextInt(63)),
                decimals);
    }

    @Test
    void shouldReadBackEveryTicker() {
        for (int round = 0; round < ROUNDS; round++) {
            final int decimals = random.nextInt(parsers.length);
            checkAny(decimals, decimals);
        }
        assertEquals(0, refused);
    }

    @Test
    void shouldTakeTheEdgesAtEachScale() {
        for (final int decimals : new int[] {0, 8, 18}) {
            for (int scale = -WIDEST; scale <= WIDEST; scale++) {
                for (final long mantissa : Mantissas.edges()) {
                    final long bid = mantissa & Long.MAX_VALUE;
                    final long ask = bid == Long.MAX_VALUE ? bid : bid + 1;
                    check(
                            BigDecimal.valueOf(mantissa, scale),
                            BigDecimal.valueOf(bid, scale),
                            BigDecimal.valueOf(ask, scale),
                            7,
                            5,
                            decimals);
                }
            }
        }
        assertBothWays();
    }

    @Test
    void shouldTakeAnyTickerAtAnyDecimals() {
        for (int round = 0; round < ROUNDS; round++) {
            checkAny(random.nextInt(WIDEST + 10) - 10, random.nextInt(parsers.length));
        }
        assertBothWays();
    }

    private void assertBothWays() {
        System.out.println("CoinbasePropertyTest: " + fitted + " fitted, " + refused + " refused");
        assertTrue(fitted > refused / 10 && refused > fitted / 10, "both ways are tried");
    }
}
