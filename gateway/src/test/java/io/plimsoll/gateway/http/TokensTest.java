package io.plimsoll.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the tokens when their file changes: a file that can be used replaces them, one that cannot leaves them. */
@Timeout(10)
class TokensTest {
    private static final String ALICE = "token-of-alice-0123";
    private static final String BOB = "token-of-bob-01234567";
    private static final String OWNERS = "rw-------";

    @TempDir
    private Path folder;

    private Path file;
    private long written;

    @BeforeEach
    void name() {
        file = folder.resolve("tokens.yaml");
    }

    /** Whole, and each time with a time of its own, however quick the test is. */
    private void write(final String text, final String mode) throws IOException {
        final Path next = Files.writeString(folder.resolve("tokens.new"), text);
        mode(next, mode);
        Files.setLastModifiedTime(next, FileTime.from(Instant.ofEpochSecond(1_700_000_000 + ++written)));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void mode(final Path path, final String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private Tokens alices() throws IOException {
        write("alice: " + ALICE + "\n", OWNERS);
        return new Tokens(file);
    }

    private static void assertProblem(final Tokens tokens, final String told) {
        tokens.refresh();
        assertTrue(tokens.problem().contains(told), tokens.problem());
    }

    @Test
    void shouldNoticeThatOnlyTheModeIsMended() throws IOException {
        final Tokens tokens = alices();
        final Grant alice = tokens.grant(ALICE).orElseThrow();
        write("bob: " + BOB + "\n", "rw-r--r--");
        assertProblem(tokens, "expected mode 0600");
        assertSame(alice, tokens.grant(ALICE).orElseThrow());
        assertFalse(alice.isWithdrawn());
        assertTrue(tokens.grant(BOB).isEmpty());
        mode(file, OWNERS);
        tokens.refresh();
        assertEquals("", tokens.problem());
        assertTrue(alice.isWithdrawn());
        assertTrue(tokens.grant(ALICE).isEmpty());
        assertEquals("bob", tokens.grant(BOB).orElseThrow().client());
    }

    @Test
    void shouldTellOfAFileThatOthersMayReadFromNowOn() throws IOException {
        final Tokens tokens = alices();
        final Grant alice = tokens.grant(ALICE).orElseThrow();
        mode(file, "rw-r-----");
        assertProblem(tokens, "expected mode 0600");
        mode(file, OWNERS);
        tokens.refresh();
        assertEquals("", tokens.problem());
        assertSame(alice, tokens.grant(ALICE).orElseThrow());
        assertFalse(alice.isWithdrawn());
    }

    @Test
    void shouldKeepItsTokensWhileTheFileIsMissingOrMalformedAndTakeTheFormerOneBack() throws IOException {
        final Tokens tokens = alices();
        final Path former = Files.move(file, folder.resolve("tokens.former"));
        assertProblem(tokens, "no such file");
        for (final String bad : List.of("alice: short\n", "alice:\n  - no token\n", "", "alice: sha256:12\n")) {
            write(bad, OWNERS);
            assertProblem(tokens, file + ":");
            assertTrue(tokens.grant(ALICE).isPresent());
        }
        Files.move(former, file, StandardCopyOption.ATOMIC_MOVE); // with the time that it had
        tokens.refresh();
        assertEquals("", tokens.problem());
        assertTrue(tokens.grant(ALICE).isPresent());
    }

    @Test
    void shouldKeepTheNamesOfThoseWithoutATokenToItself() throws IOException {
        for (final String reserved : List.of("stranger", "anonymous")) {
            write("alice: " + ALICE + "\n" + reserved + ": " + BOB + "\n", OWNERS);
            final UserError error = assertThrows(UserError.class, () -> new Tokens(file));
            assertTrue(error.getMessage().contains("tokens.yaml:2: '" + reserved + "'"), error.getMessage());
        }
    }
}
