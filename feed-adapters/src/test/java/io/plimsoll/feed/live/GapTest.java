package io.plimsoll.feed.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection that lacks a price which the venue says it has sent is given up: docs/internals/live-feeds.md, "Gaps". */
@Timeout(20)
class GapTest {
    private final LiveRig rig = new LiveRig(WordVenue.PLAIN.withMaxBehind(Duration.ofSeconds(3)), 0);
    private LiveRig.Line line;

    @BeforeEach
    void start() {
        rig.source.start();
        line = rig.last();
        line.listener.opened();
    }

    private void price(final int number) {
        line.frame("price BTC 100 " + rig.wallNs() + " 0 " + number);
    }

    @Test
    void shouldGiveUpAConnectionThatLacksAPriceForLong() {
        price(7);
        line.frame("reach BTC 7");
        rig.pass(5_000);
        line.frame("reach BTC 8");
        rig.pass(2_000);
        line.frame("reach BTC 9"); // waits no longer for that
        rig.pass(1_000);
        assertNull(line.closed);
        rig.pass(50);
        assertEquals("for longer than 3000 ms without a price that the venue has sent", line.closed);
        assertEquals(List.of("11=100.", "down"), rig.ring());
        assertEquals(1, rig.counters.gaps());
        rig.pass(250);
        assertEquals(2, rig.lines.size());
    }

    @Test
    void shouldTakeALaterPriceForAllBeforeIt() {
        price(7);
        for (int number = 8; number < 40; number += 2) {
            line.frame("reach BTC " + number);
            rig.pass(1_000);
            price(number + 1);
        }
        assertNull(line.closed);
        assertEquals(0, rig.counters.gaps());
    }

    @Test
    void shouldTakeAPriceThatIsNotBelievedForOneThatCame() {
        price(7);
        line.frame("reach BTC 8");
        line.frame("price BTC 100 " + (rig.wallNs() - 60_000_000_000L) + " 0 8");
        rig.pass(5_000);
        assertNull(line.closed);
    }

    @Test
    void shouldCountAPriceOfWhichOnlyTheNextOneTells() {
        final long first = rig.wallNs();
        line.frame("price BTC 100 " + first + " 0 -1 "
                + (first - 1)); // of what was before the connection nothing is missing
        line.frame("price BTC 101 " + (first + 2) + " 0 -1 " + first);
        line.frame("price BTC 101 " + (first + 2) + " 0 -1 " + first); // again
        assertEquals(0, rig.counters.gaps());
        line.frame("price BTC 102 " + (first + 5) + " 0 -1 " + (first + 3));
        assertEquals(1, rig.counters.gaps());
        line.frame("price BTC 103 " + (first + 6) + " 0 -1 " + (first + 5));
        line.frame("price BTC 101 " + (first + 2) + " 0 -1 " + first); // late
        line.frame("price BTC 104 " + (first + 7) + " 0");
        assertEquals(1, rig.counters.gaps());
        assertNull(line.closed);
    }

    @Test
    void shouldMissNothingOfAProductThatNoPriceHasComeOf() {
        line.frame("reach BTC 8;reach SOL 9");
        rig.pass(5_000);
        assertNull(line.closed);
        price(8);
        line.frame("reach SOL 90");
        line.frame("reach ETH 90");
        rig.pass(5_000);
        assertNull(line.closed);
    }
}
