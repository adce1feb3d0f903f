package io.plimsoll.daemon;

/** Exit codes of every command, documented in docs/operating/exit-codes.md. A code never changes its meaning. */
public enum ExitCode {
    OK(0, "done"),
    FAILED(1, "a fault of the program: see the message and the stack trace"),
    BAD_INPUT(2, "bad usage, configuration, book or tick file: the message says file, line and what was expected"),
    JOURNAL_LOCKED(10, "another process owns the journal directory"),
    JOURNAL_DAMAGED(11, "the journal has a gap, a bad checksum, a hole, or outputs that its inputs do not give"),
    JOURNAL_LOST(12, "records that this reader had not read were pruned"),
    JOURNAL_READ_ONLY(13, "the journal cannot be written here"),
    DISK_LOW(14, "less disk space than the configured minimum"),
    NOT_RUNNING(20, "no daemon answers at the configured admin port"),
    REFUSED(21, "the daemon refused the command; the message says why"),
    REPLAY_DIFFERS(40, "the inputs do not give the decisions that orders holds; the first difference is printed"),
    HASH_DIFFERS(41, "the state after the replay does not have the expected hash"),
    FAIL_STOP(70, "a stage failed while running; the cause is in the log and in failure.txt");

    private final int code;
    private final String meaning;

    ExitCode(final int code, final String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }
}
