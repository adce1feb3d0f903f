package io.plimsoll.daemon.integrity;

import io.plimsoll.daemon.recovery.Snapshot;
import io.plimsoll.daemon.recovery.SnapshotStore;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.protocol.Frame;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * Whether a recovery has a place to start from in {@code inputs}: their first record, or one at which a snapshot stands that is
 * whole and of this journal. Is shown every record. One thread.
 */
public final class RecoveryStart implements FrameHandler {
    private final Map<Long, Integer> crcs = new HashMap<>();
    private boolean isFound;

    public RecoveryStart(final SnapshotStore snapshots) throws IOException {
        for (final long sequence : snapshots.newestFirst()) {
            Snapshot.headerOf(snapshots, sequence).ifPresent(header -> crcs.put(sequence, header.inputCrc()));
        }
    }

    @Override
    public void onFrame(final DirectBuffer buffer, final int offset, final int length) {
        final long sequence = Frame.sequence(buffer, offset);
        final Integer crc = crcs.get(sequence);
        isFound |= sequence == 1 || (crc != null && crc == Frame.crc(buffer, offset));
    }

    /** Whether there is one among the records shown. */
    public boolean isFound() {
        return isFound;
    }
}
