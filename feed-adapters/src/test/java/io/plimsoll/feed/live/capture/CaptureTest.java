package io.plimsoll.feed.live.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CaptureTest {
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long FIVE_PM = 1_796_058_000_000_000_000L; // 2026-11-30T17:00Z

    @TempDir
    Path directory;

    private final List<String> notices = new CopyOnWriteArrayList<>();

    private CaptureWriter open() {
        return new CaptureWriter(directory, "pyth", 10_000, 0, notices::add);
    }

    private static void frame(final CaptureWriter writer, final long atNs, final String text) {
        final byte[] bytes = ("..." + text).getBytes(UTF_8);
        writer.frame(3, atNs, bytes, 3, bytes.length - 3);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<String> read(final CaptureReader reader) throws IOException {
        final List<String> records = new ArrayList<>();
        while (reader.next()) {
            final String body = switch (reader.kind()) {
                case FRAME, CLOSED -> new String(reader.bytes(), reader.offset(), reader.length(), UTF_8);
                case OPENED -> String.valueOf(reader.origin());
                case LOST -> String.valueOf(reader.lost());
            };
            records.add(reader.kind() + " " + reader.connection() + " " + (reader.atNs() - FIVE_PM) + " " + body);
        }
        return records;
    }

    private List<String> read(final String file) throws IOException {
        try (CaptureReader reader = new CaptureReader(directory.resolve(file))) {
            final List<String> records = read(reader);
            reader.defect().ifPresent(records::add);
            return records;
        }
    }

    private static void await(final BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
            assertFalse(Thread.currentThread().isInterrupted(), "what was waited for never came");
        }
    }

    @Test
    void shouldKeepEverythingAsItCame() throws IOException {
        try (CaptureWriter writer = open()) {
            writer.opened(3, 1, FIVE_PM);
            frame(writer, FIVE_PM + 1, "{\"price\":\"\u20ac\"}");
            frame(writer, FIVE_PM + 2, "");
            frame(writer, FIVE_PM + 3, "x".repeat(10_000));
            writer.closed(3, FIVE_PM + 4, "gone");
        }
        assertEquals(List.of("pyth-20261130T17-001.capture"), files());
        assertEquals(
                List.of(
                        "OPENED 3 0 1",
                        "FRAME 3 1 {\"price\":\"\u20ac\"}",
                        "FRAME 3 2 ",
                        "FRAME 3 3 " + "x".repeat(10_000),
                        "CLOSED 3 4 gone"),
                read("pyth-20261130T17-001.capture"));
        assertEquals(List.of(), notices);
    }

    @Test
    void shouldWriteAFileAnHour() throws IOException {
        try (CaptureWriter writer = open()) {
            frame(writer, FIVE_PM + HOUR_NS - 1, "a");
            frame(writer, FIVE_PM + HOUR_NS, "b");
            frame(writer, FIVE_PM + HOUR_NS - 1, "clock set back");
            frame(writer, FIVE_PM + 3 * HOUR_NS, "c");
        }
        assertEquals(
                List.of("pyth-20261130T17-001.capture", "pyth-20261130T18-001.capture", "pyth-20261130T20-001.capture"),
                files());
        assertEquals(2, read("pyth-20261130T18-001.capture").size());
    }

    @Test
    void shouldCallAFileWholeOnlyWhenItIs() throws IOException {
        try (CaptureWriter writer = open()) {
            frame(writer, FIVE_PM, "a");
            await(() -> {
                try {
                    return !files().isEmpty() && Files.size(directory.resolve(files().get(0))) > 30;
                } catch (final IOException e) {
                    throw new AssertionError(e);
                }
            });
            assertEquals(List.of("pyth-20261130T17-001.capture.part"), files());
            assertEquals(List.of("FRAME 3 0 a"), read("pyth-20261130T17-001.capture.part"));
        }
        assertEquals(List.of("pyth-20261130T17-001.capture"), files());
    }

    @Test
    void shouldLeaveAloneWhatAnotherProcessLeft() throws IOException {
        Files.writeString(directory.resolve("pyth-20261130T17-001.capture"), "whole");
        Files.writeString(directory.resolve("pyth-20261130T17-002.capture.part"), "torn");
        try (CaptureWriter writer = open()) {
            frame(writer, FIVE_PM, "a");
        }
        assertEquals(List.of("FRAME 3 0 a"), read("pyth-20261130T17-003.capture"));
        assertEquals("torn", Files.readString(directory.resolve("pyth-20261130T17-002.capture.part")));
    }

    @Test
    void shouldReadToTheLastWholeRecordWhereverAFileIsCut() throws IOException {
        final byte[] whole = threeRecords();
        final Path cut = directory.resolve("cut");
        for (int size = CaptureFormat.MAGIC.length; size < whole.length; size++) {
            Files.write(cut, Arrays.copyOf(whole, size));
            final List<String> records = read("cut");
            final int expected = (size - CaptureFormat.MAGIC.length) / (CaptureFormat.BODY + 1);
            final boolean atAnEnd = (size - CaptureFormat.MAGIC.length) % (CaptureFormat.BODY + 1) == 0;
            assertEquals(expected + (atAnEnd ? 0 : 1), records.size(), records::toString);
            assertEquals(!atAnEnd, records.toString().contains("is cut; all before it is good"), records::toString);
        }
        Files.write(cut, Arrays.copyOf(whole, CaptureFormat.MAGIC.length - 1));
        assertThrows(IOException.class, () -> read("cut"));
    }

    @Test
    void shouldFindEachFlippedBit() throws IOException {
        final byte[] whole = threeRecords();
        for (int bit = 0; bit < whole.length * 8; bit++) {
            whole[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(directory.resolve("flipped"), whole);
            if (bit / 8 < CaptureFormat.MAGIC.length) {
                assertThrows(IOException.class, () -> read("flipped"));
            } else {
                final List<String> records = read("flipped");
                final int record = (bit / 8 - CaptureFormat.MAGIC.length) / (CaptureFormat.BODY + 1);
                assertEquals(record + 1, records.size(), records::toString);
                assertTrue(records.get(record).contains("all before it is good"), records::toString);
            }
            whole[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    private byte[] threeRecords() throws IOException {
        try (CaptureWriter writer = open()) {
            frame(writer, FIVE_PM, "a");
            frame(writer, FIVE_PM + 1, "b");
            frame(writer, FIVE_PM + 2, "c");
        }
        return Files.readAllBytes(directory.resolve("pyth-20261130T17-001.capture"));
    }

    @Test
    void shouldSayHowMuchWasLostWhereTheDiskIsSlower() throws IOException {
        final CountDownLatch gate = new CountDownLatch(1);
        final CaptureFiles slow = new CaptureFiles(directory, "pyth", 0, file -> {
            await(() -> gate.getCount() == 0);
            return CaptureFiles.CREATE.open(file);
        });
        final String long10k = "x".repeat(10_000);
        final int offered = 600; // of 10 kB: more than the ring of 4 MiB holds
        try (CaptureWriter writer = new CaptureWriter(slow, 10_000, "pyth", notices::add)) {
            for (int i = 0; i < offered; i++) {
                frame(writer, FIVE_PM + i, long10k);
            }
            assertTrue(writer.lost() > 0);
            gate.countDown();
            await(() -> !notices.isEmpty());
            frame(writer, FIVE_PM + offered, "after");
        }
        final List<String> records = read("pyth-20261130T17-001.capture");
        final List<String> lost =
                records.stream().filter(record -> record.startsWith("LOST")).toList();
        assertEquals(1, lost.size());
        final int count = Integer.parseInt(lost.get(0).substring(lost.get(0).lastIndexOf(' ') + 1));
        assertEquals(offered - count + 2, records.size());
        assertEquals("FRAME 3 " + offered + " after", records.get(records.size() - 1));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldEndWithANoticeWhereTheDiskIsFull() throws IOException {
        final CaptureFiles full = new CaptureFiles(
                directory, "pyth", 0, file -> FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE));
        try (CaptureWriter writer = new CaptureWriter(full, 10_000, "pyth", notices::add)) {
            frame(writer, FIVE_PM, "a");
            await(() -> writer.endedBy().isPresent());
            frame(writer, FIVE_PM, "b"); // goes nowhere, and does no harm
        }
        assertEquals(1, notices.size(), notices::toString);
        assertTrue(notices.get(0).startsWith("capture ended: java.io.IOException: No space left"), notices.get(0));
    }

    @Test
    void shouldEndWithANoticeWhateverHappensToItsThread() throws IOException {
        final CaptureFiles broken = new CaptureFiles(directory, "pyth", 0, file -> {
            throw new OutOfMemoryError("as a test has it");
        });
        try (CaptureWriter writer = new CaptureWriter(broken, 10_000, "pyth", notices::add)) {
            frame(writer, FIVE_PM, "a");
            await(() -> writer.endedBy().isPresent());
        }
        assertEquals(List.of("capture ended: java.lang.OutOfMemoryError: as a test has it"), notices);
    }

    @Test
    void shouldLeaveRoomOnTheDiskForOthers() throws IOException {
        try (CaptureWriter writer = new CaptureWriter(directory, "pyth", 10_000, Long.MAX_VALUE, notices::add)) {
            frame(writer, FIVE_PM, "a");
            await(() -> writer.endedBy().isPresent());
        }
        assertTrue(notices.get(0).contains("bytes left, expected at least"), notices.get(0));
        assertEquals(List.of(), files());
    }
}
