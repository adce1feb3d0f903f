package io.plimsoll.daemon.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LatencyRecordersTest {
    @Test
    void shouldClampAndCountWhatDoesNotFitRatherThanDropIt() {
        final LatencyRecorders recorders = new LatencyRecorders();
        recorders.record(Hop.ENGINE, 1_000);
        recorders.record(Hop.ENGINE, -5);
        recorders.record(Hop.ENGINE, TimeUnit.HOURS.toNanos(1));
        final Histogram interval = recorders.interval(Hop.ENGINE, null);
        assertEquals(3, interval.getTotalCount());
        assertEquals(2, recorders.clampedCount());
        assertEquals(0, interval.getMinValue());
        assertTrue(interval.getMaxValue() >= TimeUnit.MINUTES.toNanos(10), "max " + interval.getMaxValue());
    }

    @Test
    void shouldKeepTheHopsApart() {
        final LatencyRecorders recorders = new LatencyRecorders();
        recorders.record(Hop.ENGINE, 1_000);
        for (final Hop hop : Hop.values()) {
            assertEquals(
                    hop == Hop.ENGINE ? 1 : 0, recorders.interval(hop, null).getTotalCount(), hop.label());
        }
    }
}
