package io.plimsoll.daemon.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.plimsoll.feed.TickSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ticks of several sources come by time, those of one time in the order of the sources, each source's in its own. */
@Timeout(10)
class MergedTicksTest {
    /** Ticks at these times; the value of each is its number. */
    private static final class At implements TickSource {
        private final long[] times;
        private int current = -1;

        At(final long... times) {
            this.times = times;
        }

        @Override
        public boolean next() {
            current++;
            return current < times.length;
        }

        @Override
        public long eventNs() {
            return times[current];
        }

        @Override
        public int priceId() {
            return 1;
        }

        @Override
        public long value() {
            return current + 1L;
        }

        @Override
        public long confidence() {
            return NO_CONFIDENCE;
        }

        @Override
        public long sequence() {
            return current + 1L;
        }
    }

    private static List<String> merged(final SourcedTicks... sources) {
        final MergedTicks ticks = new MergedTicks(List.of(sources));
        final List<String> seen = new ArrayList<>();
        while (ticks.next()) {
            seen.add(ticks.eventNs() + " of " + ticks.source() + ": " + ticks.sequence());
        }
        assertFalse(ticks.next());
        return seen;
    }

    @Test
    void shouldMergeByTimeAndThenInTheOrderGiven() {
        assertEquals(
                List.of("1 of 12: 1", "5 of 12: 2", "5 of 12: 3", "5 of 10: 1", "7 of 10: 2", "8 of 12: 4"),
                merged(
                        new SourcedTicks(12, new At(1, 5, 5, 8)),
                        new SourcedTicks(11, new At()),
                        new SourcedTicks(10, new At(5, 7))));
    }

    @Test
    void shouldLeaveASingleSourceAsItIs() {
        assertEquals(List.of("1 of 3: 1", "1 of 3: 2", "4 of 3: 3"), merged(new SourcedTicks(3, new At(1, 1, 4))));
    }
}
