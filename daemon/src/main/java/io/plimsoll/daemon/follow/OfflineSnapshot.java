package io.plimsoll.daemon.follow;

import io.plimsoll.daemon.book.Capacities;
import io.plimsoll.daemon.recovery.Recovery;
import io.plimsoll.daemon.recovery.Snapshot;
import io.plimsoll.daemon.recovery.SnapshotFolder;
import io.plimsoll.daemon.recovery.SnapshotHeader;
import io.plimsoll.daemon.recovery.SnapshotStore;
import io.plimsoll.daemon.run.DaemonConfig;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.journal.Force;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.LogSync;
import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.util.function.Supplier;

/** Writes a snapshot at the very end of a journal that nobody else writes, after recovering it as a start would. Stateless. */
public final class OfflineSnapshot {
    private OfflineSnapshot() {}

    /**
     * Writes it.
     *
     * @return the last input in it
     * @throws UserError what a start would be refused for, or an empty journal
     */
    public static long write(final DaemonConfig config) throws IOException {
        final FrameLogs logs = FrameLogs.in(config.journalDir()).minUsableBytes(config.minUsableBytes());
        return write(
                logs,
                new SnapshotFolder(config.journalDir(), config.snapshots().kept()),
                () -> Capacities.newEngine(config.capacity(), config.finder()));
    }

    /** The same with each part given. */
    public static long write(final FrameLogs logs, final SnapshotStore snapshots, final Supplier<MarginEngine> engines)
            throws IOException {
        try (JournalLock lock = logs.lock();
                FrameLogWriter inputs = logs.writer(lock, LogName.INPUTS);
                FrameLogWriter orders = logs.writer(lock, LogName.ORDERS);
                LogSync inputsSync = logs.sync(LogName.INPUTS, Force.DISK);
                LogSync ordersSync = logs.sync(LogName.ORDERS, Force.DISK)) {
            if (inputs.lastSequence() == 0) {
                throw new UserError("the journal is empty: there is nothing to take a snapshot of");
            }
            inputsSync.sync(); // no order may outlive its cause
            final MarginEngine engine =
                    new Recovery(logs, inputs, orders, snapshots).run(engines).engine();
            final SnapshotHeader header = new SnapshotHeader(
                    MarginEngine.RULES_VERSION,
                    inputs.lastSequence(),
                    inputs.lastCrc(),
                    orders.lastSequence(),
                    orders.lastCrc(),
                    engine.stateHash());
            ordersSync.sync(); // nor a snapshot the orders before it
            snapshots.save(
                    inputs.lastSequence(),
                    out -> Snapshot.write(header, engine, out),
                    Snapshot.readBack(header, room -> engines.get()));
            return inputs.lastSequence();
        }
    }
}
