package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.integrity.JournalPrune;
import io.plimsoll.daemon.integrity.JournalPrune.Reader;
import io.plimsoll.daemon.recovery.SnapshotFolder;
import io.plimsoll.journal.Cursor;
import io.plimsoll.journal.CursorFile;
import io.plimsoll.journal.CursorRegistry;
import io.plimsoll.journal.CursorRegistry.Registered;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalException;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
            "Never what a recovery from a kept snapshot reads (without a snapshot: nothing), what a registered or given cursor has not"
                    + " passed, or the two newest files of a log.",
            "A registered cursor that cannot be read refuses all of it with exit code 2: see plimsoll journal cursors."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  plimsoll journal prune --journal data/journal --keep-days 14"})
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
            description = "The cursor file of a tailer of orders that is not registered; nothing that it has not passed"
                    + " goes. May be repeated.")
    private List<Path> cursors = List.of();

    @Option(names = "--dry-run", description = "Only tells what would go.")
    private boolean isDryRun;

    @Override
    public Integer call() throws IOException {
        if (keepDays < 0) {
            throw new UserError("--keep-days " + keepDays + ": expected 0 or more");
        }
        final FrameLogs logs = journal.require(LogName.values());
        final List<Reader> readers = new ArrayList<>(given());
        readers.addAll(registered());
        final JournalPrune prune = new JournalPrune(
                logs,
                new SnapshotFolder(journal.directory(), Integer.MAX_VALUE).neededInput(),
                readers,
                Instant.now().minus(Duration.ofDays(keepDays)));
        for (final LogName log : LogName.values()) {
            final JournalPrune.Plan plan = prune.plan(log);
            for (final Path file : plan.removable()) {
                System.out.println((isDryRun ? "would remove " : "removed ") + file);
                if (!isDryRun) {
                    Files.delete(file);
                }
            }
            print(log, plan);
        }
        return ExitCode.OK.code();
    }

    private static void print(final LogName log, final JournalPrune.Plan plan) {
        final String went = plan.removable().isEmpty()
                ? "nothing goes"
                : plan.removable().size() + (plan.removable().size() == 1 ? " file" : " files");
        System.out.printf(
                "%-6s  %s; %s%n",
                log.directory(),
                went,
                plan.kept().isEmpty()
                        ? "there is no file"
                        : plan.kept().size() + " stay, from "
                                + plan.kept().get(0).getFileName() + " on: " + plan.reason());
    }

    private List<Reader> given() {
        return cursors.stream()
                .map(cursor -> reader(
                        LogName.ORDERS,
                        "cursor " + cursor,
                        new CursorFile(cursor)
                                .load()
                                .orElseThrow(() -> new UserError("--cursor " + cursor + ": no such file"))))
                .toList();
    }

    // One that cannot be read protects nothing, and nobody would notice: so nothing goes.
    private List<Reader> registered() {
        final List<Reader> readers = new ArrayList<>();
        final List<String> defects = new ArrayList<>();
        for (final LogName log : LogName.values()) {
            for (final Registered one :
                    CursorRegistry.of(journal.directory(), log).all()) {
                try {
                    one.load()
                            .ifPresentOrElse(
                                    cursor -> readers.add(reader(log, "registered cursor " + one, cursor)),
                                    () -> defects.add(one + " is missing"));
                } catch (final JournalException e) {
                    defects.add(one.name() + ": " + e.getMessage());
                }
            }
        }
        if (!defects.isEmpty()) {
            throw new UserError("nothing was removed: registered cursor " + String.join(", and ", defects)
                    + "; a bot that is gone is taken out with: plimsoll journal cursors remove NAME --journal "
                    + journal.directory());
        }
        return readers;
    }

    private static Reader reader(final LogName log, final String name, final Cursor cursor) {
        return new Reader(log, cursor.sequence() + 1, name);
    }
}
