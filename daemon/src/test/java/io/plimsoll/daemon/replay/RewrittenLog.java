package io.plimsoll.daemon.replay;

import io.plimsoll.journal.Cursor;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.protocol.Frame;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The messages of a log, to be changed and written as another log with frames of its own, which are whole. One thread. */
public final class RewrittenLog {
    private final LogName log;
    private final List<Message> messages = new ArrayList<>();

    /**
     * One SBE message.
     *
     * @param eventNs in its frame
     * @param bytes header and body
     */
    public record Message(long eventNs, UnsafeBuffer bytes) {
        /** SBE template id. */
        public int templateId() {
            return bytes.getShort(2, ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** Reads every message of a log. */
    public RewrittenLog(final Path journal, final LogName log) {
        this.log = log;
        try (FrameLogReader reader = FrameLogs.in(journal).reader(log, Position.start())) {
            while (reader.poll((buffer, offset, length) -> {
                        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[length - Frame.HEADER_LENGTH]);
                        bytes.putBytes(0, buffer, offset + Frame.HEADER_LENGTH, bytes.capacity());
                        messages.add(new Message(Frame.eventNs(buffer, offset), bytes));
                    })
                    || !reader.atEnd(0)) {
                // to the end
            }
        }
    }

    /** What will be written, in order; may be changed. */
    public List<Message> messages() {
        return messages;
    }

    /** Writes the log into another journal. */
    public void write(final Path journal) {
        write(FrameLogs.in(journal));
    }

    /** Writes into another journal what a prune would leave: without the records up to one, those after it as they are. */
    public void writeAfter(final Cursor pruned, final Path journal) {
        messages.subList(0, (int) pruned.sequence()).clear();
        write(FrameLogs.in(journal).beginningAfter(pruned));
    }

    private void write(final FrameLogs logs) {
        try (JournalLock lock = logs.lock();
                FrameLogWriter writer = logs.writer(lock, log)) {
            for (final Message message : messages) {
                final int length = message.bytes().capacity();
                final MutableDirectBuffer claimed = writer.claim(length);
                claimed.putBytes(writer.messageOffset(), message.bytes(), 0, length);
                writer.commit(length, message.eventNs());
            }
        }
    }
}
