package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.integrity.RecoveryStart;
import io.plimsoll.daemon.recovery.Snapshot;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalException.Kind;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.walk.Verdict;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code journal verify}: is it all there, and right? */
@Command(
        name = "verify",
        description = {
            "Walks both logs of a stopped daemon's journal byte by byte: sequence, checksum, chain, and the end against the log's mark.",
            "Ends with 11 when a record is damaged or missing, a log has lost its mark, or no snapshot stands for inputs that were pruned;"
                    + " with 35 when only the end is gone."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  plimsoll journal verify --journal data/journal"})
final class JournalVerifyCommand implements Callable<Integer> {
    @Mixin
    private JournalOption journal = new JournalOption();

    @Override
    public Integer call() throws IOException {
        final FrameLogs logs = journal.require(LogName.values());
        final RecoveryStart start = new RecoveryStart(Snapshot.headersOf(journal.snapshots()));
        ExitCode worst = ExitCode.OK;
        final JournalLock lock = logs.lock();
        try {
            final Verdict inputs = logs.walk(LogName.INPUTS, start::onInput);
            final Verdict orders = logs.walk(LogName.ORDERS, start::onOrder);
            VerdictText.print(System.out, LogName.INPUTS, inputs);
            VerdictText.print(System.out, LogName.ORDERS, orders);
            worst = worse(exitCode(inputs), exitCode(orders));
            if (inputs.first() != 0 && !start.isFound()) {
                System.out.println("        the beginning is gone, and no snapshot that is right stands in both logs");
                worst = ExitCode.JOURNAL_DAMAGED;
            }
        } finally {
            lock.close();
        }
        return worst.code();
    }

    private static ExitCode exitCode(final Verdict verdict) {
        if (verdict.isGood()) {
            return ExitCode.OK;
        }
        return verdict.lostMark() == null && verdict.damage().kind() == Kind.TAIL_LOST
                ? ExitCode.JOURNAL_TAIL_LOST
                : ExitCode.JOURNAL_DAMAGED;
    }

    // Damage inside is worse than a lost end.
    private static ExitCode worse(final ExitCode one, final ExitCode other) {
        return one == ExitCode.OK || other == ExitCode.JOURNAL_DAMAGED ? other : one;
    }
}
