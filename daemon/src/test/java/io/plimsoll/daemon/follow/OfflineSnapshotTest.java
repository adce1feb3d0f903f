package io.plimsoll.daemon.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.daemon.recovery.MemorySnapshots;
import io.plimsoll.daemon.recovery.RecordedRun;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogMark;
import io.plimsoll.journal.LogName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot at the end of a journal stands on records that a loss of power does not take. */
@Timeout(60)
class OfflineSnapshotTest {
    private static final int INPUTS = 500;
    private static final int MISSING = 3;

    @Test
    void shouldSyncWhatTheSnapshotStandsOn(@TempDir final Path folder) throws IOException {
        final RecordedRun run = new RecordedRun(Long.getLong("plimsoll.seed", 11), INPUTS, INPUTS);
        final FrameLogs logs = FrameLogs.in(folder).minUsableBytes(0);
        final List<byte[]> orders = run.journal().of(LogName.ORDERS);
        write(logs, LogName.INPUTS, run.journal().of(LogName.INPUTS));
        write(logs, LogName.ORDERS, orders.subList(0, orders.size() - MISSING));
        final MemorySnapshots snapshots = new MemorySnapshots();
        assertEquals(INPUTS, OfflineSnapshot.write(logs, snapshots, RecordedRun::newEngine));
        assertEquals(List.of((long) INPUTS), snapshots.newestFirst());
        assertEquals(INPUTS, durable(logs, LogName.INPUTS));
        assertEquals(orders.size(), durable(logs, LogName.ORDERS));
    }

    private static void write(final FrameLogs logs, final LogName log, final List<byte[]> records) {
        try (JournalLock lock = logs.lock();
                FrameLogWriter writer = logs.writer(lock, log)) {
            for (final byte[] record : records) {
                final UnsafeBuffer buffer = new UnsafeBuffer(new byte[(record.length + 7) / 8 * 8]);
                buffer.putBytes(0, record);
                writer.append(buffer, 0, record.length);
            }
        }
    }

    private static long durable(final FrameLogs logs, final LogName log) {
        try (LogMark mark = logs.markOf(log).orElseThrow()) {
            return mark.durable();
        }
    }
}
