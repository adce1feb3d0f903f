package io.plimsoll.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plimsoll.journal.JournalException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CursorFileTest {
    private static final Cursor CURSOR = new Cursor(4_711, 0x51_0000_1266L, -559_038_737);

    @TempDir
    private Path dir;

    @Test
    void shouldLoadWhatWasSaved() {
        final CursorFile file = new CursorFile(dir.resolve("cursor"));
        assertFalse(file.load().isPresent());
        file.save(new Cursor(1, 2, 3));
        file.save(CURSOR);
        assertEquals(Optional.of(CURSOR), file.load());
        assertEquals(Optional.of(CURSOR), new CursorFile(dir.resolve("cursor")).load());
    }

    @Test
    void shouldIgnoreWhatADeathDuringASaveLeaves() throws IOException {
        final CursorFile file = new CursorFile(dir.resolve("cursor"));
        file.save(CURSOR);
        Files.writeString(dir.resolve("cursor.new"), "plimsoll-cur");
        assertEquals(Optional.of(CURSOR), file.load());
        file.save(CURSOR);
        assertEquals(Optional.of(CURSOR), file.load());
    }

    @Test
    void shouldNoticeEveryCutAndFlippedBit() throws IOException {
        final Path path = dir.resolve("cursor");
        final CursorFile file = new CursorFile(path);
        file.save(CURSOR);
        final byte[] whole = Files.readAllBytes(path);
        for (int length = 0; length < whole.length - 1; length++) { // all but the newline
            assertCorrupt(file, path, Arrays.copyOf(whole, length));
        }
        for (int bit = 0; bit < (whole.length - 1) * 8; bit++) {
            final byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertCorrupt(file, path, flipped);
        }
    }

    private static void assertCorrupt(final CursorFile file, final Path path, final byte[] content) throws IOException {
        Files.write(path, content);
        assertEquals(
                Kind.CORRUPT, assertThrows(JournalException.class, file::load).kind());
    }
}
