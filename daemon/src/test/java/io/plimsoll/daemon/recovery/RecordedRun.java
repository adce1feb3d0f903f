package io.plimsoll.daemon.recovery;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.engine.differential.EventGenerator;
import io.plimsoll.engine.differential.InputRecords;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.fake.MemoryJournal;
import io.plimsoll.protocol.codec.SnapshotRequestedEncoder;
import java.io.IOException;
import org.agrona.MutableDirectBuffer;

/** A run as a daemon would have journaled it, with snapshots taken on the way. Single-threaded. */
public final class RecordedRun {
    private final MemoryJournal journal = new MemoryJournal();
    private final MemorySnapshots snapshots = new MemorySnapshots();
    private final MarginEngine engine = newEngine();
    private final InputRecords records = new InputRecords();
    private final FrameLogWriter log = journal.writer(LogName.INPUTS);
    private final FrameLogWriter orders = journal.writer(LogName.ORDERS);
    private final OrderSink sink = new Sink(orders);

    /** @param snapshotEvery inputs between two snapshots; the last stands well before the end */
    public RecordedRun(final long seed, final int inputs, final int snapshotEvery) throws IOException {
        final NaiveMarginEngine oracle = new NaiveMarginEngine();
        final EventGenerator generator = new EventGenerator(seed, oracle.state());
        for (int input = 1; input <= inputs; input++) {
            generator.next(records);
            generator.observe(oracle.onEvent(records.buffer(), records.offset(), records.length()));
            apply();
            if (input % snapshotEvery == 0 && input + snapshotEvery / 2 < inputs) {
                snapshot();
            }
        }
    }

    /** An operator wants a snapshot: two more inputs, the request and its marker. */
    public void snapshotRequested() {
        records.record((buffer, at, header) -> new SnapshotRequestedEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .operatorName("ada")
                .reason("before the upgrade")
                .encodedLength());
        apply();
        records.marker(1);
        apply();
    }

    private void apply() {
        log.append(records.buffer(), records.offset(), records.length());
        engine.onEvent(records.buffer(), records.offset(), records.length(), sink);
    }

    private void snapshot() throws IOException {
        final SnapshotHeader header = new SnapshotHeader(
                MarginEngine.RULES_VERSION,
                log.lastSequence(),
                log.lastCrc(),
                orders.lastSequence(),
                orders.lastCrc(),
                engine.stateHash());
        snapshots.save(log.lastSequence(), out -> Snapshot.write(header, engine, out), in -> {});
    }

    public static MarginEngine newEngine() {
        return new MarginEngine(new EngineCapacity(1_000, 20_000, 20_000, 200, 200)); // above all that is generated
    }

    public MemoryJournal journal() {
        return journal;
    }

    public MemorySnapshots snapshots() {
        return snapshots;
    }

    public long stateHash() {
        return engine.stateHash();
    }

    private record Sink(FrameLogWriter orders) implements OrderSink {
        @Override
        public MutableDirectBuffer claim(final int maxLength) {
            return orders.claim(maxLength);
        }

        @Override
        public int messageOffset() {
            return orders.messageOffset();
        }

        @Override
        public void commit(final int length, final long eventNs) {
            orders.commit(length, eventNs);
        }
    }
}
