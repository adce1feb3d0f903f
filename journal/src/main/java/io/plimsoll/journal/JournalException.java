package io.plimsoll.journal;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A journal cannot be opened, or does not hold what it should. The kind says what to do, the sequences say which records are
 * concerned, the message says why in one sentence.
 */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Kind {
        /** A record is missing between two that are there. */
        GAP,
        /** A record's sequence or time is not after its predecessor's: doubled, or swapped. */
        OUT_OF_ORDER,
        /** A record or file fails its checks. */
        CORRUPT,
        /** Records are committed but cannot be reached: a page is gone, or the file is cut. */
        HOLE,
        /** Records that were appended are gone from the end: power was lost before they were on disk, or a file was cut. */
        TAIL_LOST,
        /** The log's mark is missing or damaged: whether records are gone from the end, nobody knows. */
        MARK_LOST,
        /** Records were removed, as retention does, before this reader came to them. */
        LOST,
        /** The record at the cursor is not the one that was processed: the tail was cut and written anew. */
        FORKED,
        /** Another writer owns the journal. */
        LOCKED,
        /** This user may not write the journal. */
        READ_ONLY,
        /** This user may not read the journal. */
        DENIED,
        /** Too little disk space is left to start. */
        LOW_DISK,
        /** The directory is on a file system of another machine. */
        NETWORK,
        /** No disk space is left for the next record; nothing of it was written. */
        DISK_FULL,
        /** The queue or the operating system failed underneath. */
        FAILED
    }

    private final Kind kind;
    private final long fromSequence;
    private final long toSequence;
    private final transient Path log; // null when it is of no one log

    public JournalException(final Kind kind, final String reason) {
        this(kind, 0, 0, reason, null);
    }

    public JournalException(final Kind kind, final long sequence, final String reason) {
        this(kind, sequence, sequence, reason, null);
    }

    public JournalException(
            final Kind kind,
            final long fromSequence,
            final long toSequence,
            final String reason,
            final Throwable cause) {
        super(kind + where(fromSequence, toSequence) + ": " + reason, cause);
        this.kind = kind;
        this.fromSequence = fromSequence;
        this.toSequence = toSequence;
        this.log = null;
    }

    private JournalException(final Path log, final JournalException found) {
        super(log.getFileName() + ": " + found.getMessage(), found);
        this.kind = found.kind;
        this.fromSequence = found.fromSequence;
        this.toSequence = found.toSequence;
        this.log = log;
    }

    /** The same, told of the log in this directory. */
    public JournalException in(final Path directory) {
        return new JournalException(directory, this);
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }

    /** First sequence concerned, 0 when none is. */
    public long fromSequence() {
        return fromSequence;
    }

    /** Last sequence concerned, inclusive. */
    public long toSequence() {
        return toSequence;
    }

    /** The directory of the log that it was found in. */
    public Optional<Path> log() {
        return Optional.ofNullable(log);
    }

    private static String where(final long from, final long to) {
        if (from == 0) {
            return "";
        }
        return from == to ? " at " + from : " " + from + ".." + to;
    }
}
