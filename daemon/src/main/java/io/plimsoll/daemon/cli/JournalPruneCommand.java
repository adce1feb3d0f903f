package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.ExitCode;
import io.plimsoll.daemon.UserError;
import io.plimsoll.daemon.integrity.JournalPrune;
import io.plimsoll.daemon.recovery.SnapshotFolder;
import io.plimsoll.journal.Cursor;
import io.plimsoll.journal.CursorFile;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code journal prune}: lets the oldest files go. */
@Command(
        name = "prune",
        description = {
            "Removes the oldest files of both logs, beside a running daemon or not.",
            "Never what a recovery from a kept snapshot reads (without a snapshot: nothing), what a bot's cursor has not passed, or the two"
                    + " newest files of a log."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  plimsoll journal prune --journal data/journal --keep-days 14 --cursor /var/lib/bot/place"
        })
final class JournalPruneCommand implements Callable<Integer> {
    @Mixin
    private JournalOption journal = new JournalOption();

    @Option(
            names = "--keep-days",
            paramLabel = "N",
            required = true,
            description = "Files written to within so many days stay.")
    private int keepDays;

    @Option(
            names = "--cursor",
            paramLabel = "FILE",
            description = "A bot's cursor file; nothing that it has not passed goes. May be given for each bot.")
    private List<Path> cursors = List.of();

    @Option(names = "--dry-run", description = "Only tells what would go.")
    private boolean isDryRun;

    @Override
    public Integer call() throws IOException {
        if (keepDays < 0) {
            throw new UserError("--keep-days " + keepDays + ": expected 0 or more");
        }
        final FrameLogs logs = journal.require(LogName.values());
        long neededOrder = Long.MAX_VALUE;
        for (final Path cursor : cursors) {
            neededOrder = Math.min(
                    neededOrder,
                    1
                            + new CursorFile(cursor)
                                    .load()
                                    .map(Cursor::sequence)
                                    .orElseThrow(() -> new UserError("--cursor " + cursor + ": no such file")));
        }
        final JournalPrune prune = new JournalPrune(
                logs,
                new SnapshotFolder(journal.directory(), Integer.MAX_VALUE).neededInput(),
                neededOrder,
                Instant.now().minus(Duration.ofDays(keepDays)));
        for (final LogName log : LogName.values()) {
            for (final Path file : prune.removable(log)) {
                System.out.println((isDryRun ? "would remove " : "removed ") + file);
                if (!isDryRun) {
                    Files.delete(file);
                }
            }
        }
        return ExitCode.OK.code();
    }
}
