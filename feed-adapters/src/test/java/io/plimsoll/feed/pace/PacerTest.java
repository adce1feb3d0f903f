package io.plimsoll.feed.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PacerTest {
    private static final long START_NS =
            Long.MAX_VALUE - 1_000_000; // nanoTime may pass its largest value at any moment
    private static final long PARK_LATE_NS = 60_000;
    private static final long FOREVER = Long.MAX_VALUE;

    private final SimulatedTime time = new SimulatedTime(START_NS, PARK_LATE_NS);

    private Pacer pacer(final String pace) {
        return new Pacer(Pace.parse(pace), time, time);
    }

    @Test
    void shouldSendTheFirstTickAtOnce() {
        final Pacer pacer = pacer("1x");
        final long due = pacer.next(1_000_000_000_000L);
        assertEquals(START_NS + SimulatedTime.READ_NS, due);
        assertTrue(pacer.await(due, FOREVER));
        assertEquals(0, time.parks());
    }

    @Test
    void shouldNeverSendEarlyAndSpinOnlyBelowWhatParkingResolves() {
        final Pacer pacer = pacer("10000/s");
        for (int number = 0; number < 1_000; number++) {
            final long due = pacer.next(0);
            final int readsBefore = time.reads();
            assertTrue(pacer.await(due, FOREVER));
            assertTrue(time.nowNs() - due >= 0, "early");
            final long spunNs = (time.reads() - readsBefore) * SimulatedTime.READ_NS;
            assertTrue(spunNs <= Pacer.SPIN_NS + 4 * SimulatedTime.READ_NS, spunNs + " ns spun");
        }
        assertTrue(time.parks() > 0);
    }

    @Test
    void shouldKeepDueTimesThroughAStall() {
        final Pacer pacer = pacer("1000/s");
        final long periodNs = 1_000_000;
        final long startNs = pacer.next(0);
        long worstLateNs = 0;
        int late = 0;
        for (int number = 1; number < 3_000; number++) {
            if (number == 500) {
                time.stall(1_000 * periodNs);
            }
            final long due = pacer.next(0);
            assertEquals(startNs + number * periodNs, due, "the schedule does not shift");
            final int parksBefore = time.parks();
            pacer.await(due, FOREVER);
            final long lateNs = time.nowNs() - due;
            worstLateNs = Math.max(worstLateNs, lateNs);
            if (lateNs > 2 * PARK_LATE_NS) {
                late++;
                assertEquals(parksBefore, time.parks(), "a late tick does not wait");
            }
        }
        assertTrue(worstLateNs > 990 * periodNs, worstLateNs + " ns: the stall shows as lateness");
        assertTrue(late > 980 && late < 1_020, late + " ticks were late: those that were due during the stall");
        assertTrue(time.nowNs() - (startNs + 2_999 * periodNs) < 2 * PARK_LATE_NS, "caught up");
    }

    @Test
    void shouldFollowRecordedTimes() {
        final Pacer pacer = pacer("60x");
        final long startNs = pacer.next(7_000_000_000L);
        assertEquals(startNs, pacer.next(7_000_000_000L));
        assertEquals(startNs + 1_000_000_000, pacer.next(67_000_000_000L));
        assertEquals(startNs + 240_000_000_000L, pacer.next(14_407_000_000_000L));
    }

    @Test
    void shouldSayAtFullSpeedThatTicksAreDueWhenAsked() {
        final Pacer pacer = pacer("full");
        final long first = pacer.next(0);
        time.stall(1_000);
        final long second = pacer.next(0);
        assertEquals(1_000 + SimulatedTime.READ_NS, second - first);
        assertTrue(pacer.await(second, FOREVER));
        assertEquals(0, time.parks());
    }

    @Test
    void shouldReturnWhenMostTimeIsOver() {
        final Pacer pacer = pacer("1/s");
        pacer.next(0);
        final long due = pacer.next(0);
        assertFalse(pacer.await(due, 1_000_000));
        assertTrue(due - time.nowNs() > 900_000_000);
        assertTrue(pacer.await(due, FOREVER));
    }

    @Test
    void shouldStopWaitingWhenInterrupted() {
        final Pacer pacer = pacer("1/s");
        pacer.next(0);
        final long due = pacer.next(0);
        Thread.currentThread().interrupt();
        assertFalse(pacer.await(due, FOREVER));
        assertTrue(Thread.interrupted(), "the flag stays set");
    }
}
