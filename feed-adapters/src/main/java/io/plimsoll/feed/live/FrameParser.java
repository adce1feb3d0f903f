package io.plimsoll.feed.live;

/**
 * One venue's messages, read. Knows no clock, no socket and no thread but its caller's; a decimal becomes a mantissa by whole numbers
 * alone. A message is taken as a whole or not at all.
 */
@FunctionalInterface
public interface FrameParser {
    /**
     * Reads one message: all of a WebSocket message, the data of one server-sent event, or the body of one answer.
     *
     * @param frame holds it, and is not kept
     * @param into empty; what it holds after an exception means nothing
     * @throws MalformedFrameException where the message is not one of the venue's
     */
    void parse(byte[] frame, int offset, int length, FrameContent into);
}
