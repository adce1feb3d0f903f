package io.plimsoll.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.journal.JournalException.Kind;
import io.plimsoll.protocol.Frame;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FrameLogTest {
    private final Records records = new Records();
    private FrameLogs logs;
    private JournalLock lock;

    @BeforeEach
    void lockJournal(@TempDir final Path dir) {
        logs = FrameLogs.in(dir.resolve("journal"));
        lock = logs.lock();
    }

    @AfterEach
    void release() {
        lock.close();
    }

    @Test
    void shouldReadBackWhatWasWritten() {
        try (FrameLogWriter writer = logs.writer(lock, LogName.INPUTS)) {
            records.append(writer, 1_000);
            assertEquals(1_000, writer.lastSequence());
            assertEquals(Records.eventNs(1_000), writer.lastEventNs());
        }
        final ReadBack all = readAll(Position.start());
        assertEquals(1, all.first);
        assertEquals(1_000, all.last);
    }

    @Test
    void shouldContinueTheChainAfterReopening() {
        for (int run = 1; run <= 3; run++) {
            try (FrameLogWriter writer = logs.writer(lock, LogName.INPUTS)) {
                assertEquals((run - 1) * 10L, writer.lastSequence());
                records.append(writer, 10);
            }
        }
        assertEquals(30, readAll(Position.start()).count);
    }

    @Test
    void shouldKeepTheTwoLogsApart() {
        try (FrameLogWriter inputs = logs.writer(lock, LogName.INPUTS);
                FrameLogWriter orders = logs.writer(lock, LogName.ORDERS)) {
            records.append(inputs, 5);
            records.append(orders, 2);
            records.append(inputs, 1);
        }
        try (FrameLogReader reader = logs.reader(LogName.ORDERS, Position.start())) {
            assertEquals(2, new ReadBack().drainToEnd(reader, 2).last);
        }
        assertEquals(6, readAll(Position.start()).last);
    }

    @Test
    void shouldNotShowAnAbortedOrRefusedRecord() {
        try (FrameLogWriter writer = logs.writer(lock, LogName.INPUTS)) {
            writer.abort(); // nothing is claimed: no effect
            writer.claim(60_000).setMemory(0, 60_000, (byte) 0xFF); // dirt that the next records must not be taken for
            writer.abort();
            records.append(writer);
            writer.claim(500).setMemory(0, 500, (byte) 0xFF);
            assertThrows(IllegalArgumentException.class, () -> writer.commit(501, Records.eventNs(2)));
            writer.claim(100);
            assertThrows(IllegalArgumentException.class, () -> writer.commit(50, Records.eventNs(0)), "time goes back");
            records.append(writer);
            writer.claim(500).setMemory(0, 500, (byte) 0xFF);
        } // closed over an open claim
        assertEquals(2, readAll(Position.start()).last);
    }

    @Test
    void shouldRefuseMisuse() {
        try (FrameLogWriter writer = logs.writer(lock, LogName.INPUTS)) {
            assertThrows(IllegalStateException.class, () -> writer.commit(8, 1));
            assertThrows(IllegalArgumentException.class, () -> writer.claim(7));
            assertThrows(IllegalArgumentException.class, () -> writer.claim(FrameLogs.MAX_MESSAGE_LENGTH + 1));
            writer.claim(8);
            assertThrows(IllegalStateException.class, () -> writer.claim(8));
        }
    }

    @Test
    void shouldBelongToOneThreadUntilItIsHandedOver() {
        try (FrameLogWriter writer = logs.writer(lock, LogName.INPUTS)) {
            records.append(writer);
            writer.handOver();
            CompletableFuture.runAsync(() -> records.append(writer, 2)).join();
            assertEquals(3, writer.lastSequence());
        }
        try (FrameLogWriter writer = logs.writer(lock, LogName.INPUTS)) {
            records.append(writer);
            final CompletableFuture<Void> other = CompletableFuture.runAsync(() -> records.append(writer));
            assertInstanceOf(
                    JournalException.class,
                    assertThrows(CompletionException.class, other::join).getCause());
        }
        assertEquals(4, readAll(Position.start()).last);
    }

    @Test
    void shouldAppendSealedRecordsOnlyInSequence() {
        final UnsafeBuffer sealed = new UnsafeBuffer(new byte[256]);
        try (FrameLogWriter writer = logs.writer(lock, LogName.INPUTS)) {
            for (int sequence = 1; sequence <= 3; sequence++) {
                writer.append(sealed, 16, seal(sealed, 16, sequence, writer.lastCrc()));
            }
            final int crc = writer.lastCrc();
            assertRefused(Kind.GAP, writer, sealed, seal(sealed, 16, 5, crc));
            assertRefused(Kind.OUT_OF_ORDER, writer, sealed, seal(sealed, 16, 3, crc));
            assertRefused(Kind.CORRUPT, writer, sealed, seal(sealed, 16, 4, crc + 1));
            final int length = seal(sealed, 16, 4, crc);
            sealed.putByte(70, (byte) (sealed.getByte(70) ^ 1));
            assertRefused(Kind.CORRUPT, writer, sealed, length);
            writer.append(sealed, 16, seal(sealed, 16, 4, crc));
        }
        assertEquals(4, readAll(Position.start()).last);
    }

    @Test
    void shouldCarryRecordsOfAnyLength() {
        final long[] lengths = {8, 9, 11, 100, 4_096, FrameLogs.MAX_MESSAGE_LENGTH};
        try (FrameLogWriter writer = logs.writer(lock, LogName.INPUTS)) {
            for (final long length : lengths) {
                writer.claim((int) length).setMemory(writer.messageOffset(), (int) length, (byte) length);
                writer.commit((int) length, 1);
            }
        }
        final List<Integer> seen = new ArrayList<>();
        try (FrameLogReader reader = logs.reader(LogName.INPUTS, Position.start())) {
            while (reader.poll((buffer, offset, length) -> {
                assertEquals((byte) Frame.length(buffer, offset), buffer.getByte(offset + length - 1));
                seen.add(length - Frame.HEADER_LENGTH);
            })) {
                assertEquals(seen.size(), reader.lastSequence());
            }
        }
        assertEquals(List.of(8, 9, 11, 100, 4_096, FrameLogs.MAX_MESSAGE_LENGTH), seen);
    }

    @Test
    void shouldDeliverAgainWhatTheHandlerFailedOn() {
        try (FrameLogWriter writer = logs.writer(lock, LogName.INPUTS);
                FrameLogReader reader = logs.reader(LogName.INPUTS, Position.start())) {
            records.append(writer, 2);
            final ReadBack readBack = new ReadBack();
            assertTrue(reader.poll(readBack));
            final RuntimeException mine = new RuntimeException("not ready");
            assertEquals(
                    mine,
                    assertThrows(
                            RuntimeException.class,
                            () -> reader.poll((buffer, offset, length) -> {
                                throw mine;
                            })));
            assertEquals(1, reader.cursor().sequence());
            assertFalse(reader.atEnd(0));
            assertTrue(reader.poll(readBack));
            assertTrue(reader.atEnd(2));
            assertEquals(2, readBack.last);
        }
    }

    private void assertRefused(
            final Kind kind, final FrameLogWriter writer, final UnsafeBuffer sealed, final int length) {
        assertEquals(
                kind,
                assertThrows(JournalException.class, () -> writer.append(sealed, 16, length))
                        .kind());
    }

    private int seal(final UnsafeBuffer buffer, final int offset, final long sequence, final int previousCrc) {
        final int length = records.encodeTick(buffer, offset + Frame.HEADER_LENGTH, sequence);
        Frame.seal(buffer, offset, length, sequence, Records.eventNs(sequence), previousCrc);
        return Frame.HEADER_LENGTH + length;
    }

    private ReadBack readAll(final Position from) {
        try (FrameLogReader reader = logs.reader(LogName.INPUTS, from)) {
            return new ReadBack().drainToEnd(reader, 0);
        }
    }
}
