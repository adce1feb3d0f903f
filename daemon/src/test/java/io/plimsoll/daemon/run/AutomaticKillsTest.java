package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class AutomaticKillsTest {
    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;
    private static final long WALL = 1_700_000_000L * SECOND;

    private final List<String> kills = new ArrayList<>();
    private boolean isArmed = true;
    private long written;
    private long processed;
    private long orders;
    private final AutomaticKills guards = guards(new AutomaticKillConfig(2 * SECOND, 500 * MS, 100));

    private AutomaticKills guards(final AutomaticKillConfig config) {
        return new AutomaticKills(
                () -> config,
                () -> isArmed,
                () -> written,
                () -> processed,
                () -> orders,
                (check, reason) -> kills.add(check + ": " + reason));
    }

    private void poll(final long nowNs) {
        guards.poll(nowNs, WALL + nowNs);
    }

    @Test
    void shouldKillWhenOneInputWaitsTooLong() {
        written = 10;
        poll(0);
        poll(2 * SECOND);
        assertEquals(List.of(), kills);
        poll(2 * SECOND + MS);
        assertEquals(List.of("lag: an input has waited 2001 ms to be decided, more than 2000 ms"), kills);
    }

    @Test
    void shouldNotTakeABusyRingForALaggingOne() {
        for (int i = 0; i < 100; i++) {
            written = 1_000L * (i + 1);
            processed = written - 500; // never empty, and no input waits for longer than a round
            poll(i * SECOND);
        }
        assertEquals(List.of(), kills);
    }

    @Test
    void shouldKillWhenTheClockJumpsEitherWay() {
        poll(0);
        guards.poll(SECOND, WALL + SECOND + 500 * MS);
        assertEquals(List.of(), kills);
        guards.poll(2 * SECOND, WALL + 2 * SECOND - MS);
        assertEquals(List.of("clock: the wall clock jumped by -501 ms, more than 500 ms"), kills);
        poll(3 * SECOND);
        guards.poll(4 * SECOND, WALL + 5 * SECOND);
        assertEquals("clock: the wall clock jumped by 1000 ms, more than 500 ms", kills.get(1));
    }

    @Test
    void shouldKillWhenMoreOrdersComeWithinAMinuteThanAnybodyMeans() {
        for (int i = 0; i <= 300; i++) {
            orders = 100L * i / 60; // just as many as may be
            poll(i * SECOND);
        }
        assertEquals(List.of(), kills);
        orders += 2; // one more than of the sixty seconds before
        poll(300 * SECOND + MS);
        assertEquals(List.of("order-rate: 101 orders within a minute, more than 100"), kills);
    }

    @Test
    void shouldLookAnewOnceArmedAgain() {
        written = 10;
        orders = 1_000;
        poll(0);
        isArmed = false;
        orders = 2_000;
        guards.poll(SECOND, WALL + 100 * SECOND);
        poll(10 * SECOND);
        isArmed = true;
        poll(11 * SECOND);
        poll(12 * SECOND);
        assertEquals(List.of(), kills);
    }

    @Test
    void shouldKillForNothingThatIsNotAskedFor() {
        final AutomaticKills none = guards(new AutomaticKillConfig(0, 0, 0));
        written = 10;
        none.poll(0, WALL);
        orders = 1_000_000;
        none.poll(100 * SECOND, 2 * WALL);
        assertEquals(List.of(), kills);
    }
}
