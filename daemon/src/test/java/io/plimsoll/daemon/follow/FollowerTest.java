package io.plimsoll.daemon.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.recovery.MemorySnapshots;
import io.plimsoll.daemon.recovery.RecordedRun;
import io.plimsoll.daemon.recovery.Recovered;
import io.plimsoll.daemon.recovery.Recovery;
import io.plimsoll.daemon.recovery.SnapshotStore;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.fake.MemoryJournal;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.StateHashDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** A follower agrees with a live engine that is the same, and halts at the next marker after anything that is not. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(value = Resources.SYSTEM_OUT, mode = ResourceAccessMode.READ)
class FollowerTest {
    private static final long SEED = Long.getLong("plimsoll.seed", 5);
    private static final int INPUTS = 3_000;
    private static final int NO_SNAPSHOT = INPUTS;

    private RecordedRun run;
    private List<Integer> hashes;

    @BeforeAll
    void record() throws IOException {
        System.out.println("seed " + SEED + "; reproduce with -Dplimsoll.seed=" + SEED);
        run = new RecordedRun(SEED, INPUTS, NO_SNAPSHOT);
        hashes = IntStream.rangeClosed(1, run.journal().of(LogName.ORDERS).size())
                .filter(sequence -> Frame.templateId(order(sequence), 0) == StateHashDecoder.TEMPLATE_ID)
                .boxed()
                .toList();
        assertTrue(hashes.size() > 5, hashes + " are too few markers");
    }

    private UnsafeBuffer order(final int sequence) {
        return new UnsafeBuffer(run.journal().of(LogName.ORDERS).get(sequence - 1));
    }

    private static Follower follow(final MemoryJournal journal, final MemorySnapshots snapshots) throws IOException {
        return new Follower(journal, snapshots, RecordedRun::newEngine, 1, System::nanoTime);
    }

    private static void drain(final Follower follower) throws IOException {
        while (follower.poll()) {
            // to the end, or to where it waits
        }
    }

    @Test
    void shouldNotStartWithoutRoomToReadASnapshotBack() {
        final MemorySnapshots snapshots = new MemorySnapshots();
        final AtomicInteger made = new AtomicInteger();
        assertThrows(
                UserError.class,
                () -> new Follower(
                        run.journal(),
                        snapshots,
                        () -> {
                            if (made.incrementAndGet() == 2) {
                                throw new UserError("planted: no room for a second engine");
                            }
                            return RecordedRun.newEngine();
                        },
                        1,
                        System::nanoTime));
        assertEquals(List.of(), snapshots.newestFirst());
    }

    @Test
    void shouldAgreeAtEveryMarkerAndWriteSnapshotsThatRecoverTheRun() throws IOException {
        final MemorySnapshots snapshots = new MemorySnapshots();
        try (Follower follower = follow(run.journal(), snapshots)) {
            drain(follower);
            assertEquals(INPUTS, follower.sequence());
            assertEquals(hashes.size(), follower.markersChecked());
        }
        assertTrue(snapshots.bytes().size() > 1);
        for (final long sequence : snapshots.newestFirst()) {
            final MemorySnapshots one = new MemorySnapshots();
            one.bytes().put(sequence, snapshots.bytes().get(sequence));
            final MemoryJournal journal = run.journal().copy();
            final Recovered recovered = new Recovery(
                            journal, journal.writer(LogName.INPUTS), journal.writer(LogName.ORDERS), one)
                    .run(RecordedRun::newEngine);
            assertEquals(sequence, recovered.snapshot());
            assertEquals(run.stateHash(), recovered.engine().stateHash());
        }
    }

    @Test
    void shouldWriteOneSnapshotAnIntervalOfTheClockHoweverFarBehind() throws IOException {
        final MemorySnapshots snapshots = new MemorySnapshots();
        final AtomicLong nanoTime = new AtomicLong(Long.MIN_VALUE / 2); // as it may be: no time of day
        try (Follower follower = new Follower(run.journal(), snapshots, RecordedRun::newEngine, 1, nanoTime::get)) {
            pollTo(follower, 4);
            assertEquals(1, snapshots.bytes().size(), "the first marker's");
            nanoTime.incrementAndGet();
            pollTo(follower, 5);
            assertEquals(2, snapshots.bytes().size());
            assertEquals(follower.sequence(), snapshots.newestFirst().get(0), "of the marker just passed");
            drain(follower);
            assertEquals(2, snapshots.bytes().size());
        }
    }

    @Test
    void shouldWriteNoSnapshotBeforeAnIntervalOfEventTimeHasPassed() throws IOException {
        final MemorySnapshots snapshots = new MemorySnapshots();
        final AtomicLong nanoTime = new AtomicLong();
        final long interval = TimeUnit.DAYS.toNanos(10_000); // longer than the run
        try (Follower follower = new Follower(
                run.journal(), snapshots, RecordedRun::newEngine, interval, () -> nanoTime.addAndGet(interval))) {
            drain(follower);
            assertEquals(hashes.size(), follower.markersChecked());
        }
        assertEquals(1, snapshots.bytes().size(), "the first marker's");
    }

