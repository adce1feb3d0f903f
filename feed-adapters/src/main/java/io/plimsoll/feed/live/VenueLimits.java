package io.plimsoll.feed.live;

import java.time.Duration;

/**
 * What a venue promises about its connections, and what it asks of them.
 *
 * @param connections how many are held at once, each giving every price: 1 at least
 * @param maxSilence without a message for longer, a connection is dead; heartbeats count as messages
 * @param maxPriceSilence without a price that is believed for longer, a connection is dead, whatever else it says
 * @param maxLife after this a connection is replaced by a new one, with overlap; null where the venue cuts none
 * @param pingEvery how often a WebSocket ping is sent; null where none is asked for
 * @param maxFrameBytes a longer message is refused, and the connection with it
 */
public record VenueLimits(
        int connections,
        Duration maxSilence,
        Duration maxPriceSilence,
        Duration maxLife,
        Duration pingEvery,
        int maxFrameBytes) {
    /** The same with so many connections at once. */
    public VenueLimits withConnections(final int count) {
        return new VenueLimits(count, maxSilence, maxPriceSilence, maxLife, pingEvery, maxFrameBytes);
    }

    /** The same with another silence that ends a connection. */
    public VenueLimits withMaxSilence(final Duration silence) {
        return new VenueLimits(connections, silence, maxPriceSilence, maxLife, pingEvery, maxFrameBytes);
    }

    /** The same with another time without a price that ends a connection. */
    public VenueLimits withMaxPriceSilence(final Duration silence) {
        return new VenueLimits(connections, maxSilence, silence, maxLife, pingEvery, maxFrameBytes);
    }
}
