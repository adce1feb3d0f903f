package io.plimsoll.daemon.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A journal of ten files, each with ten inputs and a decision on each: what may go, for whom it must stay. */
@Timeout(60)
class JournalPruneTest {
    private static final int FILES = 10;
    private static final int A_FILE = 10;
    private static final long FIRST_MS = 1_700_000_000_000L;
    private static final long ALL = Long.MAX_VALUE;
    private static final Instant OLD = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant LIMIT = Instant.parse("2020-01-02T00:00:00Z");

    @TempDir
    private Path dir;

    private FrameLogs logs;
    private long timeMs = FIRST_MS;

    @BeforeEach
    void writeTenFiles() throws IOException {
        logs = FrameLogs.in(dir).minUsableBytes(0).rolling(Roll.SECONDLY, () -> timeMs);
        final MessageHeaderEncoder header = new MessageHeaderEncoder();
        try (JournalLock lock = logs.lock();
                FrameLogWriter inputs = logs.writer(lock, LogName.INPUTS);
                FrameLogWriter orders = logs.writer(lock, LogName.ORDERS)) {
            for (int sequence = 1; sequence <= FILES * A_FILE; sequence++) {
                final TimerEncoder timer = new TimerEncoder()
                        .wrapAndApplyHeader(inputs.claim(64), inputs.messageOffset(), header)
                        .dueNs(sequence);
                inputs.commit(MessageHeaderEncoder.ENCODED_LENGTH + timer.encodedLength(), timeMs * 1_000_000);
                final StateHashEncoder decision = new StateHashEncoder()
                        .wrapAndApplyHeader(orders.claim(64), orders.messageOffset(), header)
                        .causeSequence(sequence);
                orders.commit(MessageHeaderEncoder.ENCODED_LENGTH + decision.encodedLength(), timeMs * 1_000_000);
                timeMs += sequence % A_FILE == 0 ? 1_000 : 0;
            }
        }
        for (final LogName log : LogName.values()) {
            for (final Path file : logs.files(log)) {
                Files.setLastModifiedTime(file, FileTime.from(OLD));
            }
        }
    }

    @Test
    void shouldKeepTheFileOfTheFirstInputThatARecoveryReads() throws IOException {
        assertEquals(files(LogName.INPUTS, 4), removable(LogName.INPUTS, 41, ALL));
        assertEquals(files(LogName.INPUTS, 4), removable(LogName.INPUTS, 50, ALL));
        assertEquals(files(LogName.INPUTS, 3), removable(LogName.INPUTS, 40, ALL));
        assertEquals(List.of(), removable(LogName.INPUTS, 10, ALL));
    }

    @Test
    void shouldKeepDecisionsThatARecoveryComparesOrABotHasNotSeen() throws IOException {
        assertEquals(files(LogName.ORDERS, 3), removable(LogName.ORDERS, 41, ALL));
        assertEquals(files(LogName.ORDERS, 4), removable(LogName.ORDERS, 42, ALL));
        assertEquals(files(LogName.ORDERS, 1), removable(LogName.ORDERS, 42, 11));
        assertEquals(List.of(), removable(LogName.ORDERS, 42, 10));
    }

    @Test
    void shouldKeepTheNewestTwoFilesOfEachLog() throws IOException {
        assertEquals(files(LogName.INPUTS, FILES - 2), removable(LogName.INPUTS, ALL, ALL));
        assertEquals(files(LogName.ORDERS, FILES - 2), removable(LogName.ORDERS, ALL, ALL));
    }

    @Test
    void shouldKeepWhatIsYoungAndEverythingAfterIt() throws IOException {
        Files.setLastModifiedTime(files(LogName.INPUTS, 3).get(2), FileTime.from(LIMIT));
        assertEquals(files(LogName.INPUTS, 2), removable(LogName.INPUTS, ALL, ALL));
    }

    @Test
    void shouldLeaveALogThatIsReadFromWhatIsNeeded() throws IOException {
        for (final Path file : removable(LogName.INPUTS, 41, ALL)) {
            Files.delete(file);
        }
        assertEquals(
                60, logs.walk(LogName.INPUTS, (buffer, offset, length) -> {}).records());
    }

    private List<Path> removable(final LogName log, final long neededInput, final long neededOrder) throws IOException {
        return new JournalPrune(logs, neededInput, neededOrder, LIMIT).removable(log);
    }

    private List<Path> files(final LogName log, final int count) {
        return logs.files(log).stream().sorted().limit(count).toList();
    }
}
