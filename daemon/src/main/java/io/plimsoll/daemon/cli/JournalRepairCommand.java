package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.integrity.JournalRepair;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import java.io.IOException;
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
        try (JournalRepair repair = new JournalRepair(journal.directory(), output)) {
            outcome = repair.run();
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
        outcome.cursors().forEach(System.out::println);
        return ExitCode.OK.code();
    }

    private static boolean isEmpty(final Path directory) throws IOException {
        try (var children = Files.list(directory)) {
            return children.findAny().isEmpty();
        }
    }
}
