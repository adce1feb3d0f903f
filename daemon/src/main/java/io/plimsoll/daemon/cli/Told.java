package io.plimsoll.daemon.cli;

import io.plimsoll.feed.FormatException;
import io.plimsoll.journal.JournalException;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** What can be told of an exception in one line, with its exit code; what cannot is a fault of the program. Stateless. */
final class Told {
    private Told() {}

    static Optional<UserError> of(final Throwable exception) {
        if (exception instanceof UserError error) {
            return Optional.of(error);
        }
        if (exception instanceof JournalException error) {
            return Optional.of(new UserError(ExitCode.of(error.kind()), error.getMessage() + advice(error)));
        }
        if (exception instanceof FormatException error) {
            return Optional.of(new UserError(error.getMessage()));
        }
        if (exception instanceof UncheckedIOException error) {
            return of(error.getCause());
        }
        if (exception instanceof FileSystemException error) {
            return Optional.of(new UserError(error.getFile() + ": " + reason(error)));
        }
        return Optional.empty();
    }

    private static String reason(final FileSystemException error) {
        if (error instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (error instanceof AccessDeniedException) {
            return "permission denied";
        }
        return error.getReason() == null ? error.getClass().getSimpleName() : error.getReason();
    }

    /** What to do about damage in a journal, to follow what is wrong. */
    static String adviceOnDamage(final Path journal) {
        return "; run `plimsoll journal verify --journal " + journal + "`";
    }

    private static String advice(final JournalException error) {
        return ExitCode.of(error.kind()) == ExitCode.JOURNAL_DAMAGED
                ? error.log().map(log -> adviceOnDamage(log.getParent())).orElse("")
                : "";
    }
}
