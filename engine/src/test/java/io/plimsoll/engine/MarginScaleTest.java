package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.ScaleTerms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The numbers of docs/internals/margin-scale.md, and what each bound refuses. */
@Timeout(10)
class MarginScaleTest {
    private static final ScaleTerms TERMS = new ScaleTerms(500_000, 2_000_000, 250_000, 60);
    private static final long MINUTE_NS = 60_000_000_000L;

    private final MarginScale scale = new MarginScale();

    @Test
    void shouldScaleRatesUpAndNotBeyondOne() {
        assertEquals(333_333, scale.rate(333_333));
        scale.state(1_500_000, 0);
        assertEquals(75_000, scale.rate(50_000));
        assertEquals(1_000_000, scale.rate(800_000));
        assertEquals(0, scale.rate(0));
        scale.state(1_100_000, 0);
        assertEquals(366_667, scale.rate(333_333));
        scale.state(1, 0);
        assertEquals(1, scale.rate(1));
    }

    @Test
    void shouldScaleWhatASizeAddsAndForgetWhatElseSaysRates() {
        final int[] next = {0};
        final InstrumentTerms stated = InstrumentTerms.PLAIN.map(value -> switch (next[0]++) {
            case 1 -> 3;
            case 2, 10 -> 20;
            default -> value;
        });
        assertSame(stated, scale.terms(stated));
        scale.state(1_500_000, 0);
        assertEquals(5, scale.terms(stated).sizeFactor());
        assertEquals(0, scale.terms(stated).maxLeverage());
        assertEquals(0, scale.terms(stated).maintenanceOfInitialPpm());
        scale.state(5_000_000, 0);
        final InstrumentTerms largest = stated.withRates(1_000_000_000_000L);
        assertEquals(1_000_000_000_000L, scale.terms(largest).sizeFactor());
    }

    @Test
    void shouldTakeAnyFirstScaleWithinTheBounds() {
        assertEquals(FlagReason.SCALE_OUT_OF_BOUNDS, scale.refusal(499_999, TERMS, 0));
        assertEquals(FlagReason.SCALE_OUT_OF_BOUNDS, scale.refusal(2_000_001, TERMS, 0));
        assertNull(scale.refusal(500_000, TERMS, 0));
        assertNull(scale.refusal(2_000_000, TERMS, 0));
        assertEquals(FlagReason.SCALE_OUT_OF_BOUNDS, scale.refusal(999_999, ScaleTerms.PLAIN, 0));
    }

    @Test
    void shouldRefuseWhatIsFartherThanAStepOrTooEarly() {
        assertFalse(scale.state(1_000_000, 0), "as it was");
        assertEquals(FlagReason.SCALE_STEP, scale.refusal(1_250_001, TERMS, MINUTE_NS));
        assertEquals(FlagReason.SCALE_STEP, scale.refusal(749_999, TERMS, MINUTE_NS));
        assertEquals(FlagReason.SCALE_EARLY, scale.refusal(1_250_000, TERMS, MINUTE_NS - 1));
        assertNull(scale.refusal(1_250_000, TERMS, MINUTE_NS));
        assertTrue(scale.state(1_250_000, MINUTE_NS));
        assertNull(scale.refusal(1_250_000, TERMS, MINUTE_NS), "changes nothing");
        assertFalse(scale.state(1_250_000, MINUTE_NS + 1), "and starts no time");
        assertNull(scale.refusal(1_000_000, TERMS, 2 * MINUTE_NS));
    }

    @Test
    void shouldComeWithinTheBoundsOfANewProfile() {
        scale.state(1_500_000, 0);
        scale.bound(new ScaleTerms(500_000, 1_200_000, 1, 60));
        assertEquals(1_200_000, scale.ppm());
        assertEquals(FlagReason.SCALE_EARLY, scale.refusal(1_199_999, TERMS, 1), "the time goes on");
        scale.bound(ScaleTerms.PLAIN);
        assertEquals(1_000_000, scale.ppm());
    }
}
