package io.plimsoll.daemon.integrity;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.recovery.MemorySnapshots;
import io.plimsoll.daemon.recovery.RecordedRun;
import io.plimsoll.daemon.recovery.Snapshot;
import io.plimsoll.journal.LogName;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Where a recovery can start in a run of 40 inputs with a snapshot at number 20. */
@Timeout(60)
@ResourceLock(value = Resources.SYSTEM_OUT, mode = ResourceAccessMode.READ)
class RecoveryStartTest {
    private static final long SEED = Long.getLong("plimsoll.seed", 11);

    private long seed;
    private List<byte[]> inputs;
    private List<byte[]> orders;
    private MemorySnapshots snapshots;

    @BeforeEach
    void recordDecisionsOnBothSidesOfTheSnapshot() throws IOException {
        seed = SEED;
        record();
        while (ordersAtSnapshot() == 0 || ordersAtSnapshot() == orders.size()) {
            seed++;
            record();
        }
        System.out.println("seed " + seed + "; reproduce with -Dplimsoll.seed=" + seed);
    }

    private void record() throws IOException {
        final RecordedRun run = new RecordedRun(seed, 40, 20);
        inputs = run.journal().of(LogName.INPUTS);
        orders = run.journal().of(LogName.ORDERS);
        snapshots = run.snapshots();
    }

    private long ordersAtSnapshot() throws IOException {
        return Snapshot.headersOf(snapshots).get(0).ordersSequence();
    }

    @Test
    void shouldStartFromTheFirstRecordWithoutASnapshot() throws IOException {
        snapshots.bytes().clear();
        assertTrue(isFoundFrom(1));
        assertFalse(isFoundFrom(2));
    }

    @Test
    void shouldStartFromASnapshotOnlyAtARecordThatIsThere() throws IOException {
        assertTrue(isFoundFrom(20));
        assertFalse(isFoundFrom(21));
    }

    @Test
    void shouldNotStartFromASnapshotThatIsDamagedOrOfAnotherJournal() throws IOException {
        final byte[] good = snapshots.bytes().get(20L);
        snapshots.bytes().put(20L, Arrays.copyOf(good, good.length - 1));
        assertFalse(isFoundFrom(20));
        snapshots.bytes().putAll(new RecordedRun(seed + 1, 40, 20).snapshots().bytes());
        assertFalse(isFoundFrom(20));
    }

    @Test
    void shouldNotStartFromASnapshotWhoseDecisionsAreGone() throws IOException {
        final long needed = ordersAtSnapshot();
        assertTrue(isFoundFrom(20, (int) needed));
        assertFalse(isFoundFrom(20, (int) needed + 1));
        assertFalse(isFoundFrom(1, (int) needed + 1), "from the first input all decisions are needed");
        orders.subList((int) needed - 1, orders.size()).clear();
        assertFalse(isFoundFrom(20, 1), "orders end before it");
    }

    private boolean isFoundFrom(final int firstInput) throws IOException {
        return isFoundFrom(firstInput, 1);
    }

    private boolean isFoundFrom(final int firstInput, final int firstOrder) throws IOException {
        final RecoveryStart start = new RecoveryStart(Snapshot.headersOf(snapshots));
        for (final byte[] record : inputs.subList(firstInput - 1, inputs.size())) {
            start.onInput(new UnsafeBuffer(record), 0, record.length);
        }
        for (final byte[] record : orders.subList(firstOrder - 1, orders.size())) {
            start.onOrder(new UnsafeBuffer(record), 0, record.length);
        }
        return start.isFound();
    }
}
