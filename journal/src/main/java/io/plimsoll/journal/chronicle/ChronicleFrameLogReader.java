package io.plimsoll.journal.chronicle;

import static io.plimsoll.journal.JournalException.Kind.DENIED;
import static io.plimsoll.journal.JournalException.Kind.FAILED;
import static io.plimsoll.journal.JournalException.Kind.HOLE;
import static io.plimsoll.journal.JournalException.Kind.LOST;

import io.plimsoll.journal.Cursor;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.JournalException;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.ReadLimit;
import io.plimsoll.protocol.Frame;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/**
 * A strictly read-only tailer that checks what Chronicle does not: that each record is whole and is the next one. After a
 * prune Chronicle skips silently, and at a hole it waits for ever. Owned by the first thread that polls.
 */
final class ChronicleFrameLogReader implements FrameLogReader {
    private final ChronicleLog log;
    private final Position from;
    private final ReadLimit limit;
    private final long deliverFrom;
    private final Patience patience = new Patience();
    private SingleChronicleQueue queue;
    private CheckedTailer tailer;
    private WriterMark mark;
    private boolean placed;
    private boolean isHeldBack;
    private JournalException damage;

    ChronicleFrameLogReader(final ChronicleLog log, final Position from, final ReadLimit limit) {
        this.log = log;
        this.from = from;
        this.limit = limit;
        this.deliverFrom = from instanceof Position.At at ? at.sequence() : 0;
    }

    @Override
    public boolean poll(final FrameHandler handler) {
        final int length = show();
        if (length == RecordTailer.NONE) {
            return false;
        }
        boolean processed = false;
        try {
            handler.onFrame(tailer.buffer(), 0, length);
            processed = true;
        } finally {
            if (processed) {
                tailer.take();
            } else {
                tailer.keep();
            }
        }
        return true;
    }

    @Override
    public boolean atEnd(final long committedSequence) {
        final int length = show();
        if (length != RecordTailer.NONE) {
            tailer.keep();
            return false;
        }
        return isHeldBack ? committedSequence <= lastSequence() : placed && hasReached(committedSequence);
    }

    @Override
    public long lastSequence() {
        return tailer == null ? 0 : tailer.chain().sequence();
    }

    @Override
    public Cursor cursor() {
        return tailer == null
                ? new Cursor(0, 0, 0)
                : new Cursor(
                        tailer.chain().sequence(),
                        tailer.records().lastIndex(),
                        tailer.chain().crc());
    }

    @Override
    public void close() {
        limit.close();
        if (queue != null) {
            queue.close();
        }
    }

    /** Shows the next record to deliver, checked; {@link RecordTailer#NONE} if there is none. */
    private int show() {
        if (damage != null) {
            throw damage;
        }
        try {
            return placed || place() ? nextToDeliver() : RecordTailer.NONE;
        } catch (final JournalException e) {
            rethrowUnlessPassing(e);
            return RecordTailer.NONE;
        }
    }

    private void rethrowUnlessPassing(final JournalException e) {
        // a log in the making and a roll can deny or fail for a moment, and a committed record not show
        final boolean isInTheMaking = lastSequence() == 0;
        final boolean mayPass = e.kind() == DENIED || e.kind() == HOLE || (isInTheMaking && e.kind() == FAILED);
        if (mayPass && !patience.isOver()) {
            return;
        }
        final JournalException told = e.in(log.directory());
        if (e.kind() != LOST) {
            damage = told;
        }
        throw told;
    }

    private boolean place() {
        if (!patience.isTimeToLook()) {
            return false;
        }
        if (queue == null) {
            if (!log.isThere()) {
                return false;
            }
            queue = log.openForReading();
            tailer = new CheckedTailer(log, new RecordTailer(queue));
            mark = new WriterMark(queue);
        }
        try {
            placed = new StartFinder(queue, mark, tailer).place(from);
        } catch (final JournalException e) {
            placed = e.kind() == LOST;
            throw e;
        }
        return placed;
    }

    private int nextToDeliver() {
        int length = tailer.next();
        while (length != RecordTailer.NONE && Frame.sequence(tailer.buffer(), 0) < deliverFrom) {
            tailer.take();
            length = tailer.next();
        }
        if (length == RecordTailer.NONE) {
            isHeldBack = false;
            return length;
        }
        patience.restore();
        isHeldBack = Frame.sequence(tailer.buffer(), 0) > limit.lastSequence();
        if (isHeldBack) {
            tailer.keep();
            return RecordTailer.NONE;
        }
        return length;
    }

    private boolean hasReached(final long committedSequence) {
        try {
            final long next = lastSequence() + 1;
            final RecordTailer records = tailer.records();
            if (committedSequence >= next || !mark.isReachedBy(records.lastCycle(), records.lastPosition())) {
                throw new JournalException(
                        HOLE, next, Math.max(next, committedSequence), "committed, but unreachable", null);
            }
            patience.restore();
            return true;
        } catch (final JournalException e) {
            rethrowUnlessPassing(e);
            return false;
        }
    }
}
