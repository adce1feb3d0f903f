package io.plimsoll.daemon.replay;

import io.plimsoll.daemon.ExitCode;
import io.plimsoll.daemon.UserError;
import io.plimsoll.daemon.book.Capacities;
import io.plimsoll.daemon.chain.DiscardingSink;
import io.plimsoll.daemon.recovery.ReplayedInput;
import io.plimsoll.daemon.recovery.Snapshot;
import io.plimsoll.daemon.recovery.SnapshotHeader;
import io.plimsoll.daemon.recovery.SnapshotStore;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.protocol.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

    private final ReadableLogs logs;
    private final Stretch stretch;
    private FrameLogReader inputs;
    private JournalCapacity capacity;
    private final FrameHandler apply = this::apply;
    private final OrderSink handedOn = new HandedOn();
    private MarginEngine engine;
    private ReplayedInput applied;
    private FrameHandler before = UNSEEN;
    private OrderSink decisions = new DiscardingSink();
    private long sequence;
    private long ordersSequence;
    private long eventNs;
    private boolean isOver;

    /**
     * From the first record on.
     *
     * @param stretch only its end counts here: what an engine knows begins with the first record
     * @throws UserError JOURNAL_LOST when the first record has been pruned
     */
    public JournalReplay(final ReadableLogs logs, final Stretch stretch) {
        this(logs, stretch, List.of());
    }

    /** From the newest snapshot before the stretch that can be trusted and is of this journal; else from the first record on. */
    public static JournalReplay fromSnapshot(
            final ReadableLogs logs, final Stretch stretch, final SnapshotStore snapshots) throws IOException {
        final List<Snapshot> usable = new ArrayList<>();
        for (final long sequence : snapshots.newestFirst()) {
            if (usable.isEmpty() && sequence < stretch.fromSequence()) {
                Snapshot.load(snapshots, sequence, Capacities::newEngine).ifPresent(usable::add);
            }
        }
        return new JournalReplay(logs, stretch, usable);
    }

    private JournalReplay(final ReadableLogs logs, final Stretch stretch, final List<Snapshot> from) {
        this.logs = logs;
        this.stretch = stretch;
        for (final Snapshot snapshot : from) {
            inputs = after(snapshot.header());
            if (inputs != null) {
                capacity = JournalCapacity.of(snapshot.engine().capacity());
                take(snapshot);
                return;
            }
        }
        requireFirst(logs);
        capacity = JournalCapacity.ofOpening(logs);
        take(Snapshot.start(Capacities.newEngine(capacity.toEngine())));
        inputs = logs.reader(LogName.INPUTS, Position.start());
    }

    private static void requireFirst(final ReadableLogs logs) {
        try (FrameLogReader reader = logs.reader(LogName.INPUTS, Position.start())) {
            boolean isThere = true;
            while (isThere && !reader.poll(UNSEEN)) {
                isThere = !reader.atEnd(0);
            }
            if (isThere && reader.lastSequence() != 1) {
                throw new UserError(
                        ExitCode.JOURNAL_LOST,
                        "inputs before " + reader.lastSequence() + " have been pruned, and this replay has to begin"
                                + " with the first; see docs/operating/post-mortem.md, A pruned journal");
            }
        }
    }

    private void take(final Snapshot snapshot) {
        engine = snapshot.engine();
        sequence = snapshot.header().inputSequence();
        ordersSequence = snapshot.header().ordersSequence();
        applied = new ReplayedInput(engine, snapshot.header().rulesVersion(), handedOn);
    }

    // Null when the record that the snapshot stands at is another one here.
    private FrameLogReader after(final SnapshotHeader header) {
        final FrameLogReader reader = logs.reader(LogName.INPUTS, Position.at(header.inputSequence()));
        final boolean[] isSame = new boolean[1];
        boolean isThere = true;
        while (isThere
                && !reader.poll(
                        (buffer, offset, length) -> isSame[0] = Frame.sequence(buffer, offset) == header.inputSequence()
                                && Frame.crc(buffer, offset) == header.inputCrc())) {
            isThere = !reader.atEnd(0);
        }
        if (!isSame[0]) {
            reader.close();
        }
        return isSame[0] ? reader : null;
    }

    /**
     * A fresh engine with room for all of a stretch, for runs that are not replays.
     *
     * @throws UserError JOURNAL_LOST when the first record has been pruned
     */
    public static MarginEngine engineFor(final ReadableLogs logs, final Stretch stretch) {
        requireFirst(logs);
        return Capacities.newEngine(JournalCapacity.ofWhole(logs, stretch).toEngine());
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
        return ordersSequence;
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
