package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.ExitCode;
import io.plimsoll.daemon.integrity.RecoveryStart;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalException.Kind;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
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
            "Ends with 11 when a record is damaged or missing, or no snapshot stands for inputs that were pruned; with 35 when only the end"
                    + " is gone."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  plimsoll journal verify --journal data/journal"})
final class JournalVerifyCommand implements Callable<Integer> {
    @Mixin
    private JournalOption journal = new JournalOption();

    @Override
    public Integer call() throws IOException {
        final FrameLogs logs = journal.require(LogName.values());
        final RecoveryStart start = new RecoveryStart(journal.snapshots());
        ExitCode worst = ExitCode.OK;
        final JournalLock lock = logs.lock();
        try {
            for (final LogName log : LogName.values()) {
                final Verdict verdict = logs.walk(log, log == LogName.INPUTS ? start : (buffer, offset, length) -> {});
                VerdictText.print(System.out, log, verdict);
                if (log == LogName.INPUTS && verdict.first() != 0 && !start.isFound()) {
                    System.out.println("        their beginning is gone, and no snapshot that is right stands in them");
                    worst = ExitCode.JOURNAL_DAMAGED;
                }
                if (!verdict.isGood() && worst != ExitCode.JOURNAL_DAMAGED) {
                    worst = verdict.damage().kind() == Kind.TAIL_LOST
                            ? ExitCode.JOURNAL_TAIL_LOST
                            : ExitCode.JOURNAL_DAMAGED;
                }
            }
        } finally {
            lock.close();
        }
        return worst.code();
    }
}
