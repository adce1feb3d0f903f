package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.AuctionCurve;
import io.plimsoll.engine.naive.AuctionFormulas;
import io.plimsoll.protocol.codec.PriceCurve;
import io.plimsoll.protocol.terms.AuctionTerms;
import java.math.BigInteger;
import java.util.OptionalLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The price of an auction by the second: the published cases of makerdao/dss (src/test/abaci.t.sol) and others worked by hand from its
 * formulas, and both engines' curves against each other.
 */
@Timeout(60)
class AuctionCurveTest {
    private static final long ONE = 1_000_000_000_000_000_000L;
    private static final int DRAWS = 20_000;

    private final AuctionCurve curve = new AuctionCurve();
    private final AuctionFormulas formulas = new AuctionFormulas();

    @ParameterizedTest
    @CsvSource({
        "LINEAR, 1000, 3600, 0, 0, 1000",
        "LINEAR, 1000, 3600, 0, 360, 900",
        "LINEAR, 1000, 3600, 0, 720, 800",
        "LINEAR, 1000, 3600, 0, 3599, 0",
        "LINEAR, 1000, 3600, 0, 3600, 0",
        "LINEAR, 1000, 3600, 0, 1000000000, 0",
        // (3 - 1) / 3 is rounded down before it is multiplied
        "LINEAR, 3000, 3, 0, 1, 1999",
        "STAIR_STEP, 10000, 90, 990000000000000000, 89, 10000",
        "STAIR_STEP, 10000, 90, 990000000000000000, 90, 9900",
        "STAIR_STEP, 10000, 90, 990000000000000000, 179, 9900",
        "STAIR_STEP, 10000, 90, 990000000000000000, 200, 9801",
        "EXPONENTIAL, 1000000, 0, 990000000000000000, 3, 970299",
        "EXPONENTIAL, 1000000, 0, 500000000000000000, 19, 1",
        "EXPONENTIAL, 1000000, 0, 500000000000000000, 20, 0",
        "EXPONENTIAL, 1000000, 0, 1, 1, 0"
    })
    void shouldFallAsTheVenuesCurves(
            final PriceCurve kind,
            final long start,
            final int seconds,
            final long cut,
            final long at,
            final long expected) {
        assertEquals(expected, curve.set(kind, start, seconds, cut).price(at));
        assertEquals(BigInteger.valueOf(expected), formulas.price(terms(kind, seconds, cut), big(start), at));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldBeTheSameInBothEngines(final long seed) {
        final Dice dice = new Dice(seed);
        for (int i = 0; i < DRAWS; i++) {
            final PriceCurve kind = dice.of(PriceCurve.LINEAR, PriceCurve.STAIR_STEP, PriceCurve.EXPONENTIAL);
            final long start = dice.magnitude(BigInteger.ONE.shiftLeft(62)).longValueExact();
            final int seconds = dice.magnitude(big(1_000_000_000)).intValueExact();
            final long cut = dice.oneIn(2)
                    ? ONE - dice.magnitude(big(ONE)).longValueExact()
                    : dice.magnitude(big(ONE - 1)).longValueExact();
            final long at =
                    dice.oneIn(8) ? seconds : dice.magnitude(big(1L << 30)).longValueExact();
            assertEquals(
                    formulas.price(terms(kind, seconds, Math.max(1, cut)), big(start), at),
                    big(curve.set(kind, start, seconds, Math.max(1, cut)).price(at)),
                    () -> "seed " + seed + ": " + kind + " from " + start + ", " + seconds + " s, " + cut + ", at "
                            + at);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LINEAR, 3600, 0, 3600, 0, 3601",
        // below half of its start: after 1800 s it is half
        "LINEAR, 3600, 0, 3600, 500000, 1801",
        "LINEAR, 3600, 0, 1000, 500000, 1001",
        "LINEAR, 3600, 0, 0, 500000, 1801",
        "LINEAR, 3600, 0, 0, 0, -1",
        // 0.99^120 is 0.2994
        "STAIR_STEP, 90, 990000000000000000, 0, 300000, 10800",
        "EXPONENTIAL, 0, 990000000000000000, 0, 300000, 120",
        // it never comes so far
        "STAIR_STEP, 1000000000, 990000000000000000, 0, 300000, -1",
        "EXPONENTIAL, 0, 999999999999999999, 7200, 999999, 7201"
    })
    void shouldStartAgainAfterItsTailOrBelowItsCusp(
            final PriceCurve kind,
            final int seconds,
            final long cut,
            final int tail,
            final int cusp,
            final long expected) {
        final AuctionTerms terms = new AuctionTerms(
                kind,
                1_000_000,
                kind == PriceCurve.LINEAR ? seconds : 0,
                cut,
                kind == PriceCurve.STAIR_STEP ? seconds : 0,
                tail,
                cusp);
        assertEquals(
                expected < 0 ? OptionalLong.empty() : OptionalLong.of(expected),
                formulas.reset(terms, big(1_000_000_000)));
        assertEquals(
                Math.max(AuctionCurve.NEVER, expected),
                curve.set(kind, 1_000_000_000, seconds, cut).resetSeconds(terms));
    }

    private static AuctionTerms terms(final PriceCurve kind, final int seconds, final long cut) {
        return kind == PriceCurve.LINEAR
                ? new AuctionTerms(kind, 1_000_000, seconds, 0, 0, 0, 0)
                : new AuctionTerms(kind, 1_000_000, 0, cut, kind == PriceCurve.STAIR_STEP ? seconds : 0, 0, 0);
    }

    private static BigInteger big(final long value) {
        return BigInteger.valueOf(value);
    }
}
