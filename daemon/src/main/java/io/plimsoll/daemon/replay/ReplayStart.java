package io.plimsoll.daemon.replay;

import io.plimsoll.daemon.book.Capacities;
import io.plimsoll.daemon.recovery.Snapshot;
import io.plimsoll.daemon.recovery.SnapshotStore;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.JournalException;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.text.EventTime;
import io.plimsoll.protocol.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where a replay begins: at the first input, or behind the input at which a snapshot stands. One replay, one thread; whoever finds
 * one closes its reader.
 *
 * @param snapshot the state there; empty before the first input
 * @param eventNs event time of the input at which it stands, 0 before the first
 * @param inputs reads on from there
 */
public record ReplayStart(Snapshot snapshot, long eventNs, FrameLogReader inputs) {
    /**
     * The newest snapshot before the stretch that can be trusted and is of this journal, else the first input. A stretch that names no
     * beginning begins with the first input, or with the oldest such snapshot where that input was pruned.
     *
     * @throws UserError JOURNAL_LOST when the stretch begins before everything that is left, naming where it may begin
     */
    public static ReplayStart find(final ReadableLogs logs, final Stretch stretch, final SnapshotStore snapshots)
            throws IOException {
        final boolean isAll = stretch.hasNoBeginning();
        final List<Long> sequences = new ArrayList<>(snapshots.newestFirst());
        if (isAll) {
            if (firstSequence(logs) <= 1) {
                return ofFirst(logs);
            }
            Collections.reverse(sequences);
        }
        for (final long sequence : sequences) {
            final ReplayStart start = isAll || sequence < stretch.fromSequence() || stretch.fromSequence() == 0
                    ? at(logs, snapshots, sequence, stretch)
                    : null;
            if (start != null) {
                return start;
            }
        }
        final long first = firstSequence(logs);
        if (first > 1) {
            throw lost(logs, snapshots, first);
        }
        return ofFirst(logs);
    }

    /**
     * The first input.
     *
     * @throws UserError JOURNAL_LOST when it was pruned
     */
    static ReplayStart first(final ReadableLogs logs) {
        final long first = firstSequence(logs);
        if (first > 1) {
            throw lost(first, "and this replay has to begin with the first");
        }
        return ofFirst(logs);
    }

    private static ReplayStart ofFirst(final ReadableLogs logs) {
        final MarginEngine engine =
                Capacities.newEngine(JournalCapacity.ofOpening(logs).toEngine());
        return new ReplayStart(Snapshot.start(engine), 0, logs.reader(LogName.INPUTS, Position.start()));
    }

    // Null when nothing can begin there: the record is gone or another one, in the stretch itself, or the snapshot is
    // not right.
    private static ReplayStart at(
            final ReadableLogs logs, final SnapshotStore snapshots, final long sequence, final Stretch stretch) {
        final FrameLogReader reader = logs.reader(LogName.INPUTS, Position.at(sequence));
        ReplayStart start = null;
        try {
            final Standing standing = standing(reader, sequence);
            if (standing != null && (stretch.hasNoBeginning() || !stretch.isReachedBy(sequence, standing.eventNs()))) {
                start = Snapshot.load(snapshots, sequence, Capacities::newEngine)
                        .filter(snapshot -> snapshot.header().inputCrc() == standing.crc())
                        .map(snapshot -> new ReplayStart(snapshot, standing.eventNs(), reader))
                        .orElse(null);
            }
            return start;
        } finally {
            if (start == null) {
                reader.close();
            }
        }
    }

    private record Standing(long eventNs, int crc) {}

    // Reads the record of this sequence; null when it is not there.
    private static Standing standing(final FrameLogReader reader, final long sequence) {
        final Standing[] found = new Standing[1];
        try {
            boolean isThere = true;
            while (isThere
                    && !reader.poll((buffer, offset, length) -> found[0] = Frame.sequence(buffer, offset) == sequence
                            ? new Standing(Frame.eventNs(buffer, offset), Frame.crc(buffer, offset))
                            : null)) {
                isThere = !reader.atEnd(0);
            }
        } catch (final JournalException e) {
            if (e.kind() != JournalException.Kind.LOST) {
                throw e;
            }
        }
        return found[0];
    }

    /** Sequence of the first input that is left, 0 for none. */
    private static long firstSequence(final ReadableLogs logs) {
        try (FrameLogReader reader = logs.reader(LogName.INPUTS, Position.start())) {
            boolean isThere = true;
            while (isThere && !reader.poll(JournalReplay.UNSEEN)) {
                isThere = !reader.atEnd(0);
            }
            return isThere ? reader.lastSequence() : 0;
        }
    }

    private static UserError lost(final ReadableLogs logs, final SnapshotStore snapshots, final long first)
            throws IOException {
        final List<Long> oldestFirst = new ArrayList<>(snapshots.newestFirst());
        Collections.reverse(oldestFirst);
        for (final long sequence : oldestFirst) {
            final ReplayStart earliest = at(logs, snapshots, sequence, Stretch.all());
            if (earliest != null) {
                earliest.inputs().close();
                return lost(
                        first,
                        "and the oldest snapshot is behind input " + sequence + ": the earliest beginning is "
                                + (sequence + 1) + ", or " + EventTime.text(earliest.eventNs() + 1));
            }
        }
        return lost(first, "and no snapshot that is right stands at one that is left");
    }

    private static UserError lost(final long first, final String why) {
        return new UserError(
                ExitCode.JOURNAL_LOST,
                "inputs before " + first + " have been pruned, " + why
                        + "; see docs/operating/post-mortem.md, A pruned journal");
    }

    /** Sequence of the last input before it, 0 for the journal's beginning. */
    public long sequence() {
        return snapshot.header().inputSequence();
    }

    /** The engine as it is there, with room for all of a stretch: for runs that are not replays. */
    public MarginEngine roomyEngine(final ReadableLogs logs, final Stretch stretch) {
        final JournalCapacity capacity = capacity();
        capacity.growBy(logs, sequence() + 1, stretch);
        final MarginEngine larger = Capacities.newEngine(capacity.toEngine());
        if (sequence() > 0) {
            Snapshot.move(snapshot.engine(), larger);
        }
        return larger;
    }

    JournalCapacity capacity() {
        return JournalCapacity.of(snapshot.engine().capacity());
    }
}
