package io.plimsoll.daemon.follow;

import io.plimsoll.daemon.recovery.OutputCause;
import io.plimsoll.daemon.recovery.SnapshotHeader;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.Quarantine;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.protocol.Frame;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The decisions that {@code orders} holds on inputs that were put in quarantine afterwards: they keep their place, and no engine makes them
 * again. A quarantine wants the daemon stopped, so whatever there is of them was written before a follower starts. One thread.
 */
final class QuarantinedDecisions implements AutoCloseable {
    private final Quarantine quarantine;
    private final long lastQuarantined;
    private final FrameLogReader orders;
    private final Long2ObjectHashMap<Link> links = new Long2ObjectHashMap<>();
    private boolean isComplete;

    /**
     * One decision's place in the chain.
     *
     * @param previousCrc CRC32C of the record before it
     * @param crc its own
     */
    record Link(int previousCrc, int crc) {}

    /** @param from where the following begins */
    QuarantinedDecisions(final ReadableLogs logs, final SnapshotHeader from) {
        quarantine = logs.quarantine();
        orders = logs.reader(LogName.ORDERS, Position.at(from.ordersSequence() + 1));
        lastQuarantined = quarantine.lastSequence();
        isComplete = lastQuarantined <= from.inputSequence();
    }

    /** Whether all of them are known; before, nothing may be followed. */
    boolean isComplete() {
        return isComplete;
    }

    /**
     * Looks at one decision more.
     *
     * @return false when there is nothing to look at yet
     */
    boolean poll() {
        final boolean hasPolled = orders.poll(this::look);
        if (!hasPolled && orders.atEnd(0)) {
            isComplete = true;
        }
        return hasPolled || isComplete;
    }

    private void look(final DirectBuffer buffer, final int offset, final int length) {
        final long cause = OutputCause.of(buffer, offset);
        if (quarantine.holds(cause)) {
            links.put(
                    Frame.sequence(buffer, offset),
                    new Link(Frame.previousCrc(buffer, offset), Frame.crc(buffer, offset)));
        }
        isComplete = cause > lastQuarantined;
    }

    /** The one that has this place in {@code orders}; null when the decision there is no such. */
    Link at(final long sequence) {
        return links.get(sequence);
    }

    @Override
    public void close() {
        orders.close();
    }
}
