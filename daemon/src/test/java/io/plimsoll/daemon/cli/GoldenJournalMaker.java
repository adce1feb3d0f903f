package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Makes the golden journal of this version, when run by name: see the README beside the others. */
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class GoldenJournalMaker {
    @Test
    void makeAnother(@TempDir final Path folder) throws IOException {
        final Path version =
                Files.createDirectory(GoldenJournalTest.GOLDEN.resolve(System.getProperty("plimsoll.golden")));
        final Fixture fixture = new Fixture(folder);
        Ran.well("sample-book", "--price", "BTC-PERP=1000", "--accounts", 12, "--seed", 5, "-o", fixture.book);
        assertEquals(
                0,
                fixture.backtest("journal", "--fills", "paper", "--timer", 60).exitCode());
        final Path journal = folder.resolve("journal");
        for (final String log : GoldenJournalTest.LOGS) {
            Files.writeString(version.resolve(log + ".ndjson"), GoldenJournalTest.export(journal, log));
        }
        PackedJournal.pack(journal, version.resolve("journal.zip"));
    }
}
