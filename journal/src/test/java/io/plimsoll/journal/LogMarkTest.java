package io.plimsoll.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.journal.JournalException.Kind;
import io.plimsoll.journal.walk.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A log that has lost its mark could have lost its end too: it is neither written on nor called right. */
@Timeout(60)
class LogMarkTest {
    private static final int LAST = 10;
    private static final int DURABLE = 16;

    private enum Harm {
        BLANK,
        OTHER_MAGIC,
        LESS_THAN_NOTHING,
        CUT,
        EMPTY;

        byte[] to(final byte[] good) {
            final byte[] bad = good.clone();
            switch (this) {
                case BLANK -> Arrays.fill(bad, (byte) 0);
                case OTHER_MAGIC -> bad[0] ^= 1;
                case LESS_THAN_NOTHING -> bad[15] ^= (byte) 0x80;
                case CUT -> {
                    return Arrays.copyOf(good, 24);
                }
                case EMPTY -> {
                    return new byte[0];
                }
            }
            return bad;
        }
    }

    @TempDir
    private Path dir;

    private FrameLogs logs;
    private Path mark;

    @BeforeEach
    void write() {
        logs = FrameLogs.in(dir);
        mark = dir.resolve("inputs").resolve(LogMark.FILE_NAME);
        try (JournalLock lock = logs.lock();
                FrameLogWriter writer = logs.writer(lock, LogName.INPUTS)) {
            new Records().append(writer, LAST);
        }
    }

    private void openWriter() {
        try (JournalLock lock = logs.lock()) {
            logs.writer(lock, LogName.INPUTS).close();
        }
    }

    private Verdict walk() {
        return logs.walk(LogName.INPUTS, (buffer, offset, length) -> {});
    }

    private void assertLost(final String why) {
        final Verdict verdict = walk();
        assertFalse(verdict.isGood());
        assertEquals(LAST, verdict.last());
        assertEquals(null, verdict.damage(), "the records are right");
        assertEquals(mark.toString(), verdict.lostMark().file());
        assertTrue(verdict.lostMark().toString().contains("log.mark " + why), verdict.lostMark()::toString);
        assertMarkLost(this::openWriter);
        assertMarkLost(() -> logs.markOf(LogName.INPUTS));
        assertMarkLost(() -> {
            try (FrameLogReader reader = logs.durable().reader(LogName.INPUTS, Position.start())) {
                reader.poll((buffer, offset, length) -> {});
            }
        });
    }

    private static void assertMarkLost(final Executable action) {
        assertEquals(
                Kind.MARK_LOST, assertThrows(JournalException.class, action).kind());
    }

    @Test
    void shouldMissTheMarkOfALogThatHasBegun() throws IOException {
        Files.delete(mark);
        assertLost("is missing, though the log has begun");
        assertFalse(Files.exists(mark), "nobody makes another");
    }

    @ParameterizedTest
    @EnumSource(Harm.class)
    void shouldRefuseAMarkThatIsDamaged(final Harm harm) throws IOException {
        final byte[] good = Files.readAllBytes(mark);
        final byte[] bad = harm.to(good);
        Files.write(mark, bad);
        assertLost(good.length == bad.length ? "is damaged" : "has " + bad.length + " bytes, expected " + good.length);
        assertArrayEquals(bad, Files.readAllBytes(mark), "nobody makes it look right");
        Files.write(mark, good);
        openWriter();
        assertTrue(walk().isGood());
    }

    @Test
    void shouldMissNothingInALogThatHasNotBegun(@TempDir final Path empty) throws IOException {
        logs = FrameLogs.in(empty);
        assertTrue(walk().isGood());
        assertEquals(Optional.empty(), logs.markOf(LogName.INPUTS));
        openWriter();
        assertTrue(walk().isGood());
        assertTrue(logs.files(LogName.INPUTS).isEmpty());
        Files.delete(empty.resolve("inputs").resolve(LogMark.FILE_NAME));
        openWriter();
        assertTrue(walk().isGood());
    }

    @Test
    void shouldBeMadeWhole() throws IOException {
        final byte[] bytes = Files.readAllBytes(mark);
        assertEquals(4_096, bytes.length);
        assertEquals("PLMK", new String(bytes, 0, 4, java.nio.charset.StandardCharsets.US_ASCII));
        assertEquals(LAST, bytes[8]);
        assertEquals(0, bytes[DURABLE]);
        try (var names = Files.list(mark.getParent())) {
            assertFalse(names.anyMatch(name -> name.toString().endsWith(".new")));
        }
    }
}
