package io.plimsoll.simulator.bug;

import io.plimsoll.daemon.chain.DiscardingSink;
import io.plimsoll.daemon.recovery.Snapshot;
import io.plimsoll.daemon.recovery.SnapshotHeader;
import io.plimsoll.daemon.recovery.SnapshotStore;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.protocol.Frame;
import io.plimsoll.simulator.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Keeps, in place of each snapshot, one that says the same of itself and whose engine has not seen the event before the marker. */
final class StaleSnapshots implements SnapshotStore {
    private final SnapshotStore store;
    private final ReadableLogs logs;

    StaleSnapshots(final SnapshotStore store, final ReadableLogs logs) {
        this.store = store;
        this.logs = logs;
    }

    @Override
    public List<Long> newestFirst() throws IOException {
        return store.newestFirst();
    }

    @Override
    public InputStream open(final long inputSequence) throws IOException {
        return store.open(inputSequence);
    }

    @Override
    public void save(final long inputSequence, final Body body, final ReadBack readBack) throws IOException {
        store.save(inputSequence, body, readBack);
        final SnapshotHeader good = Snapshot.load(store, inputSequence, StaleSnapshots::newEngine)
                .orElseThrow()
                .header();
        final MarginEngine stale = engineWithout(inputSequence - 1, inputSequence);
        final SnapshotHeader header = new SnapshotHeader(
                good.rulesVersion(),
                good.inputSequence(),
                good.inputCrc(),
                good.ordersSequence(),
                good.ordersCrc(),
                stale.stateHash());
        store.save(inputSequence, out -> Snapshot.write(header, stale, out), in -> {});
    }

    private MarginEngine engineWithout(final long left, final long last) {
        final MarginEngine engine = newEngine();
        final OrderSink nowhere = new DiscardingSink();
        try (FrameLogReader inputs = logs.reader(LogName.INPUTS, Position.start())) {
            while (inputs.lastSequence() < last) {
                inputs.poll((buffer, offset, length) -> {
                    if (Frame.sequence(buffer, offset) != left) {
                        engine.onEvent(buffer, offset, length, nowhere);
                    }
                });
            }
        }
        return engine;
    }

    private static MarginEngine newEngine() {
        return new MarginEngine(Machine.CAPACITY);
    }
}
