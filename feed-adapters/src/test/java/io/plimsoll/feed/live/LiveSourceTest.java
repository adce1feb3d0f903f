package io.plimsoll.feed.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whom a source believes, and what it publishes: docs/internals/live-feeds.md, "Trust", 1 to 3. */
@Timeout(20)
class LiveSourceTest {
    private static final VenueLimits TWO =
            new VenueLimits(2, Duration.ofSeconds(10), WordVenue.NO_LIMIT, null, null, 1000);

    private final LiveRig rig = new LiveRig();

    @Test
    void shouldPublishAPriceWithItsTimes() {
        rig.startLive();
        assertEquals(List.of("11=100."), rig.ring());
        assertEquals(LiveRig.SOURCE, rig.price(0).source());
        assertEquals(rig.wallNs(), rig.price(0).publishNs());
        assertEquals(rig.wallNs(), rig.price(0).receiveNs());
        assertEquals(rig.monotonicNs(), rig.dueNanoTime(0));
        assertEquals(List.of("subscribe one", "subscribe two"), rig.last().sent);
        assertEquals(ConnectionState.LIVE, rig.counters.state(0));
        assertTrue(rig.counters.isUp());
        assertEquals(Optional.of(new SymbolPrice(100, rig.wallNs(), rig.wallNs())), rig.counters.lastPrice(0));
        assertEquals(Optional.empty(), rig.counters.lastPrice(1));
    }

    @Test
    void shouldTakeTheTimeAtWhichTheBytesCame() {
        rig.startLive();
        final byte[] frame = ("price BTC 5 " + (rig.wallNs() + 1) + " 0").getBytes(StandardCharsets.UTF_8);
        rig.last().listener.frame(frame, 0, frame.length, rig.monotonicNs() - 3000);
        assertEquals(rig.wallNs() - 3000, rig.price(1).receiveNs());
        assertEquals(rig.monotonicNs() - 3000, rig.dueNanoTime(1));
    }

    @Test
    void shouldDropPricesUntilEverythingIsConfirmed() {
        final LiveRig unconfirmed = new LiveRig(WordVenue.PLAIN, 3);
        unconfirmed.source.start();
        final LiveRig.Line line = unconfirmed.last();
        line.listener.opened();
        line.price(1, 0);
        line.frame("ack 1");
        line.frame("ack 1"); // once more is no other one
        line.frame("ack 1");
        line.price(2, 0);
        assertEquals(ConnectionState.OPEN, unconfirmed.counters.state(0));
        line.frame("ack 0 2");
        assertEquals(List.of(), unconfirmed.ring());
        line.price(3, 0);
        assertEquals(List.of("11=3."), unconfirmed.ring());
        assertEquals(2, unconfirmed.counters.count(Verdict.NOT_SUBSCRIBED));
        assertEquals(3, unconfirmed.counters.prices());
        assertEquals(7, unconfirmed.counters.messages());
    }

    @Test
    void shouldTakeTheFirstPriceOfASymbolOnlyWhereItIsYoung() {
        rig.source.start();
        final LiveRig.Line line = rig.last();
        line.listener.opened();
        line.price(1, 10_001);
        assertEquals(List.of(), rig.ring());
        assertEquals(ConnectionState.SUBSCRIBED, rig.counters.state(0));
        line.price(2, 10_000); // as old as one may be
        assertEquals(List.of("11=2."), rig.ring());
        line.frame("price ETH 3 " + (rig.wallNs() - 20_000_000_000L) + " 0");
        assertEquals(2, rig.counters.count(Verdict.OLD_LOOK));
        line.frame("price ETH 4 " + (rig.wallNs() - 20_000_000_000L) + " 1"); // the same again, under another number
        line.frame("price ETH 5 " + (rig.wallNs() - 19_000_000_000L) + " 0");
        assertEquals(4, rig.counters.count(Verdict.OLD_LOOK));
        line.frame("price ETH 6 " + (rig.wallNs() - 1_000_000_000L) + " 0");
        line.frame("price ETH 7 " + (rig.wallNs() - 999_000_000L) + " 0"); // from then on only its order counts
        assertEquals(List.of("11=2.", "12=6.", "12=7."), rig.ring());
    }

    @Test
    void shouldLookNoFurtherBackWhereALongerSilenceIsAllowed() {
        final LiveRig patient = new LiveRig(WordVenue.PLAIN.withMaxSilence(Duration.ofHours(24)), 0);
        patient.source.start();
        patient.last().listener.opened();
        patient.last().price(1, 10_001);
        assertEquals(List.of(), patient.ring());
        assertEquals(1, patient.counters.count(Verdict.OLD_LOOK));
    }

