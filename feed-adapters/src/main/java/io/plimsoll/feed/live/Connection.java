package io.plimsoll.feed.live;

/** One connection of a {@link Transport}. The source's thread only; after {@link #close} nothing is told to its listener any more. */
public interface Connection {
    /** Sends a text message, after those before it; what cannot be sent closes the connection. */
    void send(String text);

    /** Sends a WebSocket ping; nothing on an event stream. */
    void ping();

    /** Ends the connection, opening or open; a WebSocket is told why. Again does nothing. */
    void close(String reason);
}
