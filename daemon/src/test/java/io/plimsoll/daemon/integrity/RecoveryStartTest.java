package io.plimsoll.daemon.integrity;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.recovery.MemorySnapshots;
import io.plimsoll.daemon.recovery.RecordedRun;
import io.plimsoll.journal.LogName;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where a recovery can start in a run of 40 inputs with a snapshot at number 20. */
@Timeout(60)
class RecoveryStartTest {
    private static final long SEED = Long.getLong("plimsoll.seed", 11);

    private List<byte[]> inputs;
    private MemorySnapshots snapshots;

    @BeforeEach
    void record() throws IOException {
        System.out.println("seed " + SEED + "; reproduce with -Dplimsoll.seed=" + SEED);
        final RecordedRun run = new RecordedRun(SEED, 40, 20);
        inputs = run.journal().of(LogName.INPUTS);
        snapshots = run.snapshots();
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
        snapshots.bytes().putAll(new RecordedRun(SEED + 1, 40, 20).snapshots().bytes());
        assertFalse(isFoundFrom(20));
    }

    private boolean isFoundFrom(final int first) throws IOException {
        final RecoveryStart start = new RecoveryStart(snapshots);
        for (final byte[] record : inputs.subList(first - 1, inputs.size())) {
            start.onFrame(new UnsafeBuffer(record), 0, record.length);
        }
        return start.isFound();
    }
}
