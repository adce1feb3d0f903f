package io.plimsoll.journal;

import org.agrona.DirectBuffer;

/** Receives the records that a {@link FrameLogReader} delivers, on the thread that polls. */
@FunctionalInterface
public interface FrameHandler {
    /**
     * One whole record, already checked. The buffer is the mapped file itself: valid until this method returns.
     *
     * @param buffer holds the record
     * @param offset of the frame; the SBE message is {@link io.plimsoll.protocol.Frame#HEADER_LENGTH} bytes further
     * @param length of frame and message, bytes
     */
    void onFrame(DirectBuffer buffer, int offset, int length);
}
