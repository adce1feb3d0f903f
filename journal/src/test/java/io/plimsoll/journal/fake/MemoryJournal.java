package io.plimsoll.journal.fake;

import io.plimsoll.journal.Cursor;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.JournalException;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.protocol.Frame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** Both logs in memory, to be cut and altered. Readers and writers check as the real ones do. Single-threaded. */
public final class MemoryJournal implements ReadableLogs {
    private final Map<LogName, List<byte[]>> records = new EnumMap<>(LogName.class);

    public MemoryJournal() {
        for (final LogName log : LogName.values()) {
            records.put(log, new ArrayList<>());
        }
    }

    /** A copy that can be damaged. */
    public MemoryJournal copy() {
        final MemoryJournal copy = new MemoryJournal();
        records.forEach((log, from) -> from.forEach(record -> copy.of(log).add(record.clone())));
        return copy;
    }

    /** Records of a log, sequence 1 first. */
    public List<byte[]> of(final LogName log) {
        return records.get(log);
    }

    /** Keeps the first records only. */
    public void cut(final LogName log, final int kept) {
        of(log).subList(kept, of(log).size()).clear();
    }

    /** Changes a byte of a record's message and seals the rest of the log anew, as somebody who rewrote it would. */
    public void alter(final LogName log, final int sequence, final int at) {
        final List<byte[]> old = new ArrayList<>(of(log));
        old.get(sequence - 1)[Frame.HEADER_LENGTH + at] ^= 1;
        of(log).clear();
        try (FrameLogWriter writer = writer(log)) {
            for (final byte[] record : old) {
                final UnsafeBuffer from = new UnsafeBuffer(record);
                final int length = record.length - Frame.HEADER_LENGTH;
                writer.claim(length).putBytes(writer.messageOffset(), record, Frame.HEADER_LENGTH, length);
                writer.commit(length, Frame.eventNs(from, 0));
            }
        }
    }

    /** Appends to what the log holds now. */
    public FrameLogWriter writer(final LogName log) {
        return new MemoryLogWriter(of(log));
    }

    @Override
    public FrameLogReader reader(final LogName log, final Position from) {
        return new Reader(of(log), from instanceof Position.At at ? at.sequence() : 1);
    }

    private static final class Reader implements FrameLogReader {
        private final List<byte[]> records;
        private int next;

        Reader(final List<byte[]> records, final long from) {
            this.records = records;
            this.next = (int) from - 1;
        }

        @Override
        public boolean poll(final FrameHandler handler) {
            if (next >= records.size()) {
                return false;
            }
            final byte[] record = records.get(next);
            final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(record.length));
            buffer.putBytes(0, record);
            handler.onFrame(buffer, 0, record.length);
            next++;
            return true;
        }

        @Override
        public boolean atEnd(final long committedSequence) {
            if (committedSequence > next && next >= records.size()) {
                throw new JournalException(JournalException.Kind.HOLE, next + 1, "committed, but unreachable");
            }
            return next >= records.size();
        }

        @Override
        public long lastSequence() {
            return next;
        }

        @Override
        public Cursor cursor() {
            return new Cursor(next, 0, next == 0 ? 0 : Frame.crc(new UnsafeBuffer(records.get(next - 1)), 0));
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
