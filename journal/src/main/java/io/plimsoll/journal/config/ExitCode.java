package io.plimsoll.journal.config;

import io.plimsoll.journal.JournalException;

/** Exit codes of every command, documented in docs/operating/exit-codes.md. A code never changes its meaning. */
public enum ExitCode {
    OK(0, "done"),
    FAILED(1, "a fault of the program: see the message and the stack trace"),
    BAD_INPUT(2, "bad usage, configuration, book or tick file: the message says file, line and what was expected"),
    JOURNAL_LOCKED(10, "another process owns the journal directory"),
    JOURNAL_DAMAGED(11, "the journal has a gap, a bad checksum or a hole, or has lost a mark"),
    JOURNAL_LOST(12, "records that this reader had not read were pruned"),
    JOURNAL_READ_ONLY(13, "the journal cannot be written here"),
    DISK_LOW(14, "less disk space than the configured minimum"),
    JOURNAL_REMOTE(15, "the journal is on a network file system"),
    JDK_UNSUPPORTED(16, "the daemon is not supported on this JDK"),
    FOLLOWER_LOCKED(17, "another follower runs on this journal"),
    NO_MEDIA_DRIVER(18, "no Aeron media driver answers in the directory that was named, or it died"),
    NOT_RUNNING(20, "no daemon answers at the configured admin port"),
    REFUSED(21, "the daemon refused the command; the message says why"),
    ASKED(22, "the daemon has taken the command and has not seen it done yet; the message says what to look at"),
    ORDERS_AHEAD(30, "orders hold more records than the inputs give: inputs lost their tail"),
    ORDERS_DIFFER(31, "a record of orders is not what the inputs give"),
    RULES_CHANGED(32, "inputs after the last snapshot were decided under another version of the rules"),
    INPUT_THROWS(33, "an input stops the engine; the message names it"),
    FOLLOWER_DIFFERS(34, "the follower's engine is not what the live one was at a marker"),
    JOURNAL_TAIL_LOST(35, "inputs end before a record that is known to have been in them"),
    DISK_HALT(36, "the disk became too full while running"),
    REPLAY_DIFFERS(40, "the inputs do not give the decisions that orders holds; the first difference is printed"),
    HASH_DIFFERS(41, "the state after the replay does not have the expected hash"),
    EXPLAIN_DISAGREES(42, "the engine's numbers are not those of plain arithmetic over the same legs"),
    COMPARE_DIFFERS(43, "the venue liquidated whom the journal did not, or the other way about"),
    FEEDS_UNWELL(44, "a price source is down, a symbol had no price, or a guarded price is not VALID"),
    UNFIT(45, "a daemon would not start on this machine, or must not be trusted on it"),
    CAPTURE_CUT(46, "what a venue sent was not kept to the end: the disk is full, or cannot be written"),
    FAIL_STOP(70, "a stage failed while running; the cause is in the log and in failure.txt");

    private final int code;
    private final String meaning;

    ExitCode(final int code, final String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** What a journal's trouble ends a command with. */
    public static ExitCode of(final JournalException.Kind kind) {
        return switch (kind) {
            case GAP, OUT_OF_ORDER, CORRUPT, HOLE, MARK_LOST, FORKED -> JOURNAL_DAMAGED;
            case TAIL_LOST -> JOURNAL_TAIL_LOST;
            case LOST -> JOURNAL_LOST;
            case LOCKED -> JOURNAL_LOCKED;
            case READ_ONLY, DENIED -> JOURNAL_READ_ONLY;
            case LOW_DISK -> DISK_LOW;
            case NETWORK -> JOURNAL_REMOTE;
            case DISK_FULL -> DISK_HALT;
            case FAILED -> FAILED;
        };
    }

    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }
}
