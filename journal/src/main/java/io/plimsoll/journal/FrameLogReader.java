package io.plimsoll.journal;

/**
 * Follows one log, live, over rolls and restarts of its writer; never writes to it. Owned by the thread that polls. Checks
 * every record (frame, CRC32C, sequence, chain) before delivering it, and allocates nothing per record. It may be opened
 * before the log exists. What is missing or damaged is thrown as a {@link JournalException}: the same one at each further
 * poll, except LOST, after which polling goes on with the oldest record left.
 */
public interface FrameLogReader extends AutoCloseable {
    /**
     * Delivers the next record, if there is one. If the handler throws, the same record comes again.
     *
     * @return whether one was delivered
     */
    boolean poll(FrameHandler handler);

    /**
     * Whether this reader has seen everything there is; to ask when {@link #poll} has returned false, since to the queue
     * underneath a hole looks like the end. False: more has come, or the log is not there yet; poll again.
     *
     * @param committedSequence a sequence known from elsewhere to be committed, 0 if none is
     * @throws JournalException HOLE when records up to it, or to the queue's own mark, cannot be reached
     */
    boolean atEnd(long committedSequence);

    /** Sequence of the last record delivered, or passed over to reach the start; 0 before. */
    long lastSequence();

    /** Where to resume after the last record delivered; save it after processing that record. */
    Cursor cursor();

    /** Lets the log go. */
    @Override
    void close();
}
