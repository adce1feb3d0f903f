package io.plimsoll.daemon.integrity;

import io.plimsoll.daemon.recovery.SnapshotHeader;
import io.plimsoll.protocol.Frame;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * Whether a recovery has a place to start from: the first record of both logs, or a snapshot that is whole and whose last input and last
 * decision are among their records. Is shown every record of both. One thread.
 */
public final class RecoveryStart {
    private final List<SnapshotHeader> snapshots;
    private final Set<SnapshotHeader> inInputs = new HashSet<>();
    private final Set<SnapshotHeader> inOrders = new HashSet<>();
    private long firstInput;
    private long firstOrder;

    /** @param snapshots headers of those that are whole */
    public RecoveryStart(final List<SnapshotHeader> snapshots) {
        this.snapshots = List.copyOf(snapshots);
    }

    /** The next record of {@code inputs}. */
    public void onInput(final DirectBuffer buffer, final int offset, final int length) {
        final long sequence = Frame.sequence(buffer, offset);
        firstInput = firstInput == 0 ? sequence : firstInput;
        for (final SnapshotHeader header : snapshots) {
            if (header.inputSequence() == sequence && header.inputCrc() == Frame.crc(buffer, offset)) {
                inInputs.add(header);
            }
        }
    }

    /** The next record of {@code orders}. */
    public void onOrder(final DirectBuffer buffer, final int offset, final int length) {
        final long sequence = Frame.sequence(buffer, offset);
        firstOrder = firstOrder == 0 ? sequence : firstOrder;
        for (final SnapshotHeader header : snapshots) {
            if (header.ordersSequence() == sequence && header.ordersCrc() == Frame.crc(buffer, offset)) {
                inOrders.add(header);
            }
        }
    }

    /** Whether there is one; without a record there is nothing to recover. */
    public boolean isFound() {
        return (firstInput <= 1 && firstOrder <= 1) || !usable().isEmpty();
    }

    /** The snapshots to start from. */
    public List<SnapshotHeader> usable() {
        final List<SnapshotHeader> usable = new ArrayList<>();
        for (final SnapshotHeader header : snapshots) {
            if (inInputs.contains(header) && (header.ordersSequence() == 0 || inOrders.contains(header))) {
                usable.add(header);
            }
        }
        return usable;
    }
}
