package io.plimsoll.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What another unix user may do: read the orders, live, and nothing else. Needs root to become {@code nobody}. */
@Timeout(120)
class OtherUserIT {
    private static final int PER_FILE = 20;
    private static final int LAST = 100 * PER_FILE;
    private static final List<String> NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--");
    private static final List<String> STRICT_UMASK = List.of("sh", "-c", "umask 077; exec \"$0\" \"$@\"");

    private final List<ChildJvm> children = new ArrayList<>();
    private Path temp;
    private Path journal;
    private String classPath;

    @BeforeEach
    void setUp(@TempDir final Path dir) throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root to become another user");
        temp = dir;
        mode(dir, "rwxr-xr-x");
        journal = dir.resolve("journal");
        classPath = ChildJvm.copyClassPath(Files.createDirectory(dir.resolve("classes")));
    }

    @AfterEach
    void killChildren() {
        children.forEach(ChildJvm::close);
    }

    @Test
    void shouldFollowTheOrdersWhateverTheWritersUmask() throws IOException {
        final ChildJvm before = nobodyReads();
        before.awaitLine("READY");
        final ChildJvm writer = start(STRICT_UMASK, WriterMain.class, journal, temp.resolve("acks"), LAST, PER_FILE, 5);
        writer.awaitLine("READY");
        final ChildJvm during = nobodyReads();
        assertEquals("1 " + LAST + " " + LAST, before.awaitLine("DONE"));
        assertEquals("1 " + LAST + " " + LAST, during.awaitLine("DONE"));
        assertEquals("rwx------", modeOf(journal.resolve("inputs")));
        assertEquals("rwxr-xr-x", modeOf(journal.resolve("orders")));
        assertEquals(
                "rw-r--r--",
                modeOf(new LogFiles(journal, LogName.ORDERS).newest().toPath()));
    }

    @Test
    void shouldBeToldThatItMayNotRead() throws IOException {
        final FrameLogs logs = FrameLogs.in(journal);
        try (JournalLock lock = logs.lock()) {
            logs.writer(lock, LogName.ORDERS).close();
        }
        mode(journal.resolve("orders"), "rwx------");
        assertThrown("DENIED", nobodyReads());
    }

    @Test
    void shouldBeRefusedToWrite() throws IOException {
        final FrameLogs logs = FrameLogs.in(journal);
        try (JournalLock lock = logs.lock()) {
            logs.writer(lock, LogName.ORDERS).close();
        }
        Files.createFile(temp.resolve("acks"));
        mode(temp.resolve("acks"), "rw-rw-rw-");
        assertThrown("READ_ONLY", nobodyWrites()); // may not even lock
        mode(journal.resolve(JournalLock.FILE_NAME), "rw-rw-rw-");
        assertThrown("READ_ONLY", nobodyWrites()); // Chronicle would go on with a queue that it cannot append to
    }

    private ChildJvm nobodyReads() {
        return start(NOBODY, ReaderMain.class, journal, LAST);
    }

    private ChildJvm nobodyWrites() {
        return start(NOBODY, WriterMain.class, journal, temp.resolve("acks"), LAST, PER_FILE, 5);
    }

    private ChildJvm start(final List<String> prefix, final Class<?> main, final Object... args) {
        final ChildJvm child = ChildJvm.start(temp, prefix, classPath, main, args);
        children.add(child);
        return child;
    }

    private static void assertThrown(final String kind, final ChildJvm child) {
        final String thrown = child.awaitLine("THROWN");
        assertTrue(thrown.contains(kind + ": "), thrown);
    }

    private static void mode(final Path path, final String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static String modeOf(final Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
