package io.plimsoll.feed.live;

import java.time.Duration;

/**
 * What a venue promises about its connections, and what it asks of them.
 *
 * @param connections how many are held at once, each giving every price: 1 at least
 * @param maxSilence without a message for longer, a connection is dead; heartbeats count as messages
 * @param maxPriceSilence without a price that is believed for longer, a connection is dead, whatever else it says
 * @param maxLife after this the venue cuts a connection: before it is over another takes its place, with overlap; null where it cuts none
 * @param pingEvery how often a WebSocket ping is sent; null where none is asked for
 * @param maxFrameBytes a longer message is refused, and the connection with it
 * @param maxLookAge how old a symbol's first price on a connection may be: the venue's own longest silence, whatever is set
 * @param maxBehind a connection that for longer lacks a price that the venue says it has sent is dead; null where venues tell nothing of it
 */
public record VenueLimits(
        int connections,
        Duration maxSilence,
        Duration maxPriceSilence,
        Duration maxLife,
        Duration pingEvery,
        int maxFrameBytes,
        Duration maxLookAge,
        Duration maxBehind) {
    /** Those of a venue that does not tell how far its prices have come. */
    public VenueLimits(
            final int connections,
            final Duration maxSilence,
            final Duration maxPriceSilence,
            final Duration maxLife,
            final Duration pingEvery,
            final int maxFrameBytes) {
        this(connections, maxSilence, maxPriceSilence, maxLife, pingEvery, maxFrameBytes, maxSilence, null);
    }

    /** The same with so many connections at once. */
    public VenueLimits withConnections(final int count) {
        return new VenueLimits(
                count, maxSilence, maxPriceSilence, maxLife, pingEvery, maxFrameBytes, maxLookAge, maxBehind);
    }

    /** The same with another silence that ends a connection. */
    public VenueLimits withMaxSilence(final Duration silence) {
        return new VenueLimits(
                connections, silence, maxPriceSilence, maxLife, pingEvery, maxFrameBytes, maxLookAge, maxBehind);
    }

    /** The same with another time without a price that ends a connection. */
    public VenueLimits withMaxPriceSilence(final Duration silence) {
        return new VenueLimits(
                connections, maxSilence, silence, maxLife, pingEvery, maxFrameBytes, maxLookAge, maxBehind);
    }

    /** The same with another time for which a price may be missing. */
    public VenueLimits withMaxBehind(final Duration time) {
        return new VenueLimits(
                connections, maxSilence, maxPriceSilence, maxLife, pingEvery, maxFrameBytes, maxLookAge, time);
    }

    /** The same, with another time after which the venue cuts a connection. */
    public VenueLimits withMaxLife(final Duration life) {
        return new VenueLimits(
                connections, maxSilence, maxPriceSilence, life, pingEvery, maxFrameBytes, maxLookAge, maxBehind);
    }
}
