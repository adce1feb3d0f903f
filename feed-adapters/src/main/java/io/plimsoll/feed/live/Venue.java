package io.plimsoll.feed.live;

import java.util.List;
import java.util.Optional;

/**
 * One venue's protocol, without a socket: what to send, what to expect, how its messages are read. Used by one thread, that of its
 * source.
 */
public interface Venue {
    /** How messages come. */
    enum Kind {
        /** A WebSocket's text messages. */
        WEB_SOCKET,
        /** Server-sent events of a long answer to a GET. */
        EVENT_STREAM
    }

    /** How messages come. */
    Kind kind();

    /**
     * Where to connect to.
     *
     * @param connection number of the connection, from 0, below {@link VenueLimits#connections()}
     * @param nowMs the wall clock, milliseconds since the Unix epoch, for those that sign it
     */
    Endpoint endpoint(int connection, long nowMs);

    /** What to send when the connection is open, in order; nothing where the address alone says what is wanted. */
    default List<String> subscription() {
        return List.of();
    }

    /** How many different confirmations ({@link FrameContent#acknowledge}) the subscription gets; 0 where the venue confirms nothing. */
    default int expectedAcknowledgements() {
        return 0;
    }

    /** What to send where the venue asks for an answer ({@link FrameContent#wantsAnswer()}), or null where none does. */
    default String answer() {
        return null;
    }

    /** Reads its messages. */
    FrameParser parser();

    /** What the venue promises and asks for. */
    VenueLimits limits();

    /**
     * Where to ask for what a symbol missed: the answer is read by {@link #parser()}.
     *
     * @param symbol number in the {@link SymbolIndex}
     * @param afterNs the venue's time of the last price that was taken, nanoseconds since the Unix epoch
     * @param nowMs the wall clock, milliseconds since the Unix epoch
     * @return empty where the venue keeps nothing to ask for
     */
    default Optional<Endpoint> backfill(final int symbol, final long afterNs, final long nowMs) {
        return Optional.empty();
    }

    /** The same venue with other limits. */
    default Venue withLimits(final VenueLimits limits) {
        return new LimitedVenue(this, limits);
    }
}
