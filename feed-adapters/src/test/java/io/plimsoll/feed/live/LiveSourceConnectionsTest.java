package io.plimsoll.feed.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a source gives a connection up, connects again or elsewhere, and says that it is down: "Trust", 4 to 6. */
@Timeout(20)
class LiveSourceConnectionsTest {
    private static final Duration DAY = Duration.ofHours(24);
    private static final VenueLimits CUT_DAILY =
            new VenueLimits(1, Duration.ofMinutes(5), WordVenue.NO_LIMIT, DAY, null, 1000);
    private static final VenueLimits PINGED =
            new VenueLimits(1, Duration.ofSeconds(60), WordVenue.NO_LIMIT, null, Duration.ofSeconds(2), 1000);

    private final LiveRig rig = new LiveRig();

    private static String failure(final LiveRig rig) {
        return rig.counters.lastFailure().orElse("none");
    }

    @Test
    void shouldSayDownBeforeAnythingElse() {
        rig.startLive();
        rig.last().listener.closed("gone", 0);
        assertEquals(List.of("11=100.", "down"), rig.ring());
        assertEquals(1, rig.lines.size());
        assertEquals(ConnectionState.WAITING, rig.counters.state(0));
        assertTrue(failure(rig).contains("ws://venue-0/path: gone; next attempt in 250 ms"), failure(rig));
        rig.last().listener.closed("gone again", 0);
        rig.last().price(5, 0);
        assertEquals(List.of("11=100.", "down"), rig.ring());
        assertEquals(1, rig.counters.downs());
    }

    @Test
    void shouldConnectAgainAndSayDownOnceTheRingTakesIt() {
        rig.startLive();
        rig.downFailures = 1;
        rig.last().listener.closed("gone", 0);
        assertEquals(List.of("11=100."), rig.ring());
        assertEquals(1, rig.errors.size());
        assertTrue(rig.counters.isUp());
        rig.pass(50);
        assertEquals(List.of("11=100.", "down"), rig.ring());
        assertEquals(1, rig.counters.downs());
        rig.pass(250);
        assertEquals(2, rig.lines.size());
        rig.last().listener.opened();
        rig.last().price(101, 0);
        assertEquals(List.of("11=100.", "down", "11=101."), rig.ring());
    }

    @Test
    void shouldConnectThoughTheRingTakesNoDownForLong() {
        rig.startLive();
        rig.downFailures = 8;
        rig.last().listener.closed("gone", 0);
        rig.pass(300); // six ticks
        assertEquals(2, rig.lines.size());
        rig.last().listener.opened();
        rig.last().price(101, 0); // nothing goes on while it is owed
        assertEquals(List.of("11=100."), rig.ring());
        assertEquals(8, rig.errors.size());
        rig.last().price(102, -1);
        assertEquals(List.of("11=100.", "down", "11=102."), rig.ring());
    }

    @Test
    void shouldNotSayDownBeforeItWasUp() {
        rig.source.start();
        rig.last().listener.closed("refused with HTTP status 401", 0);
        rig.pass(300);
        rig.last().listener.opened();
        rig.last().listener.closed("gone", 0);
        assertEquals(List.of(), rig.ring());
        assertEquals(0, rig.counters.downs());
        assertEquals(1, rig.counters.reconnects());
    }

    @Test
    void shouldBeUpAgainWithTheNextPrice() {
        rig.startLive();
        rig.last().listener.closed("gone", 0);
        rig.pass(300);
        assertEquals(2, rig.lines.size());
        rig.last().listener.opened();
        rig.last().price(100, 300); // a snapshot of what is known already
        assertEquals(List.of("11=100.", "down"), rig.ring());
        rig.last().price(101, 0);
        assertEquals(List.of("11=100.", "down", "11=101."), rig.ring());
        assertTrue(rig.counters.isUp());
        rig.last().listener.closed("gone", 0);
        assertEquals(2, rig.counters.downs());
    }

    @Test
    void shouldGiveUpASilentConnection() {
        final LiveRig.Line line = rig.startLive();
        rig.pass(6_000);
        line.frame("beat");
        rig.pass(6_000);
        line.listener.keepAlive();
        rig.pass(10_000);
        assertNull(line.closed);
        line.listener.pong(); // that the socket lives does not say that the venue does
        rig.pass(50);
        assertEquals("silent for longer than 10000 ms", line.closed);
        assertEquals(List.of("11=100.", "down"), rig.ring());
    }

