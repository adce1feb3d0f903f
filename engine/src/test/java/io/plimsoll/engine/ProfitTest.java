package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.protocol.terms.InstrumentTerms;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a profit or loss of 10 counts, by hand: what it counts for initial margin reaches no order, so no stream compares it. */
@Timeout(60)
class ProfitTest {
    private static final int HALF = 500_000;
    private static final int MOST = 800_000;
    private static final long ANY = Long.MAX_VALUE;

    private final Factor instrument = new Factor(0, true, 1);
    private final UnitMargin margin = new UnitMargin();

    ProfitTest() {
        final int[] component = {0};
        instrument.instrumentTerms = InstrumentTerms.PLAIN.map(value -> switch (component[0]++) {
            case 3 -> HALF;
            case 4 -> MOST;
            default -> value;
        });
    }

    // Net worth, equity for maintenance and for initial margin.
    private List<Long> counted(final long profit, final long cap) {
        margin.clear();
        Profit.add(instrument, new Int128().set(profit), new Int128().set(cap), new Int128(), margin);
        return List.of(margin.netWorth.low(), margin.equity.low(), margin.initialEquity.low());
    }

    @Test
    void shouldWeighAProfitForEachPurposeAndNotForNetWorth() {
        assertEquals(List.of(10_000_000L, 8_000_000L, 5_000_000L), counted(10, ANY));
    }

    @Test
    void shouldCountALossInFull() {
        assertEquals(List.of(-10_000_000L, -10_000_000L, -10_000_000L), counted(-10, ANY));
    }

    @Test
    void shouldCapWhatAProfitCountsForInitialMarginOnly() {
        assertEquals(List.of(10_000_000L, 8_000_000L, 4_999_999L), counted(10, 4_999_999));
        assertEquals(List.of(10_000_000L, 8_000_000L, 5_000_000L), counted(10, 5_000_000));
        assertEquals(List.of(-10_000_000L, -10_000_000L, -10_000_000L), counted(-10, 0));
    }
}
