package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.codec.ProfitPlace;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.RequirementTerms;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rates that rise with the root of a position, by hand, and the root itself at every edge. */
@Timeout(60)
class SizeRatesTest {
    private static final long FACTOR = 1_000_000; // 0.001 per root

    @Test
    void shouldAddTheRootToAPartOfTheBaseRate() {
        // 10,000 at 5 %: 400 + 1,000 ten-thousandths
        assertEquals(140_000, rates(800_000, 100).of(10_000_000_000_000L).ppm(50_000));
        assertEquals(140_000, rates(800_000, 100).of(-10_000_000_000_000L).ppm(50_000));
        assertEquals(50_000, rates(800_000, 100).of(100_000_000_000L).ppm(50_000));
        // sqrt(101) = 10.04987: 400 + 100.4987, rounded down
        assertEquals(50_000, rates(800_000, 100).of(101_000_000_000L).ppm(50_000));
        assertEquals(50_049, rates(800_000, 1).of(101_000_000_000L).ppm(50_000));
        assertEquals(1_000_000, rates(1_000_000, 1).of(1L << 58).ppm(50_000));
    }

    @Test
    void shouldTakeTheLargestRootWhoseSquareFits() {
        final Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            final BigInteger value = i < 94
                    ? BigInteger.ONE.shiftLeft(i).subtract(BigInteger.valueOf(i % 3 - 1))
                    : new BigInteger(1 + random.nextInt(93), random);
            final long root =
                    SizeRoot.root(new Int128().set(value.shiftRight(64).longValue(), value.longValue()));
            final BigInteger found = BigInteger.valueOf(root);
            assertTrue(found.multiply(found).compareTo(value) <= 0, value::toString);
            assertTrue(found.add(BigInteger.ONE).pow(2).compareTo(value) > 0, value::toString);
        }
    }

    /** Drift's own: size 1,000 and 100,000 at 9 decimals, in programs/drift/src/math/margin/tests.rs. */
    @Test
    void shouldDiscountWhatIsOwnedAndWeighMoreWhatIsOwed() {
        final long thousand = 1_000_000_000_000L;
        assertEquals(835_700, weights(10_000_000).ownedPpm(thousand, 900_000));
        assertEquals(1_196_200, weights(10_000_000).owedPpm(thousand, 1_100_000));
        assertEquals(264_200, weights(100_000_000).ownedPpm(thousand, 900_000));
        assertEquals(4_042_200, weights(100_000_000).owedPpm(-thousand, 1_100_000));
        assertEquals(33_700, weights(100_000_000).ownedPpm(100 * thousand, 900_000));
        assertEquals(900_000, weights(10_000_000).ownedPpm(thousand / 100, 900_000));
        assertEquals(1_100_000, weights(10_000_000).owedPpm(thousand / 100, 1_100_000));
        assertEquals(10_000_000, weights(1_000_000_000_000L).owedPpm(1L << 58, 1_100_000));
        assertEquals(0, weights(1_000_000_000_000L).ownedPpm(1L << 58, 1_000_000));
    }

    private static SizeWeights weights(final long factor) {
        final Factor asset = new Factor(0, false, 1);
        asset.unitDecimals = 9;
        final int[] next = {0};
        asset.assetTerms = AssetTerms.PLAIN.map(value -> next[0]++ == 4 ? factor : value);
        return new SizeWeights(
                asset, new RequirementTerms(ProfitPlace.EQUITY, Long.MAX_VALUE, 0, false, 0, 800_000, 100));
    }

    private static SizeRates rates(final int shapePpm, final int precisionPpm) {
        final Factor instrument = new Factor(0, true, 1);
        instrument.unitDecimals = 9;
        final int[] next = {0};
        instrument.instrumentTerms = InstrumentTerms.PLAIN.map(value -> next[0]++ == 1 ? FACTOR : value);
        instrument.askBy(new MarginScale());
        return new SizeRates(
                instrument,
                new RequirementTerms(ProfitPlace.EQUITY, Long.MAX_VALUE, 0, false, 0, shapePpm, precisionPpm));
    }
}