    @Test
    void shouldPingAndGiveUpWhereNothingAnswers() {
        final LiveRig pinged = new LiveRig(PINGED, 0);
        final LiveRig.Line line = pinged.startLive();
        pinged.pass(2_000);
        assertEquals(1, line.pings);
        pinged.pass(3_900);
        assertEquals(2, line.pings);
        line.listener.pong();
        pinged.pass(6_000);
        assertNull(line.closed);
        pinged.pass(50);
        assertEquals("no answer to 3 pings", line.closed);
    }

    @Test
    void shouldGiveUpAHandshakeThatIsNotAnswered() {
        rig.source.start();
        rig.pass(10_000);
        assertNull(rig.line(0).closed);
        rig.pass(50);
        assertEquals("not open within 10 s", rig.line(0).closed);
        rig.line(0).listener.opened(); // too late
        rig.pass(250);
        assertEquals(2, rig.lines.size());
        assertEquals(List.of(), rig.line(0).sent);
    }

    @Test
    void shouldGiveUpASubscriptionThatIsNotConfirmed() {
        final LiveRig unconfirmed = new LiveRig(WordVenue.PLAIN, 2);
        unconfirmed.source.start();
        unconfirmed.last().listener.opened();
        unconfirmed.last().frame("ack 1");
        unconfirmed.passWithBeats(Duration.ofSeconds(11), unconfirmed.last());
        assertEquals("only 1 subscriptions confirmed within 10 s", unconfirmed.line(0).closed);
    }

    @Test
    void shouldGiveUpWhereItIsRefused() {
        rig.startLive();
        rig.last().frame("refuse symbol;price BTC 1 " + (rig.wallNs() + 1) + " 0");
        assertEquals("refused: symbol", rig.last().closed);
        assertEquals(List.of("11=100.", "down"), rig.ring());
    }

    @Test
    void shouldGiveUpAfterThreeMessagesInARowThatCannotBeRead() {
        rig.startLive();
        rig.last().frame("nonsense");
        rig.last().frame("bug");
        rig.last().frame("beat");
        rig.last().frame("nonsense");
        rig.last().frame("price BTC 1 x 0");
        assertNull(rig.last().closed);
        rig.last().frame("nonsense");
        assertEquals("3 messages in a row cannot be read", rig.line(0).closed);
        assertEquals(5, rig.counters.malformed());
        assertEquals(List.of(), rig.errors);
    }

    @Test
    void shouldPublishNothingOfAMessageThatCannotBeReadToItsEnd() {
        rig.startLive();
        rig.last().frame("price BTC 1 " + (rig.wallNs() + 1) + " 0;nonsense");
        rig.last().frame("price BTC 2 " + (rig.wallNs() + 1) + " 0");
        assertEquals(List.of("11=100.", "11=2."), rig.ring());
    }

    @Test
    void shouldWaitTwiceAsLongEachTimeUpToHalfAMinute() {
        rig.source.start();
        for (final long waitMs : new long[] {250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000}) {
            final int before = rig.lines.size();
            rig.last().listener.closed("cannot connect", 0);
            rig.pass(waitMs - 50);
            assertEquals(before, rig.lines.size(), waitMs + " ms");
            rig.pass(50);
            assertEquals(before + 1, rig.lines.size(), waitMs + " ms");
        }
        rig.share = 0; // of what is drawn any part may come
        rig.last().listener.closed("cannot connect", 0);
        final int before = rig.lines.size();
        rig.pass(50);
        assertEquals(before + 1, rig.lines.size());
    }

    @Test
    void shouldWaitShortlyAgainOnlyAfterAMinuteOfHealth() {
        rig.source.start();
        for (int i = 0; i < 6; i++) {
            rig.last().listener.closed("cannot connect", 0);
            rig.pass(250L << i);
        }
        rig.last().listener.opened();
        rig.last().price(1, 0);
        rig.passWithBeats(Duration.ofSeconds(59), rig.last());
        rig.last().listener.closed("gone", 0);
        assertTrue(failure(rig).endsWith("next attempt in 16000 ms"), failure(rig));
        rig.pass(16_000);
        rig.last().listener.opened();
        rig.last().price(2, 0);
        rig.passWithBeats(Duration.ofSeconds(60), rig.last());
        rig.last().listener.closed("gone", 0);
        assertTrue(failure(rig).endsWith("next attempt in 250 ms"), failure(rig));
    }

    @Test
    void shouldWaitAsLongAsTheVenueAsksWithinReason() {
        rig.source.start();
        rig.last().listener.closed("refused with HTTP status 429", 60_000_000_000L);
        rig.pass(59_950);
        assertEquals(1, rig.lines.size());
        rig.pass(50);
        assertEquals(2, rig.lines.size());
        rig.last().listener.closed("refused with HTTP status 503", Long.MAX_VALUE);
        assertTrue(failure(rig).endsWith("next attempt in 600000 ms"), failure(rig));
    }

