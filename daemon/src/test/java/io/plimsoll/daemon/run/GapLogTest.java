package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A gap is told once, and any number of them fills neither the log nor the memory. */
@Timeout(20)
class GapLogTest {
    private final List<String> told = new ArrayList<>();
    private final GapLog log = new GapLog(told::add);

    @Test
    void shouldTellEachGapOnce() {
        log.onGap(3, 9, 30);
        log.poll();
        log.poll();
        assertEquals(
                List.of("source 3: expected 9, got 30: its accounts are suspect until their next snapshots"), told);
    }

    @Test
    void shouldCountWhatDoesNotFitBetweenTwoRounds() {
        for (int gap = 0; gap < GapLog.ROOM + 5; gap++) {
            log.onGap(3, 2L * gap, 2L * gap + 1);
        }
        log.poll();
        assertEquals(GapLog.ROOM + 1, told.size());
        assertEquals("5 more gaps in account sources", told.get(GapLog.ROOM));
        log.onGap(3, 9, 30);
        log.poll();
        assertEquals(GapLog.ROOM + 2, told.size());
    }
}
