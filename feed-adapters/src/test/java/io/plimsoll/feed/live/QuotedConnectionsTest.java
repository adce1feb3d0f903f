package io.plimsoll.feed.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.live.server.QuotedVenue;
import io.plimsoll.feed.live.server.Script;
import io.plimsoll.feed.live.server.ScriptedServer;
import io.plimsoll.feed.live.server.SignatureCheck;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two connections of one adapter at a time, over sockets: side by side, and one that takes the other's place. */
@Timeout(60)
class QuotedConnectionsTest {
    /** What of it is over when another connection is opened is enough for a slow machine to hear the first. */
    private static final Duration LIFE = Duration.ofSeconds(5);

    private final QuotedRig rig = new QuotedRig();

    @AfterEach
    void shouldHaveNoFaultOfItsOwn() {
        assertEquals(List.of(), rig.errors);
    }

    /** Those that say so have this rotation set; here the day is short. */
    @ParameterizedTest
    @EnumSource(
            value = QuotedVenue.class,
            names = {"PYTH", "BINANCE"})
    void shouldPutAnotherConnectionInThePlaceOfOneBeforeTheVenueCutsIt(final QuotedVenue venue) throws Exception {
        final CountDownLatch connected = new CountDownLatch(1);
        final CountDownLatch heard = new CountDownLatch(1);
        final Script old = QuotedRig.subscribed(venue);
        QuotedRig.say(old, venue, rig.prices(venue, 0)).await(connected);
        QuotedRig.say(old, venue, rig.prices(venue, 1));
        final Script successor = QuotedRig.subscribed(venue).tell(connected).await(heard);
        QuotedRig.say(successor, venue, rig.prices(venue, 2));
        try (ScriptedServer server = new ScriptedServer(old, successor);
                LiveFeed feed = rig.feed(venue, limits -> limits.withMaxLife(LIFE), server)) {
            feed.start();
            QuotedRig.await(() -> rig.port.publishedSoFar() == 4); // the old one goes on until the new one gives prices
            heard.countDown();
            QuotedRig.await(() -> rig.port.publishedSoFar() == 6);
            QuotedRig.await(() -> feed.counters().rotations() == 1);
            assertEquals(0, feed.counters().reconnects());
        }
        assertEquals(List.of(4_000_000L, 4_000_001L, 4_000_002L), rig.bitcoins());
        assertEquals(List.of(), rig.downs);
    }

    @Test
    void shouldTakeEachReportOfTwoOriginsOnceAndOutliveOneOfThem() throws Exception {
        final QuotedVenue venue = QuotedVenue.CHAINLINK;
        final CountDownLatch both = new CountDownLatch(2);
        final CountDownLatch published = new CountDownLatch(1);
        final CountDownLatch gone = new CountDownLatch(1);
        final Script first = QuotedRig.subscribed(venue);
        both(first, both);
        QuotedRig.say(first, venue, rig.prices(venue, 0))
                .await(published)
                .reset()
                .tell(gone);
        final Script second = QuotedRig.subscribed(venue);
        both(second, both);
        QuotedRig.say(second, venue, rig.prices(venue, 0)).await(gone);
        QuotedRig.say(second, venue, rig.prices(venue, 1));
        try (ScriptedServer one = new ScriptedServer(first);
                ScriptedServer other = new ScriptedServer(second);
                LiveFeed feed = rig.feed(venue, limits -> limits, one, other)) {
            feed.start();
            QuotedRig.await(() -> feed.counters().count(Verdict.DUPLICATE) == 2);
            assertEquals(2, rig.port.publishedSoFar());
            published.countDown();
            QuotedRig.await(() -> rig.port.publishedSoFar() == 4);
            for (final ScriptedServer server : List.of(one, other)) {
                final String asked = server.requests().get(0);
                assertTrue(
                        new SignatureCheck("key", "secret")
                                .isSigned(asked.split(" ", 3)[1], name -> QuotedRig.header(asked, name)),
                        asked);
            }
        }
        assertEquals(List.of(4_000_000L, 4_000_001L), rig.bitcoins());
        assertEquals(List.of(), rig.downs);
    }

    // Neither speaks before the other can be heard.
    private static void both(final Script script, final CountDownLatch connected) {
        script.tell(connected).await(connected);
    }
}
