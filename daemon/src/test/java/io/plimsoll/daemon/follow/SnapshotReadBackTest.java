package io.plimsoll.daemon.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.recovery.MemorySnapshots;
import io.plimsoll.daemon.recovery.RecordedRun;
import io.plimsoll.daemon.recovery.Snapshot;
import io.plimsoll.daemon.recovery.SnapshotHeader;
import io.plimsoll.daemon.recovery.SnapshotStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** A follower reads each snapshot back before it counts on it: into a second engine, whose hash and place must be those of its own. */
@Timeout(60)
@ResourceLock(value = Resources.SYSTEM_OUT, mode = ResourceAccessMode.READ)
class SnapshotReadBackTest {
    private static final long SEED = Long.getLong("plimsoll.seed", 5);
    private static final int INPUTS = 1_000;

    private RecordedRun run;

    @BeforeEach
    void record() throws IOException {
        System.out.println("seed " + SEED + "; reproduce with -Dplimsoll.seed=" + SEED);
        run = new RecordedRun(SEED, INPUTS, INPUTS);
    }

    private static void drain(final Follower follower) throws IOException {
        while (follower.poll()) {
            // to the end
        }
    }

    @Test
    void shouldStopAtASnapshotThatIsNotWhatItShouldBe() throws IOException {
        final MemorySnapshots kept = new MemorySnapshots();
        for (final int flipped : new int[] {60, -60}) { // a byte in the first block, and one in the last
            final SnapshotStore damaging = new DamagingStore(kept, flipped);
            try (Follower follower =
                    new Follower(run.journal(), damaging, RecordedRun::newEngine, 1, System::nanoTime)) {
                final IOException told = assertThrows(IOException.class, () -> drain(follower));
                assertTrue(told.getMessage().contains(" cannot be read back, older ones stay: "), told::toString);
            }
        }
        assertEquals(List.of(), kept.newestFirst());
    }

    /** Flips a bit in what reaches the store it writes to; a byte counted from the end when negative. */
    private record DamagingStore(SnapshotStore to, int flipped) implements SnapshotStore {
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
            final ByteArrayOutputStream good = new ByteArrayOutputStream();
            body.writeTo(good);
            final byte[] bytes = good.toByteArray();
            bytes[Math.floorMod(flipped, bytes.length)] ^= 1;
            to.save(inputSequence, out -> out.write(bytes), readBack);
        }
    }

    @Test
    void shouldStopAtASnapshotThatSaysItStandsElsewhere() throws IOException {
        final MemorySnapshots written = new MemorySnapshots();
        try (Follower follower = new Follower(run.journal(), written, RecordedRun::newEngine, 1, System::nanoTime)) {
            drain(follower);
        }
        final long newest = written.newestFirst().get(0);
        final SnapshotHeader header = Snapshot.headerOf(written, newest).orElseThrow();
        final SnapshotHeader other = new SnapshotHeader(
                header.rulesVersion(),
                header.inputSequence(),
                header.inputCrc() + 1,
                header.ordersSequence(),
                header.ordersCrc(),
                header.stateHash());
        final SnapshotStore.ReadBack readBack = Snapshot.readBack(other, room -> RecordedRun.newEngine());
        assertThrows(IOException.class, () -> readBack.readFrom(written.open(newest)));
    }
}
