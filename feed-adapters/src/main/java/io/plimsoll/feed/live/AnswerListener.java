package io.plimsoll.feed.live;

/** Hears what came of {@link Transport#fetch}, once, on the source's thread. */
public interface AnswerListener {
    /**
     * A whole answer of status 200.
     *
     * @param receivedNanoTime {@link System#nanoTime()} when its last byte was read from the socket
     */
    void answered(byte[] body, int offset, int length, long receivedNanoTime);

    /** There is none. The reason is for the log and holds nothing secret. */
    void failed(String reason);
}
