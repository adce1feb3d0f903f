package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.ExitCode;
import io.plimsoll.daemon.UserError;
import io.plimsoll.daemon.integrity.JournalRepair;
import io.plimsoll.daemon.recovery.SnapshotFolder;
import io.plimsoll.daemon.recovery.SnapshotStore;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code journal repair}: a new journal from what is right of a damaged one. */
@Command(
        name = "repair",
        description = {
            "Copies the good beginning of a stopped daemon's journal into a new directory, under a new epoch, and tells what was lost.",
            "The original is only read. Order ids of the lost part are never used again."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  plimsoll journal repair --journal data/journal -o data/repaired"})
final class JournalRepairCommand implements Callable<Integer> {
    @Mixin
    private JournalOption journal = new JournalOption();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "The new journal's directory; must be empty or missing.")
    private Path output = Path.of("");

    @Override
    public Integer call() throws IOException {
        final FrameLogs logs = journal.require(LogName.values());
        if (Files.exists(output) && !isEmpty(output)) {
            throw new UserError("-o " + output + ": is not empty, expected a new or empty directory");
        }
        final JournalRepair.Outcome outcome;
        final JournalLock lock = logs.lock();
        try (JournalRepair repair = new JournalRepair(logs, output)) {
            outcome = repair.run();
            copySnapshots(outcome.inputs().last());
        } finally {
            lock.close();
        }
        VerdictText.print(System.out, LogName.INPUTS, outcome.inputs());
        VerdictText.print(System.out, LogName.ORDERS, outcome.orders());
        System.out.printf(
                "%ncopied inputs to %d and orders to %d into %s, epoch %d%n",
                outcome.inputs().last(), outcome.copiedOrders(), output, outcome.epoch());
        if (outcome.withdrawnOrders() > 0) {
            System.out.printf(
                    "left out %,d records of orders whose cause is lost, from %d on: bots may have acted on them; ask the venue%n",
                    outcome.withdrawnOrders(), outcome.copiedOrders() + 1);
        }
        return ExitCode.OK.code();
    }

    // A pruned journal cannot be recovered without one; what is after the good part belongs to the lost one.
    private void copySnapshots(final long lastInput) throws IOException {
        final SnapshotStore from = new SnapshotFolder(journal.directory(), Integer.MAX_VALUE);
        final SnapshotStore to = new SnapshotFolder(output, Integer.MAX_VALUE);
        for (final long sequence : from.newestFirst()) {
            if (sequence <= lastInput) {
                to.save(sequence, out -> {
                    try (InputStream in = from.open(sequence)) {
                        in.transferTo(out);
                    }
                });
            }
        }
    }

    private static boolean isEmpty(final Path directory) throws IOException {
        try (var children = Files.list(directory)) {
            return children.findAny().isEmpty();
        }
    }
}
