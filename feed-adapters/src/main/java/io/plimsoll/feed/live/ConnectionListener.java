package io.plimsoll.feed.live;

/** Hears of one connection, on the source's thread. */
public interface ConnectionListener {
    /** It is open: messages may be sent. */
    void opened();

    /**
     * A whole message.
     *
     * @param frame holds it, and is used again as soon as this returns
     * @param receivedNanoTime {@link System#nanoTime()} when its last byte was read from the socket
     */
    void frame(byte[] frame, int offset, int length, long receivedNanoTime);

    /** The venue shows on its own account that it is there: a ping of its own, or a comment in an event stream. */
    void keepAlive();

    /** The venue answers our ping. */
    void pong();

    /**
     * It is closed, or was never opened. The last that is heard of it.
     *
     * @param reason for the log, without anything secret
     * @param retryAfterNs how long the venue asks to be left alone, 0 where it says nothing
     */
    void closed(String reason, long retryAfterNs);
}
