package io.plimsoll.feed;

import org.agrona.MutableDirectBuffer;

/**
 * Where adapters put records: the ring, seen from outside. A slot holds the encoded record itself, so an adapter encodes its
 * SBE message in place and nothing is translated again. Any number of adapter threads may use one port; a claimed slot
 * must be published by the thread that claimed it, at once and whatever happens (publish length 0 to give it up).
 */
public interface InputPort {
    /** What {@link #tryClaim()} answers when the ring is full. */
    long FULL = -1;

    /** A slot, waiting while the ring is full: for account records, which are facts and are never dropped. */
    long claim();

    /** A slot, or {@link #FULL}: for prices, which conflate in their adapter instead of waiting. */
    long tryClaim();

    /** The buffer that holds the claimed slot. */
    MutableDirectBuffer buffer(long slot);

    /** Where in that buffer the SBE message (its header first) goes. */
    int messageOffset(long slot);

    /** Most bytes that a message may take, but in {@link #buffer(long, int)}. */
    int maxMessageLength();

    /**
     * The buffer that holds the claimed slot, with room for a message of some length: for the rare one, as a long definition, that may
     * take more than {@link #maxMessageLength()}. Such a one allocates.
     */
    default MutableDirectBuffer buffer(final long slot, final int length) {
        if (length > maxMessageLength()) {
            throw new IllegalArgumentException("a slot holds " + maxMessageLength() + " bytes, not " + length);
        }
        return buffer(slot);
    }

    /**
     * Hands the slot over to the sequencing stage.
     *
     * @param slot what {@link #claim()} or {@link #tryClaim()} returned
     * @param length bytes of SBE message written, its header included; 0 gives the slot up
     * @param dueNanoTime {@link System#nanoTime()} at which this record was due: when it was received or, for paced replay,
     *     when the schedule wanted it; or {@link #WHEN_TAKEN_UP}. Latency is measured from here
     * @param eventNs event time to give the record, nanoseconds since the Unix epoch; {@link #LIVE_TIME} lets the sequencing
     *     stage read its clock
     */
    void publish(long slot, int length, long dueNanoTime, long eventNs);

    /** Due when the sequencing stage takes it up: for records without a schedule, whose wait in the ring says nothing. */
    long WHEN_TAKEN_UP = Long.MIN_VALUE;

    /** Let the sequencing stage stamp the record with its own clock. */
    long LIVE_TIME = Long.MIN_VALUE;
}