    @Test
    void shouldReplaceAConnectionBeforeItsDayIsOver() {
        final LiveRig daily = new LiveRig(CUT_DAILY, 0);
        final LiveRig.Line old = daily.startLive();
        daily.passWithBeats(Duration.ofHours(23).minusSeconds(1), old);
        assertEquals(1, daily.lines.size());
        daily.passWithBeats(Duration.ofSeconds(1), old);
        final LiveRig.Line fresh = daily.line(1);
        fresh.listener.opened();
        fresh.price(5, 300_001); // an old look makes nothing live
        assertNull(old.closed);
        old.price(6, 0);
        fresh.price(6, 0); // gives the same as the old one
        assertEquals("replaced", old.closed);
        fresh.price(7, -1);
        assertEquals(List.of("11=100.", "11=6.", "11=7."), daily.ring());
        assertEquals(1, daily.counters.rotations());
        assertEquals(0, daily.counters.downs());
        assertEquals(0, daily.counters.reconnects());
        daily.passWithBeats(Duration.ofHours(23), fresh);
        assertEquals(3, daily.lines.size());
    }

    @Test
    void shouldKeepTheOldConnectionWhileItsSuccessorFails() {
        final LiveRig daily = new LiveRig(CUT_DAILY, 0);
        final LiveRig.Line old = daily.startLive();
        daily.passWithBeats(Duration.ofHours(23), old);
        daily.line(1).listener.closed("cannot connect", 0);
        daily.pass(200);
        assertEquals(2, daily.lines.size());
        daily.pass(50);
        assertEquals(3, daily.lines.size());
        daily.pass(100);
        old.price(5, 0);
        assertEquals(List.of("11=100.", "11=5."), daily.ring());
        daily.line(2).listener.opened();
        old.listener.closed("a day is over", 0); // cut before the new one gave a price
        assertEquals(List.of("11=100.", "11=5.", "down"), daily.ring());
        daily.pass(1_000);
        assertEquals(3, daily.lines.size());
        daily.line(2).price(6, 0);
        assertEquals(List.of("11=100.", "11=5.", "down", "11=6."), daily.ring());
    }

    @Test
    void shouldReplaceAConnectionThatTheVenueIsAboutToClose() {
        final LiveRig.Line old = rig.startLive();
        old.frame("bye maintenance");
        rig.pass(250);
        old.frame("bye maintenance");
        rig.pass(50);
        assertEquals(2, rig.lines.size());
        rig.last().listener.opened();
        rig.last().price(5, 0);
        assertNotNull(old.closed);
        assertEquals(List.of("11=100.", "11=5."), rig.ring());
    }

    @Test
    void shouldNotReplaceAtOnceWhatIsToldItsEndAgainAndAgain() {
        rig.startLive();
        for (final long waitMs : new long[] {250, 500, 1_000, 2_000}) {
            final int before = rig.lines.size();
            rig.last().frame("bye maintenance");
            rig.pass(waitMs - 50);
            rig.last().frame("bye maintenance"); // again is nothing new
            assertEquals(before, rig.lines.size(), waitMs + " ms");
            rig.pass(50);
            assertEquals(before + 1, rig.lines.size(), waitMs + " ms");
            rig.last().listener.opened();
            rig.last().price(5, 0);
        }
        rig.passWithBeats(Duration.ofSeconds(60), rig.last());
        rig.last().frame("bye maintenance");
        rig.pass(50);
        assertEquals(6, rig.lines.size());
    }

    @Test
    void shouldAskForWhatWasMissedAfterAnInterruption() {
        rig.venue.keepsHistory = true;
        rig.startLive();
        assertEquals(List.of(), rig.venue.asked);
        final long lastNs = rig.wallNs();
        rig.last().listener.closed("gone", 0);
        rig.pass(5_000);
        rig.last().listener.opened();
        assertEquals(List.of("BTC after " + lastNs), rig.venue.asked); // ETH has had no price that one could go on from
        answer(0, "price BTC 1 " + (lastNs + 1) + " 0;price BTC 2 " + (lastNs + 2) + " 0");
        rig.last().price(3, 0);
        assertEquals(List.of("11=100.", "down", "11=2.", "11=3."), rig.ring()); // what is over is no price any more
        assertEquals(1, rig.counters.count(Verdict.OLDER));
        assertEquals(1, rig.counters.backfills());
    }

