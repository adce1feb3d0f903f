package io.plimsoll.engine;

import org.agrona.MutableDirectBuffer;

/**
 * Where the engine's decisions go: the {@code orders} journal, or whatever stands in for it in a replay or a test. Called
 * on the engine's thread only, strictly as claim, commit, claim, commit.
 */
public interface OrderSink {
    /**
     * Room for one output record. The engine writes the SBE message at {@link #messageOffset()} of the returned buffer; the
     * space for the frame in front of it belongs to the sink.
     *
     * @param maxLength upper bound of the message's length, bytes
     */
    MutableDirectBuffer claim(int maxLength);

    /** Offset of the message in the buffer that {@link #claim} returned. */
    int messageOffset();

    /**
     * Takes the record over.
     *
     * @param length bytes of SBE message written, its header included
     * @param eventNs event time of the cause, for the output's frame
     */
    void commit(int length, long eventNs);
}
