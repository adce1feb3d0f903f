package io.plimsoll.feed.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a venue's time differs from ours is seen of prices that are dropped for it as well. */
@Timeout(20)
class ArrivalOffsetTest {
    private static final long MS = 1_000_000;

    private final LiveRig rig = new LiveRig();

    @Test
    void shouldSeeAClockThatIsBehindThoughItsPricesAreDropped() {
        rig.startLive();
        rig.counters.takeLeastOffset();
        assertEquals(OptionalLong.empty(), rig.counters.takeLeastOffset(), "asked just now");
        rig.last().price(101, -60_000);
        rig.last().price(102, -61_000);
        rig.last().price(103, -60_000);
        assertEquals(3, rig.counters.count(Verdict.FUTURE));
        assertEquals(OptionalLong.of(-61_000 * MS), rig.counters.takeLeastOffset());
        assertEquals(OptionalLong.empty(), rig.counters.takeLeastOffset());
    }

    @Test
    void shouldSeeAClockThatIsAheadAtAStartThoughNoPriceIsBelieved() {
        rig.source.start();
        rig.last().listener.opened();
        rig.last().price(101, 120_000);
        assertEquals(1, rig.counters.count(Verdict.OLD_LOOK));
        assertEquals(List.of(), rig.ring());
        assertEquals(OptionalLong.of(120_000 * MS), rig.counters.takeLeastOffset());
    }
}