    @Test
    void shouldWriteASnapshotAtTheNextMarkerOnceOneIsAskedForWhateverTheInterval() throws IOException {
        final RecordedRun asked = new RecordedRun(SEED, INPUTS / 2, NO_SNAPSHOT);
        final MemorySnapshots snapshots = new MemorySnapshots();
        final long interval = TimeUnit.DAYS.toNanos(10_000); // longer than the run
        try (Follower follower = new Follower(asked.journal(), snapshots, RecordedRun::newEngine, interval, () -> 0)) {
            drain(follower);
            assertEquals(1, snapshots.bytes().size(), "the first marker's");
            asked.snapshotRequested();
            drain(follower);
            assertEquals(2, snapshots.bytes().size());
            assertEquals(INPUTS / 2 + 2, snapshots.newestFirst().get(0));
        }
        final MemoryJournal journal = asked.journal().copy();
        final Recovered recovered = new Recovery(
                        journal, journal.writer(LogName.INPUTS), journal.writer(LogName.ORDERS), snapshots)
                .run(RecordedRun::newEngine);
        assertEquals(INPUTS / 2 + 2, recovered.snapshot());
        assertEquals(asked.stateHash(), recovered.engine().stateHash());
    }

    /** As one that was down for an hour in which somebody asked each second. */
    @Test
    void shouldWriteTheLastOfManySnapshotsThatWereAskedForWhileOneTookItsTime() throws IOException {
        final RecordedRun asked = new RecordedRun(SEED, INPUTS / 2, NO_SNAPSHOT);
        final long took = 100;
        final AtomicLong nanoTime = new AtomicLong();
        final MemorySnapshots snapshots = new MemorySnapshots();
        final SnapshotStore slow = new SlowStore(snapshots, () -> nanoTime.addAndGet(took));
        final long interval = TimeUnit.DAYS.toNanos(10_000); // longer than the run
        try (Follower follower = new Follower(asked.journal(), slow, RecordedRun::newEngine, interval, nanoTime::get)) {
            drain(follower);
            for (int i = 0; i < 5; i++) {
                asked.snapshotRequested();
            }
            drain(follower);
            assertEquals(1, snapshots.bytes().size(), "the first marker's");
            nanoTime.addAndGet(took);
            asked.snapshotRequested();
            drain(follower);
            assertEquals(2, snapshots.bytes().size());
            assertEquals(follower.sequence(), snapshots.newestFirst().get(0));
        }
    }

    private record SlowStore(SnapshotStore to, Runnable meanwhile) implements SnapshotStore {
        @Override
        public List<Long> newestFirst() throws IOException {
            return to.newestFirst();
        }

        @Override
        public InputStream open(final long inputSequence) throws IOException {
            return to.open(inputSequence);
        }

        @Override
        public void save(final long inputSequence, final Body body, final ReadBack readBack) throws IOException {
            to.save(inputSequence, body, readBack);
            meanwhile.run();
        }
    }

    private static void pollTo(final Follower follower, final int markers) throws IOException {
        while (follower.markersChecked() < markers) {
            assertTrue(follower.poll());
        }
    }

    @Test
    void shouldGoOnFromItsOwnSnapshot() throws IOException {
        final MemorySnapshots snapshots = new MemorySnapshots();
        final MemoryJournal begun = run.journal().copy();
        begun.cut(LogName.INPUTS, INPUTS / 2);
        try (Follower first = follow(begun, snapshots)) {
            drain(first);
        }
        final long newest = snapshots.newestFirst().get(0);
        try (Follower second = follow(run.journal(), snapshots)) {
            assertEquals(newest, second.sequence());
            drain(second);
            assertEquals(INPUTS, second.sequence());
            assertTrue(second.markersChecked() < hashes.size());
        }
    }

    @Test
    void shouldWaitAtAMarkerForTheLiveEngine() throws IOException {
        final MemoryJournal behind = run.journal().copy();
        final List<byte[]> orders = List.copyOf(behind.of(LogName.ORDERS));
        behind.cut(LogName.ORDERS, hashes.get(2) - 1);
        try (Follower follower = follow(behind, new MemorySnapshots())) {
            drain(follower);
            final long waitsAt = follower.sequence();
            assertTrue(waitsAt < INPUTS);
            assertFalse(follower.poll());
            assertEquals(2, follower.markersChecked());
            behind.of(LogName.ORDERS).addAll(orders.subList(hashes.get(2) - 1, orders.size()));
            drain(follower);
            assertEquals(INPUTS, follower.sequence());
        }
    }

    @Test
    void shouldHaltAtTheMarkerAfterAnyDecisionThatDiffers() throws IOException {
        for (int altered = 1; altered <= hashes.get(3); altered += 97) {
            final MemoryJournal other = run.journal().copy();
            other.alter(LogName.ORDERS, altered, 20);
            assertHalts(other);
        }
    }

    @Test
    void shouldHaltWhenTheHashDiffers() throws IOException {
        final MemoryJournal other = run.journal().copy();
        other.alter(LogName.ORDERS, hashes.get(4), 8 + StateHashDecoder.hashEncodingOffset());
        assertHalts(other);
    }

    private static void assertHalts(final MemoryJournal journal) throws IOException {
        final MemorySnapshots snapshots = new MemorySnapshots();
        try (Follower follower = follow(journal, snapshots)) {
            final UserError error = assertThrows(UserError.class, () -> drain(follower));
            assertEquals(ExitCode.FOLLOWER_DIFFERS, error.exitCode());
            assertTrue(snapshots.newestFirst().stream().noneMatch(sequence -> sequence >= follower.sequence()));
        }
    }
}
