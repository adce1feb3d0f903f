package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
    private static final List<String> LOGS = List.of("inputs", "orders");

    private final Path golden = Project.root().resolve("daemon/src/test/resources/golden");

    @Test
    void shouldReadEveryEarlierVersion(@TempDir final Path folder) throws IOException {
        final List<Path> versions;
        try (Stream<Path> children = Files.list(golden)) {
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

    /** Makes the journal of this version, when told to: see the README beside the others. */
    @Test
    void shouldMakeAnother(@TempDir final Path folder) throws IOException {
        final String name = System.getProperty("plimsoll.golden", "");
        assumeTrue(!name.isEmpty(), "only on request: -Dplimsoll.golden=NAME");
        final Path version = Files.createDirectory(golden.resolve(name));
        final Fixture fixture = new Fixture(folder);
        Ran.well("sample-book", "--price", "BTC-PERP=1000", "--accounts", 12, "--seed", 5, "-o", fixture.book);
        assertEquals(
                0,
                fixture.backtest("journal", "--fills", "paper", "--timer", 60).exitCode());
        final Path journal = folder.resolve("journal");
        for (final String log : LOGS) {
            Files.writeString(version.resolve(log + ".ndjson"), export(journal, log));
        }
        PackedJournal.pack(journal, version.resolve("journal.zip"));
    }

    private static String export(final Path journal, final String log) {
        return Ran.well("journal", "export", "--journal", journal, "--queue", log)
                .out();
    }
}
