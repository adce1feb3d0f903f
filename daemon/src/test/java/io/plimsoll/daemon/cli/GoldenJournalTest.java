package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.plimsoll.daemon.Project;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Journals that earlier versions wrote, kept in the tree: every later version reads them, and says the same of them (promise P22). */
@Timeout(120)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class GoldenJournalTest {
    static final List<String> LOGS = List.of("inputs", "orders");

    static final Path GOLDEN = Project.root().resolve("daemon/src/test/resources/golden");

    @Test
    void shouldReadEveryEarlierVersion(@TempDir final Path folder) throws IOException {
        final List<Path> versions;
        try (Stream<Path> children = Files.list(GOLDEN)) {
            versions = children.filter(Files::isDirectory).sorted().toList();
        }
        assertFalse(versions.isEmpty());
        for (final Path version : versions) {
            final Path journal = folder.resolve(version.getFileName());
            try (InputStream archive = Files.newInputStream(version.resolve("journal.zip"))) {
                PackedJournal.unpack(archive, journal);
            }
            Ran.well("journal", "verify", "--journal", journal);
            for (final String log : LOGS) {
                assertEquals(
                        Files.readString(version.resolve(log + ".ndjson")),
                        export(journal, log),
                        () -> log + " of " + version);
            }
        }
    }

    static String export(final Path journal, final String log) {
        return Ran.well("journal", "export", "--journal", journal, "--queue", log)
                .out();
    }
}
