package io.plimsoll.journal.chronicle;

import static io.plimsoll.journal.JournalException.Kind.FAILED;

import io.plimsoll.journal.FrameChain;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalException;
import io.plimsoll.journal.LogMark;
import io.plimsoll.protocol.Frame;
import java.io.File;
import java.util.function.Consumer;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Appends in place: the claimed buffer is the mapped file, and Chronicle publishes it by setting the four bytes in front of
 * it. Owned by the first thread that appends. After any failure underneath it stays failed.
 */
final class ChronicleFrameLogWriter implements FrameLogWriter {
    private static final int MIN_MESSAGE_LENGTH = 8; // an SBE header

    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final RollCycle rollCycle;
    private final FrameChain chain;
    private final RoomAhead room;
    private final LogMark mark;
    private final Consumer<File> onNewFile;
    private final Runnable onClose;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private long lastIndex;
    private long writtenTo;
    private DocumentContext document;
    private int claimedLength;
    private RuntimeException failure;

    ChronicleFrameLogWriter(
            final SingleChronicleQueue queue,
            final FrameChain chain,
            final long lastIndex,
            final LogMark mark,
            final Consumer<File> onNewFile,
            final Runnable onClose) {
        this.queue = queue;
        this.chain = chain;
        this.lastIndex = lastIndex;
        this.room = new RoomAhead(queue.file().toPath());
        this.mark = mark;
        this.onNewFile = onNewFile;
        this.onClose = onClose;
        this.rollCycle = queue.rollCycle();
        this.appender = createAppender();
        handOver(); // opening it may be another thread's work
        mark.appended(chain.sequence());
    }

    @Override
    public MutableDirectBuffer claim(final int maxMessageLength) {
        if (maxMessageLength < MIN_MESSAGE_LENGTH || maxMessageLength > FrameLogs.MAX_MESSAGE_LENGTH) {
            throw new IllegalArgumentException("message of up to " + maxMessageLength + " bytes");
        }
        open(Frame.HEADER_LENGTH + maxMessageLength);
        return buffer;
    }

    @Override
    public int messageOffset() {
        return Frame.HEADER_LENGTH;
    }

    @Override
    public long commit(final int messageLength, final long eventNs) {
        if (document == null) {
            throw new IllegalStateException("commit without claim");
        }
        if (messageLength < MIN_MESSAGE_LENGTH || Frame.HEADER_LENGTH + messageLength > claimedLength) {
            abort();
            throw new IllegalArgumentException("message of " + messageLength + " bytes, claimed " + claimedLength);
        }
        if (eventNs < chain.eventNs()) {
            abort();
            throw new IllegalArgumentException("event time " + eventNs + " ns is before the last, " + chain.eventNs());
        }
        Frame.seal(buffer, 0, messageLength, chain.sequence() + 1, eventNs, chain.crc());
        publish(Frame.HEADER_LENGTH + messageLength);
        return chain.sequence();
    }

    @Override
    public void abort() {
        if (document != null) {
            document.rollbackOnClose();
            close(document);
        }
    }

    @Override
    public void append(final DirectBuffer source, final int offset, final int length) {
        chain.checkWhole(source, offset, length);
        chain.checkFollows(source, offset);
        open(length);
        buffer.putBytes(0, source, offset, length);
        publish(length);
    }

    @Override
    public void handOver() {
        appender.singleThreadedCheckReset();
    }

    @Override
    public long lastSequence() {
        return chain.sequence();
    }

    @Override
    public int lastCrc() {
        return chain.crc();
    }

    @Override
    public long lastEventNs() {
        return chain.eventNs();
    }

    @Override
    public void close() {
        if (!queue.isClosed()) {
            try {
                abort();
            } finally {
                queue.close();
                room.close();
                mark.close();
                onClose.run();
            }
        }
    }

    private ExcerptAppender createAppender() {
        try {
            return queue.createAppender();
        } catch (final Exception | InternalError | AssertionError e) {
            throw failed(e);
        }
    }

    private void open(final int length) {
        if (failure != null) {
            throw failure;
        }
        if (document != null) {
            throw new IllegalStateException("the last claim is still open");
        }
        try {
            takeRoom();
            document = appender.writingDocument();
            final Bytes<?> bytes = document.wire().bytes();
            buffer.wrap(bytes.addressForWrite(bytes.writePosition()), length);
            claimedLength = length;
        } catch (final Exception | InternalError | AssertionError e) {
            throw failed(e);
        }
    }

    private void takeRoom() {
        final File file = appender.currentFile();
        if (file == null || queue.cycle() != appender.cycle()) {
            room.forNewFile(chain.sequence() + 1);
        } else {
            room.behind(file, writtenTo, chain.sequence() + 1);
        }
    }

    private void publish(final int length) {
        final DocumentContext record = document;
        final long index = record.index();
        final boolean newFile = checkIndex(index);
        final Bytes<?> bytes = record.wire().bytes();
        writtenTo = bytes.writePosition() + length;
        bytes.writePosition(writtenTo);
        // Closing writes four bytes in front of the record, maybe in another piece of the mapped file: this one may be
        // unmapped then.
        final long sequence = Frame.sequence(buffer, 0);
        final int crc = Frame.crc(buffer, 0);
        final long eventNs = Frame.eventNs(buffer, 0);
        close(record);
        chain.anchor(sequence, crc, eventNs);
        lastIndex = index;
        mark.appended(sequence);
        if (newFile) {
            announce(appender.currentFile());
        }
    }

    private void announce(final File file) {
        try {
            onNewFile.accept(file);
        } catch (final RuntimeException e) {
            throw failed(e);
        }
    }

    /** Chronicle must go on right after the last record, or at the start of a later file; anything else is a second writer. */
    private boolean checkIndex(final long index) {
        if (index == lastIndex + 1 && rollCycle.toCycle(index) == rollCycle.toCycle(lastIndex)) {
            return false;
        }
        if (rollCycle.toSequenceNumber(index) == 0 && index > lastIndex) {
            return true;
        }
        abort();
        throw failed(new IllegalStateException("Chronicle would write at index 0x" + Long.toHexString(index)
                + " after 0x" + Long.toHexString(lastIndex)));
    }

    private void close(final DocumentContext open) {
        document = null;
        try {
            open.close();
        } catch (final Exception | InternalError | AssertionError e) {
            throw failed(e);
        }
    }

    private RuntimeException failed(final Throwable cause) {
        final long next = chain.sequence() + 1;
        if (cause instanceof JournalException known) {
            failure = known;
            return failure;
        }
        failure = new JournalException(FAILED, next, next, "appending to " + queue.file() + ": " + cause, cause);
        return failure;
    }
}
