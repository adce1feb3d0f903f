package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class WatchdogTest {
    private static final long LIMIT_NS = 5_000_000_000L;
    private static final long STEP_NS = 100_000_000L;
    private static final StackTraceElement[] STACK = {new StackTraceElement("Stage", "stuck", "Stage.java", 1)};

    private final List<Throwable> told = new ArrayList<>();
    private boolean hasWork = true;
    private long progress;
    private long nowNs = 1;
    private final Watchdog watchdog = new Watchdog(LIMIT_NS, (who, cause) -> told.add(cause))
            .watch("the stage", () -> hasWork, () -> progress, () -> STACK);

    private void pass(final long ns) {
        for (final long end = nowNs + ns; nowNs < end; nowNs += STEP_NS) {
            watchdog.check(nowNs);
        }
    }

    @Test
    void shouldTellOnceWhoHasWorkAndMakesNoProgress() {
        pass(LIMIT_NS - STEP_NS);
        assertEquals(List.of(), told);
        pass(4 * LIMIT_NS);
        assertEquals(1, told.size());
        assertTrue(told.get(0).getMessage().startsWith("the stage has work and made no progress for 5000 ms"));
        assertSame(STACK[0], told.get(0).getStackTrace()[0]);
    }

    @Test
    void shouldTellNothingOfWhoGetsOnSlowly() {
        for (int i = 0; i < 10; i++) {
            pass(LIMIT_NS - STEP_NS);
            progress++;
        }
        assertEquals(List.of(), told);
    }

    @Test
    void shouldTellNothingOfWhoHasNoWork() {
        hasWork = false;
        pass(10 * LIMIT_NS);
        assertEquals(List.of(), told);
    }

    @Test
    void shouldNotBlameAStageForAPauseOfTheMachine() {
        pass(LIMIT_NS / 2);
        nowNs += 100 * LIMIT_NS;
        pass(LIMIT_NS / 4);
        assertEquals(List.of(), told);
    }
}
