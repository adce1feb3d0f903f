package io.plimsoll.feed.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.Seeds;
import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.Mantissas;
import io.plimsoll.feed.live.Said;
import io.plimsoll.feed.live.TestFrames;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a ticker says comes out as BigDecimal rounds it, however its numbers are written, or is refused where it does not fit. */
@Timeout(60)
class RpcParserPropertyTest {
    private static final int ROUNDS = 20_000;
    private static final int WIDEST = 40; // digits in front of the point or behind it

    private final Random random = Seeds.random(RpcParserPropertyTest.class);
    private final FrameParser[] parsers = IntStream.rangeClosed(0, 18)
            .mapToObj(decimals ->
                    new DeribitVenue(DeribitVenue.DEFAULT_ADDRESS, TestFrames.symbols(decimals, "A-B")).parser())
            .toArray(FrameParser[]::new);
    private int fitted;
    private int refused;

    // As plain digits, or in the venue's way of writing what is small.
    private String text(final BigDecimal number) {
        return random.nextBoolean() ? number.toPlainString() : number.unscaledValue() + "e" + -number.scale();
    }

    private void check(
            final BigDecimal price,
            final BigDecimal bid,
            final BigDecimal ask,
            final long timestamp,
            final int decimals) {
        final String message =
                "{\"method\":\"subscription\",\"params\":{\"channel\":\"ticker.A-B.100ms\",\"data\":{\"mark_price\":"
                        + text(price) + ",\"best_bid_price\":" + text(bid) + ",\"best_ask_price\":" + text(ask)
                        + ",\"timestamp\":" + timestamp + "}}}";
        final OptionalLong value = Mantissas.of(price, decimals, RoundingMode.HALF_UP);
        final OptionalLong low = Mantissas.of(bid, decimals, RoundingMode.DOWN);
        final OptionalLong lowUp = Mantissas.of(bid, decimals, RoundingMode.UP);
        final OptionalLong high = Mantissas.of(ask, decimals, RoundingMode.UP);
        final boolean fits = value.isPresent()
                && low.isPresent()
                && high.isPresent()
                && (high.getAsLong() == 0 || lowUp.isPresent());
        assertEquals(
                fits
                        ? Said.priced(new Said.Price(
                                0,
                                value.getAsLong(),
                                bid.signum() == 0 ? TickSource.NO_CONFIDENCE : half(high.getAsLong() - low.getAsLong()),
                                timestamp * 1_000_000,
                                0))
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

    private BigDecimal number(final int scale) {
        return BigDecimal.valueOf(random.nextLong() >>> (1 + random.nextInt(63)), scale);
    }

    private void checkAny(final int scale, final int decimals) {
        final BigDecimal one = number(scale);
        final BigDecimal other = number(scale);
        check(
                BigDecimal.valueOf(Mantissas.any(random), scale),
                one.min(other),
                one.max(other),
                random.nextLong(9_223_372_036_854L),
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
                    check(
                            BigDecimal.valueOf(mantissa, scale),
                            BigDecimal.valueOf(bid, scale),
                            BigDecimal.valueOf(bid == Long.MAX_VALUE ? bid : bid + 1, scale),
                            7,
                            decimals);
                }
            }
        }
        assertBothWays();
    }

    @Test
    void shouldReadNumbersExactly() {
        for (int round = 0; round < ROUNDS; round++) {
            checkAny(random.nextInt(WIDEST + 10) - 10, random.nextInt(parsers.length));
        }
        assertBothWays();
    }

    private void assertBothWays() {
        System.out.println("RpcParserPropertyTest: " + fitted + " fitted, " + refused + " refused");
        assertTrue(fitted > refused / 10 && refused > fitted / 10, "both ways are tried");
    }
}
