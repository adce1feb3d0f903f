package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.ExitCode;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalException.Kind;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.walk.Verdict;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code journal verify}: is it all there, and right? */
@Command(
        name = "verify",
        description = {
            "Walks both logs of a stopped daemon's journal byte by byte: sequence, checksum, chain, and the end against the log's mark.",
            "Ends with 11 when a record is damaged or missing, with 35 when only the end is gone."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  plimsoll journal verify --journal data/journal"})
final class JournalVerifyCommand implements Callable<Integer> {
    @Mixin
    private JournalOption journal = new JournalOption();

    @Override
    public Integer call() {
        final FrameLogs logs = journal.require(LogName.values());
        ExitCode worst = ExitCode.OK;
        final JournalLock lock = logs.lock();
        try {
            for (final LogName log : LogName.values()) {
                final Verdict verdict = logs.walk(log, (buffer, offset, length) -> {});
                VerdictText.print(System.out, log, verdict);
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
