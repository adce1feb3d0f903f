package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.ExitCode;
import io.plimsoll.journal.JournalException;

/** What a journal's refusal means for the user: exit code by kind. Stateless. */
final class JournalErrors {
    private JournalErrors() {}

    static ExitCode exitCode(final JournalException.Kind kind) {
        return switch (kind) {
            case GAP, OUT_OF_ORDER, CORRUPT, HOLE, FORKED -> ExitCode.JOURNAL_DAMAGED;
            case LOST -> ExitCode.JOURNAL_LOST;
            case LOCKED -> ExitCode.JOURNAL_LOCKED;
            case READ_ONLY, DENIED -> ExitCode.JOURNAL_READ_ONLY;
            case LOW_DISK -> ExitCode.DISK_LOW;
            case FAILED -> ExitCode.FAILED;
        };
    }
}
