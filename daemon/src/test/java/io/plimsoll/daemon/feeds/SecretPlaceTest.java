package io.plimsoll.daemon.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Secrets come from a variable or from a file that nobody else can read, and are never told. */
@Timeout(60)
class SecretPlaceTest {
    private static final String SECRET = "hunter2";

    @TempDir
    private Path folder;

    @Test
    void shouldReadAVariable() {
        final SecretPlace place = place("env:KEY");
        assertEquals(SECRET, place.read(Map.of("KEY", SECRET + "\n")));
        assertTold(place, Map.of("KEY", " "), "env:KEY is not there, or empty");
        assertTold(place, Map.of(), "env:KEY is not there, or empty");
    }

    @Test
    void shouldReadAFileThatNobodyElseCan() throws IOException {
        final SecretPlace place = place("file:key");
        assertTold(place, Map.of(), "cannot be read");
        final Path file = Files.writeString(folder.resolve("key"), SECRET + "\n");
        for (final String mode : new String[] {"rw-r-----", "rw----r--", "rw--w----", "rwx------"}) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            assertTold(place, Map.of(), "expected mode 600 or 400");
        }
        for (final String mode : new String[] {"rw-------", "r--------"}) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            assertEquals(SECRET, place.read(Map.of()));
        }
    }

    @Test
    void shouldTakeNothingElse() {
        for (final String text : new String[] {SECRET, "env:", "file:", "", "FILE:key"}) {
            assertNull(SecretPlace.parse(text, folder::resolve), text);
        }
    }

    private SecretPlace place(final String text) {
        return SecretPlace.parse(text, folder::resolve);
    }

    private static void assertTold(final SecretPlace place, final Map<String, String> environment, final String what) {
        final UserError error = assertThrows(UserError.class, () -> place.read(environment));
        assertTrue(error.getMessage().contains(what), error.getMessage());
        assertFalse(error.getMessage().contains(SECRET), error.getMessage());
    }
}