    @Test
    void shouldNotComeUpOnAPriceThatIsRepeatedUnderNewNumbers() {
        rig.source.start();
        final LiveRig.Line line = rig.last();
        line.listener.opened();
        final long dead = rig.wallNs() - 3_600_000_000_000L;
        for (int number = 1; number <= 5; number++) {
            line.frame("price BTC 9 " + dead + " " + number);
        }
        assertEquals(List.of(), rig.ring());
        assertEquals(ConnectionState.SUBSCRIBED, rig.counters.state(0));
    }

    @Test
    void shouldDropWhatIsNotNewerInTimeAndThenInSequence() {
        rig.startLive();
        final long nowNs = rig.wallNs();
        rig.last().frame("price BTC 1 " + nowNs + " 1");
        rig.last().frame("price BTC 2 " + nowNs + " 1");
        rig.last().frame("price BTC 3 " + nowNs + " 0");
        rig.last().frame("price BTC 4 " + (nowNs - 1) + " 9");
        rig.last().frame("price BTC 5 " + (nowNs + 1) + " 0");
        assertEquals(List.of("11=100.", "11=1.", "11=5."), rig.ring());
        assertEquals(1, rig.counters.count(Verdict.DUPLICATE));
        assertEquals(2, rig.counters.count(Verdict.OLDER));
        assertEquals(1, rig.price(1).sourceSequence());
    }

    @Test
    void shouldDropAPriceThatIsNotPositiveAsIfItHadNotCome() {
        rig.source.start();
        rig.last().listener.opened();
        rig.last().price(0, 0);
        rig.last().price(-5, 0);
        assertEquals(List.of(), rig.ring());
        assertFalse(rig.counters.isUp());
        assertEquals(ConnectionState.SUBSCRIBED, rig.counters.state(0));
        rig.last().price(5, 1); // older than those, but they were none
        assertEquals(List.of("11=5."), rig.ring());
        assertEquals(2, rig.counters.count(Verdict.NOT_POSITIVE));
    }

    @Test
    void shouldDropWhatHasNoTimeOrOneInTheFuture() {
        rig.startLive();
        rig.last().price(1, -2_001);
        rig.last().price(2, -2_000);
        rig.last().frame("price BTC 3 0 0;price ETH 4 -5 0");
        rig.last().frame("price BTC 5 " + Long.MAX_VALUE + " 0;price BTC 6 " + Long.MIN_VALUE + " 0");
        assertEquals(List.of("11=100.", "11=2."), rig.ring());
        assertEquals(2, rig.counters.count(Verdict.FUTURE));
        assertEquals(3, rig.counters.count(Verdict.NO_TIME));
    }

    @Test
    void shouldEndTheGroupWithTheLastPriceThatIsPublished() {
        rig.startLive();
        final long nowNs = rig.wallNs() + 1;
        rig.last()
                .frame("price BTC 1 " + nowNs + " 0;price ETH 2 " + nowNs + " 0;price XRP 3 " + nowNs
                        + " 0;price BTC 9 " + nowNs + " 0");
        rig.last().frame("price ETH 9 " + nowNs + " 0");
        assertEquals(List.of("11=100.", "11=1", "12=2."), rig.ring());
        assertEquals(1, rig.counters.unknownSymbols());
        assertEquals(2, rig.counters.count(Verdict.DUPLICATE));
        assertEquals(3, rig.counters.published());
    }

    @Test
    void shouldPublishOnceWhatTwoConnectionsGive() {
        final LiveRig two = new LiveRig(TWO, 0);
        two.source.start();
        assertEquals(2, two.lines.size());
        two.line(0).listener.opened();
        two.line(1).listener.opened();
        for (int i = 1; i <= 5; i++) {
            two.pass(100);
            two.line(i % 2).price(i, 0);
            two.line(1 - i % 2).price(i, 0);
        }
        assertEquals(List.of("11=1.", "11=2.", "11=3.", "11=4.", "11=5."), two.ring());
        assertEquals(5, two.counters.count(Verdict.DUPLICATE));
    }

