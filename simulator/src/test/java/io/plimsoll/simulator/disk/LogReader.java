package io.plimsoll.simulator.disk;

import static io.plimsoll.journal.JournalException.Kind.CORRUPT;
import static io.plimsoll.journal.JournalException.Kind.FORKED;
import static io.plimsoll.journal.JournalException.Kind.HOLE;

import io.plimsoll.journal.Cursor;
import io.plimsoll.journal.FrameChain;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalException;
import io.plimsoll.journal.Position;
import io.plimsoll.protocol.Frame;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Follows a simulated log with the real journal's checks. A cursor's index is the position of its record. */
final class LogReader implements FrameLogReader {
    private final SimulatedLog log;
    private final FrameCheck check;
    private final Runnable beforeRead;
    private final FrameChain chain = new FrameChain();
    private final UnsafeBuffer record =
            new UnsafeBuffer(ByteBuffer.allocateDirect(Math.min(SimulatedFile.SIZE, FrameLogs.MAX_MESSAGE_LENGTH)));
    private long lastPosition;
    private long position;

    /** @param beforeRead comes before each record is read */
    LogReader(final SimulatedLog log, final FrameCheck check, final Position from, final Runnable beforeRead) {
        this.log = log;
        this.check = check;
        this.beforeRead = beforeRead;
        chain.anchor(0, 0, 0);
        if (from instanceof Position.After after) {
            resume(after.cursor());
        } else if (from instanceof Position.At at) {
            skipTo(at.sequence());
        } else if (!(from instanceof Position.Start)) {
            throw new UnsupportedOperationException("nobody in this world reads from " + from);
        }
    }

    private void skipTo(final long sequence) {
        boolean hasMore = true;
        while (hasMore && chain.sequence() < sequence - 1) {
            hasMore = poll((buffer, offset, length) -> {});
        }
    }

    private void resume(final Cursor cursor) {
        position = cursor.index();
        chain.forget();
        final boolean isThere = poll((buffer, offset, length) -> {});
        if (!isThere || chain.sequence() != cursor.sequence() || chain.crc() != cursor.crc()) {
            throw new JournalException(FORKED, cursor.sequence(), "another record stands where the cursor points");
        }
    }

    @Override
    public boolean poll(final FrameHandler handler) {
        int length = log.word(position);
        if (length == SimulatedLog.ROLLED) {
            position = SimulatedLog.startOfNextFile(position);
            length = log.word(position);
        }
        if (length <= SimulatedLog.NOTHING) {
            return false;
        }
        beforeRead.run();
        if (!log.fits(position, length)) {
            throw new JournalException(CORRUPT, chain.sequence() + 1, "a record of " + length + " bytes");
        }
        log.load(position + SimulatedLog.WORD, record, length);
        check.check(chain, record, 0, length);
        chain.checkFollows(record, 0);
        handler.onFrame(record, 0, length);
        chain.accept(record, 0);
        lastPosition = position;
        position = SimulatedLog.after(position, length);
        return true;
    }

    @Override
    public boolean atEnd(final long committedSequence) {
        final boolean isAtEnd = log.word(position) <= SimulatedLog.NOTHING;
        if (isAtEnd && committedSequence > chain.sequence()) {
            throw new JournalException(HOLE, chain.sequence() + 1, committedSequence, "nothing can be read", null);
        }
        return isAtEnd;
    }

    @Override
    public long lastSequence() {
        return chain.sequence();
    }

    @Override
    public Cursor cursor() {
        return new Cursor(chain.sequence(), lastPosition, chain.crc());
    }

    /** The end of what was read, and the chain up to it. */
    FrameChain chain() {
        return chain;
    }

    /** Where the next record would stand. */
    long position() {
        return position;
    }

    /** Length of the record last read, frame and message. */
    int lastLength() {
        return Frame.HEADER_LENGTH + Frame.length(record, 0);
    }

    @Override
    public void close() {
        // holds nothing
    }
}
