package io.plimsoll.daemon.integrity;

import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Roll;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.StateHashEncoder;
import io.plimsoll.protocol.codec.TimerEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** Writes a journal of ten files a log, each with ten inputs and a decision on each. */
public final class RolledJournal {
    /** Files of each log. */
    public static final int FILES = 10;
    /** When each was written to last, as the file system has it. */
    public static final Instant WRITTEN = Instant.parse("2020-01-01T00:00:00Z");

    private static final int A_FILE = 10;
    private static final long FIRST_MS = 1_700_000_000_000L;

    private RolledJournal() {}

    /** Writes it. */
    public static FrameLogs write(final Path dir) throws IOException {
        final long[] timeMs = {FIRST_MS};
        final FrameLogs logs = FrameLogs.in(dir).minUsableBytes(0).rolling(Roll.SECONDLY, () -> timeMs[0]);
        final MessageHeaderEncoder header = new MessageHeaderEncoder();
        try (JournalLock lock = logs.lock();
                FrameLogWriter inputs = logs.writer(lock, LogName.INPUTS);
                FrameLogWriter orders = logs.writer(lock, LogName.ORDERS)) {
            for (int sequence = 1; sequence <= FILES * A_FILE; sequence++) {
                final TimerEncoder timer = new TimerEncoder()
                        .wrapAndApplyHeader(inputs.claim(64), inputs.messageOffset(), header)
                        .dueNs(sequence);
                inputs.commit(MessageHeaderEncoder.ENCODED_LENGTH + timer.encodedLength(), timeMs[0] * 1_000_000);
                final StateHashEncoder decision = new StateHashEncoder()
                        .wrapAndApplyHeader(orders.claim(64), orders.messageOffset(), header)
                        .causeSequence(sequence);
                orders.commit(MessageHeaderEncoder.ENCODED_LENGTH + decision.encodedLength(), timeMs[0] * 1_000_000);
                timeMs[0] += sequence % A_FILE == 0 ? 1_000 : 0;
            }
        }
        for (final LogName log : LogName.values()) {
            for (final Path file : logs.files(log)) {
                Files.setLastModifiedTime(file, FileTime.from(WRITTEN));
            }
        }
        return logs;
    }
}
