package io.plimsoll.gateway.feed;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Where a client's bytes go. Called by the pump's thread, one call at a time: the next comes only after {@code done} of the one before. None
 * may block.
 */
public interface Sink {
    /** Told once, from any thread, that a call is through or has failed; a client whose call failed is gone. */
    @FunctionalInterface
    interface Done {
        /** It is through; {@code failure} is null when it went well. */
        void done(Throwable failure);
    }

    /**
     * Sends events.
     *
     * @param events in order, at least one
     * @param shared the same events in this sink's format, when another client has just had them; null when not
     * @return what the next client may share; null where nothing can be shared
     */
    ByteBuffer send(List<OrderEvent> events, ByteBuffer shared, Done done);

    /** Says from where it goes on, and why not from where it was asked to. */
    void resync(Resync resync, Done done);

    /** Nothing is new; keeps the connection, and the client's place. */
    void idle(Place place, Done done);

    /** Everything that was asked for is sent. */
    void end(Done done);

    /** Says why nothing more comes, and ends. */
    void cut(Cut reason, Done done);

    /** Ends at once, without a word. */
    void abort();

    /** What format it wants, so that clients of one format share. */
    Object format();
}