    @Test
    void shouldStayUpOnTheSlowerConnection() {
        final LiveRig two = new LiveRig(TWO, 0);
        two.source.start();
        two.line(0).listener.opened();
        two.line(1).listener.opened();
        two.line(0).price(1, 5);
        two.line(0).price(2, 0);
        two.line(1).price(1, 5); // always behind, and never published
        assertEquals(ConnectionState.LIVE, two.counters.state(1));
        two.line(0).listener.closed("gone", 0);
        assertEquals(List.of("11=1.", "11=2."), two.ring());
        two.pass(20);
        two.line(1).price(3, 0);
        two.line(1).listener.closed("gone too", 0);
        assertEquals(List.of("11=1.", "11=2.", "11=3.", "down"), two.ring());
        assertEquals(1, two.counters.downs());
    }

    @Test
    void shouldNotTakeAConnectionForLiveThatGivesOldPricesOnly() {
        final LiveRig two = new LiveRig(TWO, 0);
        two.source.start();
        two.line(0).listener.opened();
        two.line(1).listener.opened();
        two.line(0).price(1, 0);
        two.line(1).price(0, 10_001);
        assertEquals(ConnectionState.SUBSCRIBED, two.counters.state(1));
        two.line(0).listener.closed("gone", 0);
        assertEquals(List.of("11=1.", "down"), two.ring());
    }

    @Test
    void shouldStillWantAYoungPriceAfterOldOnesThatAreKnownAlready() {
        rig.startLive();
        final long lastNs = rig.wallNs();
        rig.last().listener.closed("gone", 0);
        rig.pass(300);
        rig.last().listener.opened();
        rig.passWithBeats(Duration.ofSeconds(60), rig.last());
        rig.last().frame("price BTC 100 " + lastNs + " 0"); // the same again
        rig.last().frame("price BTC 99 " + (lastNs - 1) + " 0");
        assertEquals(1, rig.counters.count(Verdict.DUPLICATE));
        assertEquals(1, rig.counters.count(Verdict.OLDER));
        rig.last().frame("price BTC 5 " + (lastNs + 1) + " 0"); // newer than those, and as old
        assertEquals(1, rig.counters.count(Verdict.OLD_LOOK));
        assertEquals(List.of("11=100.", "down"), rig.ring());
        rig.last().price(6, 0);
        assertEquals(List.of("11=100.", "down", "11=6."), rig.ring());
    }

    @Test
    void shouldAnswerWhereItIsAsked() {
        rig.startLive();
        rig.last().frame("ask");
        assertEquals("here", rig.last().sent.get(2));
    }

    @Test
    void shouldConflateWhileTheRingIsFullAndPublishWhenThereIsRoom() {
        rig.startLive();
        rig.full = true;
        for (int i = 1; i <= 3; i++) {
            rig.pass(50);
            rig.last().price(i, 0);
        }
        assertEquals(List.of("11=100."), rig.ring());
        rig.full = false;
        rig.pass(50);
        assertEquals(List.of("11=100.", "11=3."), rig.ring());
    }

    @Test
    void shouldSayDownAfterThePricesThatWaitForRoom() {
        rig.startLive();
        rig.full = true;
        rig.pass(50);
        rig.last().price(1, 0);
        rig.last().listener.closed("gone", 0);
        assertEquals(List.of("11=100.", "11=1.", "down"), rig.ring());
    }

    @Test
    void shouldPrintNothingSecret() {
        rig.startLive();
        rig.last().frame("refuse key=hidden-in-query,hidden-in-header");
        rig.pass(300);
        rig.last().listener.opened();
        rig.last().frame("bye hidden-in-header");
        rig.last().frame("hidden-in-query");
        rig.last().listener.closed("closed by the venue: 1008 hidden-in-header", 0);
        final String all = rig.notices + " " + rig.counters.lastFailure()
                + rig.tapped.stream().filter(what -> what.startsWith("closed")).toList();
        assertTrue(all.contains("refused: key=...,..."), all);
        assertTrue(all.contains("closed by the venue: 1008 ..."), all);
        assertFalse(all.contains("hidden"), all);
    }

    @Test
    void shouldShowACaptureEverythingBeforeItIsRead() {
        final String price = "price BTC 100 " + rig.wallNs() + " 0";
        rig.startLive();
        rig.last().frame("nonsense");
        rig.last().listener.closed("gone", 0);
        assertEquals(
                List.of("opened 1 to 0", "1 " + price + " after 0", "1 nonsense after 1", "closed 1 gone"), rig.tapped);
    }

    @Test
    void shouldEndItsConnectionsWhenClosed() {
        final LiveRig.Line line = rig.startLive();
        rig.source.close();
        assertEquals("stopped", line.closed);
        line.price(5, 0);
        rig.pass(100_000);
        assertEquals(1, rig.lines.size());
        assertEquals(List.of("11=100."), rig.ring());
    }
}
