package io.plimsoll.journal;

/**
 * Brings what a log holds to the disk, beside its writer and without disturbing it. Owned by one thread, which is not the
 * writer's: a sync takes milliseconds. Once a sync has failed it stays failed, since the kernel forgets which pages it could
 * not write.
 */
public interface LogSync extends AutoCloseable {
    /** Records that are appended and not known to be on disk. */
    long pending();

    /**
     * Syncs every file with such records, over a roll, and the directory entries that lead to them; then publishes the new
     * durable sequence in the log's mark.
     *
     * @return sequence of the last record that survives a loss of power
     * @throws JournalException FAILED when the disk did not take it
     */
    long sync();

    /** Sequence of the last record that survives a loss of power, 0 if none is known to. Any thread. */
    long durableSequence();

    /** Lets the files go; syncs nothing. */
    @Override
    void close();
}
