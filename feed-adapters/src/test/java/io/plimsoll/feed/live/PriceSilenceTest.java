package io.plimsoll.feed.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection that says much, but no price that is believed, is given up: "Trust", 4. */
@Timeout(20)
class PriceSilenceTest {
    private static final String TOLD = "no price for longer than 60000 ms";

    private final LiveRig rig = new LiveRig(WordVenue.PLAIN.withMaxPriceSilence(Duration.ofSeconds(60)), 0);

    private void seconds(final int count, final LiveRig.Line line) {
        rig.passWithBeats(Duration.ofSeconds(count), line);
    }

    @Test
    void shouldGiveUpAConnectionOnWhichOnlyHeartbeatsCome() {
        final LiveRig.Line line = rig.startLive();
        seconds(60, line);
        assertNull(line.closed);
        assertEquals(List.of("11=100."), rig.ring());
        seconds(1, line);
        assertEquals(TOLD, line.closed);
        assertEquals(List.of("11=100.", "down"), rig.ring());
        rig.pass(250);
        assertEquals(2, rig.lines.size());
        rig.last().listener.opened();
        rig.last().price(101, 0);
        assertEquals(List.of("11=100.", "down", "11=101."), rig.ring());
    }

    @Test
    void shouldGiveUpAConnectionOnWhichNoPriceIsBelieved() {
        final LiveRig.Line line = rig.startLive();
        for (int second = 0; second < 61; second++) {
            line.price(5, -3_600_000); // of the future
            line.price(5, 3_600_000); // long past
            line.frame("price SOL 5 " + rig.wallNs() + " 0"); // nobody asked for it
            seconds(1, line);
        }
        assertEquals(TOLD, line.closed);
        assertEquals(List.of("11=100.", "down"), rig.ring());
    }

    @Test
    void shouldGiveUpAConnectionThatNeverGaveAPriceAndWaitLongerEachTime() {
        rig.source.start();
        for (final long waitMs : new long[] {250, 500, 1_000}) {
            final LiveRig.Line line = rig.last();
            line.listener.opened();
            seconds(61, line);
            assertEquals(TOLD, line.closed);
            final int before = rig.lines.size();
            rig.pass(waitMs - 50);
            assertEquals(before, rig.lines.size());
            rig.pass(50);
            assertEquals(before + 1, rig.lines.size());
        }
        assertEquals(List.of(), rig.ring());
    }

    @Test
    void shouldCountFromTheConfirmation() {
        final LiveRig confirmed = new LiveRig(WordVenue.PLAIN.withMaxPriceSilence(Duration.ofSeconds(2)), 1);
        confirmed.source.start();
        confirmed.last().listener.opened();
        confirmed.pass(9_000);
        confirmed.last().frame("ack 1");
        confirmed.pass(2_000);
        assertNull(confirmed.line(0).closed);
        confirmed.pass(50);
        assertEquals("no price for longer than 2000 ms", confirmed.line(0).closed);
    }

    @Test
    void shouldKeepAConnectionThatIsSlowerThanAnother() {
        final LiveRig two = new LiveRig(
                WordVenue.PLAIN.withMaxPriceSilence(Duration.ofSeconds(5)).withConnections(2), 0);
        two.source.start();
        two.line(0).listener.opened();
        two.line(1).listener.opened();
        for (int second = 0; second < 20; second++) {
            two.line(0).price(second, 0);
            two.line(1).price(second, 0); // each a repetition
            two.pass(1_000);
        }
        assertNull(two.line(0).closed);
        assertNull(two.line(1).closed);
    }

    @Test
    void shouldKeepAConnectionThatGivesNewPricesLate() {
        final LiveRig.Line line = rig.startLive();
        for (int second = 0; second < 200; second++) {
            line.frame("price BTC 5 " + (LiveRig.WALL_START + second + 1) + " 0"); // ever later: for the guard to judge
            seconds(1, line);
        }
        assertNull(line.closed);
    }

    @Test
    void shouldKeepAConnectionWhoseMarketsAreClosed() {
        final LiveRig.Line line = rig.startLive();
        for (int second = 0; second < 200; second++) {
            line.frame("shut");
            seconds(1, line);
        }
        assertNull(line.closed);
    }
}