    @Test
    void shouldPublishTheNewestOfAnAnswerThatMayBeBelieved() {
        rig.venue.keepsHistory = true;
        rig.startLive();
        final long lastNs = rig.wallNs();
        rig.last().listener.closed("gone", 0);
        rig.pass(5_000);
        rig.last().listener.opened();
        final long futureNs = rig.wallNs() + 3_000_000_000L;
        answer(
                0,
                "price BTC 1 " + (lastNs + 1) + " 0;price BTC 2 " + (lastNs + 2) + " 7;price BTC 3 " + (lastNs + 2)
                        + " 6;price ETH 4 " + (lastNs + 1) + " 0;price BTC 0 " + (lastNs + 3) + " 0;price BTC 5 "
                        + futureNs
                        + " 0");
        assertEquals(List.of("11=100.", "down", "11=2", "12=4."), rig.ring());
        assertEquals(1, rig.counters.count(Verdict.FUTURE));
        assertEquals(1, rig.counters.count(Verdict.NOT_POSITIVE));
        assertEquals(2, rig.counters.count(Verdict.OLDER));
    }

    @Test
    void shouldNotPublishAnAnswerThatIsOlderThanALookMayBe() {
        rig.venue.keepsHistory = true;
        rig.startLive();
        final long lastNs = rig.wallNs();
        rig.last().listener.closed("gone", 0);
        rig.pass(20_000);
        rig.last().listener.opened();
        answer(0, "price BTC 1 " + (lastNs + 1) + " 0;price BTC 2 " + (lastNs + 9_000_000_000L) + " 0");
        assertEquals(List.of("11=100.", "down"), rig.ring());
        assertFalse(rig.counters.isUp());
        assertEquals(2, rig.counters.count(Verdict.OLD_LOOK));
    }

    @Test
    void shouldDropAnswersThatNewerPricesOvertook() {
        rig.venue.keepsHistory = true;
        rig.startLive();
        final long lastNs = rig.wallNs();
        rig.last().listener.closed("gone", 0);
        rig.pass(1_000);
        rig.last().listener.opened();
        rig.last().price(3, 0);
        answer(0, "price BTC 1 " + (lastNs + 1) + " 0");
        assertEquals(List.of("11=100.", "down", "11=3."), rig.ring());
    }

    @Test
    void shouldNotTakeAnswersForLifeWhileNothingIsConnected() {
        rig.venue.keepsHistory = true;
        rig.startLive();
        final long lastNs = rig.wallNs();
        rig.last().listener.closed("gone", 0);
        rig.pass(1_000);
        rig.last().listener.opened();
        rig.last().listener.closed("gone again", 0);
        answer(0, "price BTC 1 " + (lastNs + 1) + " 0");
        assertEquals(List.of("11=100.", "down"), rig.ring());
    }

    @Test
    void shouldSayDownAgainWhereOnlyAnswersCameAfterAnInterruption() {
        rig.venue.keepsHistory = true;
        rig.startLive();
        final long lastNs = rig.wallNs();
        rig.last().listener.closed("gone", 0);
        rig.pass(1_000);
        rig.last().listener.opened();
        answer(0, "price BTC 1 " + (lastNs + 1) + " 0");
        rig.last().listener.closed("gone again", 0);
        assertEquals(List.of("11=100.", "down", "11=1.", "down"), rig.ring());
    }

    @Test
    void shouldAskOneQuestionAtATimeAndGoOnAfterAFailure() {
        rig.venue.keepsHistory = true;
        rig.startLive();
        rig.last().frame("price ETH 5 " + rig.wallNs() + " 0");
        rig.last().listener.closed("gone", 0);
        rig.pass(1_000);
        rig.last().listener.opened();
        assertEquals(1, rig.questions.size());
        rig.questions.get(0).failed("refused with HTTP status 404");
        assertTrue(failure(rig).contains("http://history/ about missed prices"), failure(rig));
        assertEquals(2, rig.questions.size());
        answer(1, "nonsense");
        assertEquals(1, rig.counters.malformed());
        assertNull(rig.last().closed);
        assertEquals(2, rig.questions.size());
    }

    @Test
    void shouldNotAskWhileAnotherConnectionLives() {
        final LiveRig two =
                new LiveRig(new VenueLimits(2, Duration.ofSeconds(10), WordVenue.NO_LIMIT, null, null, 1000), 0);
        two.venue.keepsHistory = true;
        two.source.start();
        two.line(0).listener.opened();
        two.line(0).price(1, 0);
        two.line(1).listener.opened();
        two.line(1).listener.closed("gone", 0);
        two.pass(300);
        two.last().listener.opened();
        assertEquals(List.of(), two.venue.asked);
    }

    private void answer(final int number, final String words) {
        final byte[] body = words.getBytes(StandardCharsets.UTF_8);
        rig.questions.get(number).answered(body, 0, body.length, rig.monotonicNs());
    }
}
