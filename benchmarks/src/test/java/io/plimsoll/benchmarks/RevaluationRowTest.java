package io.plimsoll.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What forks measured, put together. */
@Timeout(20)
class RevaluationRowTest {
    private static RevaluationMeasured measured(
            final Contestant finder, final RevaluationVariant variant, final long ticks, final long cpuNs) {
        return new RevaluationMeasured(
                "calm, 1 bp", finder, variant, new RevaluationResult(ticks, cpuNs, 3, 60, 40, 10, 7));
    }

    private static List<RevaluationMeasured> fork(final long index, final long sweep, final long bounded) {
        return List.of(
                measured(Contestant.INDEX, RevaluationVariant.PLAIN, 100, index),
                measured(Contestant.SWEEP, RevaluationVariant.PLAIN, 10, sweep),
                measured(Contestant.SWEEP, RevaluationVariant.BOUND, 30, bounded));
    }

    @Test
    void shouldCompareWithinEachFork() {
        final List<RevaluationRow> rows = RevaluationRow.of(
                List.of(fork(1_000, 2_000, 3_000), fork(4_000, 1_000, 4_000), fork(1_000, 3_000, 3_000)));
        assertEquals(3, rows.size());
        assertEquals(Spread.of(10, 40, 10), rows.get(0).spread(RevaluationResult::nsPerTick));
        assertEquals(Optional.empty(), rows.get(0).ratio());
        assertEquals(Optional.of(Spread.of(20, 2.5, 30)), rows.get(1).ratio(), "a tick, to the index's");
        assertEquals(Optional.of(Spread.of(1.5, 4, 1)), rows.get(2).ratio(), "all ticks, to the same without a bound");
    }

    @Test
    void shouldHaveNoRatioWithoutTheIndex() {
        final List<RevaluationRow> rows =
                RevaluationRow.of(List.of(List.of(measured(Contestant.NAIVE, RevaluationVariant.PLAIN, 1, 1))));
        assertEquals(Optional.empty(), rows.get(0).ratio());
    }

    @Test
    void shouldReadWhatItWrites() {
        final RevaluationMeasured measured = measured(Contestant.NAIVE, RevaluationVariant.EVENTS, 5, 6);
        assertEquals(Optional.of(measured), RevaluationMeasured.parse(measured.line()));
        assertTrue(RevaluationMeasured.parse("[0.003s][warning][gc,init] something")
                .isEmpty());
    }
}
