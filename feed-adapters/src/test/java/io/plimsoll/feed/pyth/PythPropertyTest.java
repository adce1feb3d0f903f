package io.plimsoll.feed.pyth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.Seeds;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.Mantissas;
import io.plimsoll.feed.live.Said;
import io.plimsoll.feed.live.Symbols;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A price that our decimals can hold is read as it was written, and one that they cannot is refused, whatever its mantissa and exponent. */
@Timeout(60)
class PythPropertyTest {
    private static final int ROUNDS = 20_000;
    private static final int MOST_DECIMALS = 18;
    /** Beyond it in either direction a number of 64 bits is nothing at any decimals, or too large at all of them. */
    private static final int WIDEST = 60;

    private static final List<Integer> FAR = List.of(
            Integer.MIN_VALUE,
            Integer.MIN_VALUE + 1,
            Integer.MIN_VALUE + MOST_DECIMALS,
            -1_000_000,
            1_000_000,
            Integer.MAX_VALUE - MOST_DECIMALS,
            Integer.MAX_VALUE - 1,
            Integer.MAX_VALUE);

    private final Random random = Seeds.random(PythPropertyTest.class);
    private final FrameParser[] parsers = IntStream.rangeClosed(0, MOST_DECIMALS)
            .mapToObj(decimals -> new PythHermes(
                            PythHermes.DEFAULT_BASE, Symbols.of(PythMessages.ETH + "/" + decimals), null)
                    .parser())
            .toArray(FrameParser[]::new);
    private int fitted;
    private int refused;

    private static String event(
            final long mantissa,
            final long confidence,
            final long exponent,
            final long seconds,
            final long slot,
            final long previous) {
        return PythMessages.event(PythMessages.ETH_PRICE
                .replace("\"184136023127\"", "\"" + mantissa + "\"")
                .replace("\"177166324\"", "\"" + confidence + "\"")
                .replace("\"expo\":-8", "\"expo\":" + exponent)
                .replace("\"publish_time\":1692110601", "\"publish_time\":" + seconds)
                .replace("\"slot\":88123456", "\"slot\":" + slot)
                .replace("\"prev_publish_time\":1692110600", "\"prev_publish_time\":" + previous));
    }

    private void check(final long mantissa, final long confidence, final int exponent, final int decimals) {
        final OptionalLong price = Mantissas.of(mantissa, exponent, decimals, RoundingMode.HALF_UP);
        final OptionalLong width = Mantissas.of(confidence, exponent, decimals, RoundingMode.UP);
        final boolean fits = price.isPresent() && width.isPresent();
        assertEquals(
                fits
                        ? Said.priced(new Said.Price(0, price.getAsLong(), width.getAsLong(), 7_000_000_000L, 5)
                                .after(6_000_000_000L))
                        : Said.MALFORMED,
                Said.by(parsers[decimals], event(mantissa, confidence, exponent, 7, 5, 6)),
                () -> mantissa + " and " + confidence + ", e" + exponent + " at " + decimals);
        if (fits) {
            fitted++;
        } else {
            refused++;
        }
    }

    @Test
    void shouldReadBackEveryMantissaAndExponent() {
        for (int round = 0; round < ROUNDS; round++) {
            final long mantissa = Mantissas.any(random);
            final long confidence = random.nextLong() >>> (1 + random.nextInt(63));
            final long seconds = random.nextLong(9_223_372_036L);
            final long slot = random.nextLong() >>> (1 + random.nextInt(63));
            final long previous = random.nextLong(9_223_372_036L);
            final int decimals = random.nextInt(parsers.length);
            assertEquals(
                    Said.priced(new Said.Price(0, mantissa, confidence, seconds * 1_000_000_000, slot)
                            .after(previous * 1_000_000_000)),
                    Said.by(parsers[decimals], event(mantissa, confidence, -decimals, seconds, slot, previous)));
        }
    }

    @Test
    void shouldTakeTheEdgesAtEachExponent() {
        final List<Long> edges = Mantissas.edges();
        for (final int decimals : new int[] {0, 2, 8, MOST_DECIMALS}) {
            for (final int exponent : IntStream.concat(
                            IntStream.rangeClosed(-WIDEST, WIDEST), FAR.stream().mapToInt(Integer::intValue))
                    .toArray()) {
                for (final long mantissa : edges) {
                    check(mantissa, mantissa & Long.MAX_VALUE, exponent, decimals);
                }
            }
        }
        assertBothWays();
    }

    @Test
    void shouldTakeAnyMantissaAtAnyExponentAndDecimals() {
        for (int round = 0; round < ROUNDS; round++) {
            check(
                    Mantissas.any(random),
                    random.nextLong() >>> (1 + random.nextInt(63)),
                    random.nextInt(2 * WIDEST) - WIDEST,
                    random.nextInt(parsers.length));
        }
        assertBothWays();
    }

    private void assertBothWays() {
        System.out.println("PythPropertyTest: " + fitted + " fitted, " + refused + " refused");
        assertTrue(fitted > refused / 10 && refused > fitted / 10, "both ways are tried");
    }
}
