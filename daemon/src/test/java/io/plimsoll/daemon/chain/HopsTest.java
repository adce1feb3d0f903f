package io.plimsoll.daemon.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Await;
import io.plimsoll.daemon.latency.Hop;
import io.plimsoll.daemon.latency.LatencyRecorders;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing of a record's way is left out of the hops: time that none of them tells would be looked for in the wrong place. */
@Timeout(60)
class HopsTest {
    private static final int RECORDS = 30;
    private static final long APPEND_NS = 1_000_000;
    /** Histograms have three digits. */
    private static final double PRECISION = 0.005;

    /** Takes a while for each record. */
    private static final class SlowLog extends GatedLog {
        @Override
        public void append(final DirectBuffer buffer, final int offset, final int length) {
            LockSupport.parkNanos(APPEND_NS);
            super.append(buffer, offset, length);
        }
    }

    // One record after the other: of many at once, waiting for those before would be most of the way.
    @ParameterizedTest
    @EnumSource(Topology.class)
    void shouldAddUpToTheWholeWay(final Topology topology) {
        final LatencyRecorders latency = new LatencyRecorders();
        try (TestChain test = new TestChain(new SlowLog(), topology, latency)) {
            for (int i = 1; i <= RECORDS; i++) {
                final int sequence = i;
                TestChain.price(test.port, 21, sequence, 1_000);
                Await.until("decision", () -> test.chain.progress().isDecided(sequence));
            }
        }
        final Histogram whole = latency.interval(Hop.TICK_TO_PROCESSED, null);
        final double parts = sum(latency.interval(Hop.RECEIVE_TO_SEQUENCE, null))
                + sum(latency.interval(Hop.SEQUENCE_TO_ENGINE, null))
                + sum(latency.interval(Hop.ENGINE, null));
        assertTrue(whole.getTotalCount() >= RECORDS, "of every record");
        assertEquals(1, parts / sum(whole), PRECISION, () -> parts + " of " + sum(whole) + " ns");
    }

    private static double sum(final Histogram histogram) {
        return histogram.getMean() * histogram.getTotalCount();
    }
}
