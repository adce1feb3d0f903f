package io.plimsoll.journal;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Appends records to one log, each sealed in its frame and chained to the one before it. Owned by a single thread, which may
 * differ from the one that opened it. Allocates nothing per append. A record is visible to readers once {@link #commit} or
 * {@link #append} returns, and survives the death of the process; nothing here survives a loss of power. When the queue
 * underneath fails the writer stays failed: every later call throws.
 */
public interface FrameLogWriter extends AutoCloseable {
    /**
     * Room for one record in the mapped file. Encode the SBE message, its header first, at {@link #messageOffset()}; the
     * frame in front of it is the writer's. Must be followed by {@link #commit} or {@link #abort}.
     *
     * @param maxMessageLength upper bound of the message's length, bytes; at most {@link FrameLogs#MAX_MESSAGE_LENGTH}
     */
    MutableDirectBuffer claim(int maxMessageLength);

    /** Where in the claimed buffer the message goes. */
    int messageOffset();

    /**
     * Seals and publishes the claimed record under the next sequence.
     *
     * @param messageLength bytes of message written
     * @param eventNs event time, nanoseconds since the Unix epoch, never below {@link #lastEventNs()}
     * @return the record's sequence
     * @throws IllegalArgumentException for a length or time out of range; the record is given up
     */
    long commit(int messageLength, long eventNs);

    /** Gives the claimed record up; readers never see it. Does nothing without a claim. */
    void abort();

    /**
     * Publishes a copy of a record that the sequencing stage has sealed.
     *
     * @throws JournalException when it is damaged or does not follow the last record; nothing is written then
     */
    void append(DirectBuffer buffer, int offset, int length);

    /** Gives the writer to whichever thread appends next. Its owner, with no claim open. */
    void handOver();

    /** Sequence of the last record, 0 before the first. */
    long lastSequence();

    /** CRC32C of the last record, 0 before the first. */
    int lastCrc();

    /** Event time of the last record, 0 before the first. */
    long lastEventNs();

    /** Gives up an open claim and lets the log go. */
    @Override
    void close();
}
