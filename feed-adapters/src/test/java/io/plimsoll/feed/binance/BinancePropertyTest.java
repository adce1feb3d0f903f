package io.plimsoll.feed.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.Seeds;
import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.Mantissas;
import io.plimsoll.feed.live.Said;
import io.plimsoll.feed.live.Symbols;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A price that our decimals can hold is read as it was written, and one that they cannot is refused, however many digits it has. */
@Timeout(60)
class BinancePropertyTest {
    private static final int ROUNDS = 20_000;
    private static final int WIDEST = 40; // digits in front of the point or behind it

    private final Random random = Seeds.random(BinancePropertyTest.class);
    private final FrameParser[] parsers = IntStream.rangeClosed(0, 18)
            .mapToObj(decimals -> new BinanceMarkPrices(
                            BinanceMarkPrices.DEFAULT_BASE,
                            Symbols.of("BTCUSDT@mark/" + decimals, "BTCUSDT@index/" + decimals))
                    .parser())
            .toArray(FrameParser[]::new);
    private int fitted;
    private int refused;

    private void check(final BigDecimal mark, final BigDecimal index, final long timeMs, final int decimals) {
        final String message = BinanceMessages.BTC
                .replace("\"11794.15000000\"", "\"" + mark.toPlainString() + "\"")
                .replace("\"11784.62659091\"", "\"" + index + "\"")
                .replace("\"E\":1562305380000", "\"E\":" + timeMs);
        final OptionalLong one = Mantissas.of(mark, decimals, RoundingMode.HALF_UP);
        final OptionalLong other = Mantissas.of(index, decimals, RoundingMode.HALF_UP);
        final boolean fits = one.isPresent() && other.isPresent();
        assertEquals(
                fits
                        ? Said.priced(price(0, one.getAsLong(), timeMs), price(1, other.getAsLong(), timeMs))
                        : Said.MALFORMED,
                Said.by(parsers[decimals], message),
                () -> message + " at " + decimals);
        if (fits) {
            fitted++;
        } else {
            refused++;
        }
    }

    private static Said.Price price(final int symbol, final long mantissa, final long timeMs) {
        return new Said.Price(symbol, mantissa, TickSource.NO_CONFIDENCE, timeMs * 1_000_000, timeMs);
    }

    @Test
    void shouldReadBackEveryPrice() {
        for (int round = 0; round < ROUNDS; round++) {
            final int decimals = random.nextInt(parsers.length);
            check(
                    BigDecimal.valueOf(Mantissas.any(random), decimals),
                    BigDecimal.valueOf(Mantissas.any(random), decimals),
                    random.nextLong(9_223_372_036_854L),
                    decimals);
        }
        assertEquals(0, refused);
    }

    @Test
    void shouldTakeTheEdgesAtEachScale() {
        for (final int decimals : new int[] {0, 8, 18}) {
            for (int scale = -WIDEST; scale <= WIDEST; scale++) {
                for (final long mantissa : Mantissas.edges()) {
                    check(BigDecimal.valueOf(mantissa, scale), BigDecimal.valueOf(1, decimals), 7, decimals);
                }
            }
        }
        assertBothWays();
    }

    @Test
    void shouldTakeAnyPriceAtAnyDecimals() {
        for (int round = 0; round < ROUNDS; round++) {
            check(number(), number(), random.nextLong(9_223_372_036_854L), random.nextInt(parsers.length));
        }
        assertBothWays();
    }

    private BigDecimal number() {
        return BigDecimal.valueOf(Mantissas.any(random), random.nextInt(WIDEST + 10) - 10);
    }

    private void assertBothWays() {
        System.out.println("BinancePropertyTest: " + fitted + " fitted, " + refused + " refused");
        assertTrue(fitted > refused / 10 && refused > fitted / 10, "both ways are tried");
    }
}
