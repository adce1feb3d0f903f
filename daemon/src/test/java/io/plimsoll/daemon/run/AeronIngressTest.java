package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.plimsoll.daemon.Await;
import io.plimsoll.daemon.definitions.InstrumentSpec;
import io.plimsoll.daemon.venue.TestDriver;
import io.plimsoll.feed.fact.AccountOpened;
import io.plimsoll.feed.fact.BalanceSnapshot;
import io.plimsoll.feed.fact.Fill;
import io.plimsoll.feed.fact.SourceHeartbeat;
import io.plimsoll.feed.fact.Transfer;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.WithheldReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What comes in over Aeron ends in the state that an undisturbed stream gives, whatever is lost on the way and whoever dies. */
@Timeout(120)
class AeronIngressTest {
    private static final int SOURCE = AeronVenue.SOURCE;

    private static TestDriver driver;

    @TempDir
    private Path folder;

    private AeronVenue venue;
    private AeronListener daemon;

    @BeforeAll
    static void launchDriver() {
        driver = new TestDriver();
    }

    @AfterAll
    static void closeDriver() {
        driver.close();
    }

    @BeforeEach
    void open() throws IOException {
        open("aeron:ipc", "aeron:ipc");
    }

    private void open(final String channel, final String backChannel) throws IOException {
        venue = new AeronVenue(folder.resolve(channel.replaceAll("\\W", "")), driver, channel, backChannel);
        daemon = new AeronListener(venue.config());
    }

    @AfterEach
    void close() {
        daemon.close();
        venue.close();
    }

    private void transfers(final int count) {
        for (int i = 0; i < count; i++) {
            venue.say(new Transfer(SOURCE, venue.next(), 1, 1, 10));
        }
    }

    private void openAccount() {
        venue.say(new AccountOpened(SOURCE, venue.next(), 1, AccountRole.TRADER, "a1"));
        venue.say(new BalanceSnapshot(SOURCE, venue.next(), 1, 1, 1_000, true, true));
    }

    /** Everything has come once, and the engine is as if nothing had happened. */
    private void assertUndisturbed() {
        daemon.awaitFact(venue.lastSequence());
        Await.until("at its head", daemon::isAtHead);
        daemon.close();
        assertEquals(venue.lastSequence(), daemon.counters().facts);
        assertEquals(0, daemon.counters().factsFlagged);
        assertEquals(0, daemon.counters().factsDuplicate);
        assertEquals(daemon.hashOf(venue.facts()), daemon.stateHash());
    }

    @Test
    void shouldGetWhatWasSaidBeforeAndAfterItCame() {
        openAccount();
        transfers(50);
        venue.connect();
        daemon.listen();
        transfers(50);
        daemon.awaitFact(venue.lastSequence());
        transfers(50);
        assertUndisturbed();
    }

    @Test
    void shouldAskForWhatIsLostOnTheWay() {
        openAccount();
        venue.connect();
        daemon.listen();
        for (int lost = 1; lost <= 20; lost++) {
            transfers(7);
            daemon.awaitFact(venue.lastSequence());
            venue.link().lose(lost % 3 + 1);
            transfers(lost % 3 + 1);
            transfers(2); // by which it is seen
        }
        assertUndisturbed();
        // one at the beginning, and one for each loss; now and then what is lost is a heartbeat
        assertTrue(venue.link().answers() > 10, venue.link().answers() + " answers");
    }

    @Test
    void shouldHearOfALostEndFromAHeartbeat() {
        openAccount();
        venue.connect();
        daemon.listen();
        daemon.awaitFact(venue.lastSequence());
        Await.until("at its head", daemon::isAtHead);
        venue.link().lose(3);
        transfers(3);
        venue.beat(new SourceHeartbeat(SOURCE, venue.lastSequence()));
        assertUndisturbed();
    }

    @Test
    void shouldGoOnWhenThePublisherDiesAndComesBack() throws IOException {
        open(TestDriver.udp(), TestDriver.udp());
        openAccount();
        venue.connect();
        daemon.listen();
        for (int i = 0; i < 3; i++) {
            transfers(100);
            daemon.awaitFact(venue.lastSequence() - 90); // in the midst
            venue.disconnect();
            transfers(20); // while nobody can hear
            Await.until("not at its head", () -> !daemon.isAtHead());
            venue.connect();
        }
        assertUndisturbed();
    }

    @Test
    void shouldGoOnWhenTheDaemonDiesAndComesBack() {
        openAccount();
        venue.connect();
        daemon.listen();
        for (int i = 0; i < 3; i++) {
            transfers(60);
            venue.say(new BalanceSnapshot(SOURCE, venue.next(), 1, 1, 500, true, false));
            daemon.awaitFact(venue.lastSequence() - 50);
            daemon.close(); // with half a snapshot, perhaps
            venue.say(new BalanceSnapshot(SOURCE, venue.next(), 1, 2, 600 + i, false, true));
            daemon.listen();
        }
        assertUndisturbed();
    }

