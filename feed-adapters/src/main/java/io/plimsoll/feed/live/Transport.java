package io.plimsoll.feed.live;

/**
 * Sockets, seen from a source: opens connections and asks for single answers. All calls, and all calls back, happen on the source's
 * thread; nothing is called back from within a call, and nothing here blocks.
 */
public interface Transport extends AutoCloseable {
    /**
     * Starts to open a connection. What comes of it is told to the listener: {@link ConnectionListener#opened} or
     * {@link ConnectionListener#closed}.
     *
     * @param maxFrameBytes a longer message closes the connection before more of it is kept
     * @throws IllegalArgumentException where the address is no address
     */
    Connection open(Endpoint endpoint, Venue.Kind kind, int maxFrameBytes, ConnectionListener listener);

    /**
     * Asks once by GET, within {@link #ANSWER_LIMIT_NS}.
     *
     * @param maxBytes a longer answer is a failure
     * @throws IllegalArgumentException where the address is no address
     */
    void fetch(Endpoint endpoint, int maxBytes, AnswerListener listener);

    /** Ends every connection; nothing is told to listeners any more. */
    @Override
    void close();

    /** How long the opening of a connection, and a single answer, may take. */
    long ANSWER_LIMIT_NS = 10_000_000_000L;
}
