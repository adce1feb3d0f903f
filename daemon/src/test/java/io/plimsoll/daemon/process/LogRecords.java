package io.plimsoll.daemon.process;

import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.protocol.Frame;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The records of a log, frame and message, each read back and checked by the journal's own reader. */
final class LogRecords {
    private LogRecords() {}

    /** All there are; the log may belong to a living daemon. */
    static List<DirectBuffer> of(final Path journal, final LogName log) {
        final List<DirectBuffer> records = new ArrayList<>();
        try (FrameLogReader reader = FrameLogs.in(journal).reader(log, Position.start())) {
            do {
                while (reader.poll((buffer, offset, length) -> records.add(copy(buffer, offset, length)))) {
                    // on
                }
            } while (!reader.atEnd(0));
        }
        return records;
    }

    static DirectBuffer copy(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return new UnsafeBuffer(bytes);
    }

    /** Where two lists of records differ first, told for people; empty when they do not. */
    static String firstDifference(final List<DirectBuffer> one, final List<DirectBuffer> other) {
        final int common = Math.min(one.size(), other.size());
        for (int i = 0; i < common; i++) {
            if (!one.get(i).equals(other.get(i))) {
                return "record " + (i + 1) + " of " + one.size() + " and " + other.size() + ": " + tell(one.get(i))
                        + " is not " + tell(other.get(i));
            }
        }
        return one.size() == other.size() ? "" : one.size() + " records are not " + other.size();
    }

    private static String tell(final DirectBuffer record) {
        return "template " + Frame.templateId(record, 0) + ", sequence " + Frame.sequence(record, 0) + ", at "
                + Frame.eventNs(record, 0) + " ns, " + record.capacity() + " bytes";
    }
}