    @Test
    void shouldTakeDownThePriceSourcesOfAVenueThatIsLost() throws IOException {
        openAccount();
        venue.connect();
        daemon.listen();
        daemon.awaitFact(venue.lastSequence());
        for (int i = 1; i <= 2; i++) {
            final int accepted = i;
            venue.price(9, i);
            Await.until("priced", () -> daemon.counters().pricesAccepted == accepted);
            assertFalse(daemon.isBitcoinDown());
            venue.disconnect();
            Await.until("down", daemon::isBitcoinDown);
            venue.connect();
            transfers(1);
            daemon.awaitFact(venue.lastSequence());
            assertTrue(daemon.isBitcoinDown(), "until it is priced again");
        }
        venue.price(9, 3);
        Await.until("priced", () -> !daemon.isBitcoinDown());
        daemon.close(); // by which nobody is lost
        assertFalse(daemon.isBitcoinDown());
    }

    @Test
    void shouldWaitForAnotherMediaDriver() {
        openAccount();
        venue.connect();
        daemon.listen();
        daemon.awaitFact(venue.lastSequence());
        venue.disconnect();
        driver.restart();
        venue.connect();
        transfers(10);
        assertUndisturbed();
    }

    @Test
    void shouldNotBeAtItsHeadWhileNobodyAnswers() {
        openAccount();
        venue.connect();
        venue.link().mute(true);
        daemon.listen();
        final long asked = venue.link().asked();
        Await.until("asked again and again", () -> venue.link().asked() > asked + 2);
        transfers(5);
        assertFalse(daemon.isAtHead());
        assertEquals(
                List.of("account source 'venue' is not at its head"),
                daemon.objections(new KillWatch(folder.resolve("KILL"), (origin, operator, reason) -> {})));
        assertEquals(0, daemon.forwarded());
        venue.link().mute(false);
        assertUndisturbed();
    }

    @Test
    void shouldOrderNothingWhileWhatItMissedIsStillToCome() {
        openAccount();
        venue.say(new Transfer(SOURCE, venue.next(), 1, 1, 10_000_000_000L));
        final InstrumentSpec contract = AeronListener.contract();
        venue.say(new Fill(SOURCE, venue.next(), 1, contract.id(), 1, dollars(42_000), 0)); // for a quarter of it
        venue.connect();
        daemon.arm();
        daemon.listen();
        daemon.awaitFact(venue.lastSequence());
        Await.until("at its head", daemon::isAtHead);
        venue.price(9, 1, dollars(42_000));
        Await.until("priced", () -> daemon.counters().pricesAccepted == 1);
        venue.link().mute(true);
        final long asked = venue.link().asked();
        venue.link().lose(1);
        transfers(2); // by the second of which it is seen
        Await.until("asked", () -> venue.link().asked() > asked);
        venue.price(9, 2, dollars(33_000));
        Await.until("priced", () -> daemon.counters().pricesAccepted == 2);
        Await.until(
                () -> "withheld, is " + daemon.told(),
                () -> daemon.counters().withheldByReason[WithheldReason.ACCOUNTS_STALE.value()] == 1);
        assertEquals(0, daemon.counters().ordersIssued);
        venue.link().mute(false);
        Await.until("ordered, once all is here", () -> daemon.counters().ordersIssued == 1);
    }

    private static long dollars(final long amount) {
        return amount * (long) Math.pow(10, AeronListener.contract().priceDecimals());
    }

    @Test
    void shouldRefuseWhatIsNoRecordAndLeaveTheSourceInDoubtUntilSnapshots() {
        openAccount();
        venue.connect();
        daemon.listen();
        daemon.awaitFact(venue.lastSequence());
        venue.sayMalformed(new Transfer(SOURCE, venue.next(), 1, 1, 10));
        transfers(1);
        daemon.awaitFact(venue.lastSequence());
        Await.until("asked for snapshots", () -> venue.ordered() == 1);
        assertFalse(daemon.isAtHead());
        venue.stateAnew();
        daemon.awaitFact(venue.lastSequence());
        Await.until("at its head", daemon::isAtHead);
        daemon.close();
        assertEquals(3, daemon.refused(), "at first, and in each of two answers");
        assertEquals(2, daemon.counters().factsFlagged, "the gap, and an account that is opened again");
        assertEquals(0, daemon.suspects());
    }

    @Test
    void shouldCountWhatIsTooShortTooLongOrUnknown() {
        openAccount();
        venue.connect();
        daemon.listen();
        daemon.awaitFact(venue.lastSequence());
        try (Aeron other = Aeron.connect(new Aeron.Context()
                        .aeronDirectoryName(driver.directory().toString()));
                ExclusivePublication stranger = other.addExclusivePublication("aeron:ipc", venue.config().stream())) {
            final UnsafeBuffer long64K = new UnsafeBuffer(new byte[24 * 1024]);
            for (final int length : new int[] {0, 7, 8, 200, 24 * 1024}) {
                while (stranger.offer(long64K, 0, length) < 0) {
                    LockSupport.parkNanos(100_000);
                }
            }
            Await.until("5 refused", () -> daemon.refused() == 5);
        }
        transfers(10);
        assertUndisturbed();
    }
}
