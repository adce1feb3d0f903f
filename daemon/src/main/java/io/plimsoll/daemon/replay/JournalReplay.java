package io.plimsoll.daemon.replay;

import io.plimsoll.daemon.book.Capacities;
import io.plimsoll.daemon.chain.DiscardingSink;
import io.plimsoll.daemon.recovery.ReplayedInput;
import io.plimsoll.daemon.recovery.Snapshot;
import io.plimsoll.daemon.recovery.SnapshotStore;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.Frame;
import java.io.IOException;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Takes a fresh engine through {@code inputs}, one record after another, on the caller's thread: the state before and after any
 * record, and every decision again. Needs the journal alone; records are read once and checked once. Damage is thrown as the
 * journal's own exception, after everything before it was applied; other rules and inputs that throw as recovery tells them.
 */
public final class JournalReplay implements AutoCloseable {
    /** For callers that look at no record. */
    public static final FrameHandler UNSEEN = (buffer, offset, length) -> {};

    private final Stretch stretch;
    private final ReplayStart start;
    private final FrameLogReader inputs;
    private final JournalCapacity capacity;
    private final FrameHandler apply = this::apply;
    private final OrderSink handedOn = new HandedOn();
    private MarginEngine engine;
    private final ReplayedInput applied;
    private FrameHandler before = UNSEEN;
    private OrderSink decisions = new DiscardingSink();
    private long sequence;
    private long eventNs;
    private boolean isOver;

    /**
     * From the first record on.
     *
     * @param stretch only its end counts here: what an engine knows begins with the first record
     * @throws UserError JOURNAL_LOST when the first record has been pruned
     */
    public JournalReplay(final ReadableLogs logs, final Stretch stretch) {
        this(stretch, ReplayStart.first(logs));
    }

    /** From where {@link ReplayStart#find} says. */
    public static JournalReplay fromSnapshot(
            final ReadableLogs logs, final Stretch stretch, final SnapshotStore snapshots) throws IOException {
        return new JournalReplay(stretch, ReplayStart.find(logs, stretch, snapshots));
    }

    private JournalReplay(final Stretch stretch, final ReplayStart start) {
        this.stretch = stretch;
        this.start = start;
        inputs = start.inputs();
        capacity = start.capacity();
        engine = start.snapshot().engine();
        sequence = start.sequence();
        eventNs = start.eventNs();
        applied = new ReplayedInput(engine, start.snapshot().header().rulesVersion(), handedOn);
    }

    /** Sequence of the last input of the snapshot that it began with, 0 when it began with the first input. */
    public long snapshot() {
        return start.sequence();
    }

    /**
     * Applies the next record of the stretch.
     *
     * @param seen shown the record while the engine does not know it yet
     * @param sink gets what the engine decides on it
     * @return false when there is none
     */
    public boolean next(final FrameHandler seen, final OrderSink sink) {
        before = seen;
        decisions = sink;
        while (!isOver && !inputs.poll(apply)) {
            isOver = inputs.atEnd(0);
        }
        return !isOver;
    }

    /** Applies every record of the stretch that is left. */
    public void finish(final FrameHandler seen, final OrderSink sink) {
        while (next(seen, sink)) {
            // to the end
        }
    }

    /** The engine as it is after the last record applied; another one after a record that asked for more room. */
    public MarginEngine engine() {
        return engine;
    }

    /** Sequence of the last record applied, 0 before the first. */
    public long sequence() {
        return sequence;
    }

    /** Sequence in {@code orders} of the last decision before the first record to apply. */
    public long ordersBefore() {
        return start.snapshot().header().ordersSequence();
    }

    /** Event time of the last record applied, 0 before the first. */
    public long eventNs() {
        return eventNs;
    }

    private void apply(final DirectBuffer buffer, final int offset, final int length) {
        final long recordSequence = Frame.sequence(buffer, offset);
        final long recordNs = Frame.eventNs(buffer, offset);
        if (stretch.isPassedBy(recordSequence, recordNs)) {
            isOver = true;
            return;
        }
        if (capacity.grows(buffer, offset)) {
            goOnWithMoreRoom();
        }
        before.onFrame(buffer, offset, length);
        applied.onFrame(buffer, offset, length);
        sequence = recordSequence;
        eventNs = recordNs;
    }

    // A run with larger limits follows the first, and arrays do not grow.
    private void goOnWithMoreRoom() {
        final MarginEngine larger = Capacities.newEngine(capacity.toEngine());
        Snapshot.move(engine, larger);
        engine = larger;
        applied.engine(larger);
    }

    /** The sink of the call in progress. */
    private final class HandedOn implements OrderSink {
        @Override
        public MutableDirectBuffer claim(final int maxLength) {
            return decisions.claim(maxLength);
        }

        @Override
        public int messageOffset() {
            return decisions.messageOffset();
        }

        @Override
        public void commit(final int length, final long causeNs) {
            decisions.commit(length, causeNs);
        }
    }

    @Override
    public void close() {
        inputs.close();
    }
}
