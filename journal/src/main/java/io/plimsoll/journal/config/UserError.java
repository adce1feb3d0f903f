package io.plimsoll.journal.config;

import java.nio.file.Path;

/**
 * Something the user can mend: a malformed file, an unusable flag, a directory in use. Carries the exit code that scripts can
 * rely on; the message says what, where and what was expected, and is shown without a stack trace.
 */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    /** Bad input of any kind: exit code 2. */
    public UserError(final String message) {
        this(ExitCode.BAD_INPUT, message);
    }

    public UserError(final ExitCode exitCode, final String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Bad input at a line of a file: {@code file:line: what, expected ...}. */
    public static UserError at(final Path file, final long line, final String what) {
        return new UserError(file + ":" + line + ": " + what);
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
