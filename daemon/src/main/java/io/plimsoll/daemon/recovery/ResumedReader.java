package io.plimsoll.daemon.recovery;

import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.protocol.Frame;
import java.util.Optional;

/** Opens a log behind the record at which a snapshot stands, after making sure that it is that record. Stateless. */
public final class ResumedReader {
    private ResumedReader() {}

    /**
     * The reader, or empty when the log has another record there.
     *
     * @param sequence of the record, which must be committed; 0: the log's start
     * @param crc CRC32C of the record
     */
    public static Optional<FrameLogReader> open(
            final ReadableLogs logs, final LogName log, final long sequence, final int crc) {
        final FrameLogReader reader = logs.reader(log, Position.at(Math.max(1, sequence)));
        final boolean[] isSame = {sequence == 0};
        try {
            while (reader.lastSequence() < sequence
                    && !reader.poll((buffer, offset, length) -> isSame[0] = Frame.crc(buffer, offset) == crc)) {
                reader.atEnd(sequence);
            }
        } catch (final RuntimeException e) {
            reader.close();
            throw e;
        }
        if (isSame[0]) {
            return Optional.of(reader);
        }
        reader.close();
        return Optional.empty();
    }
}
