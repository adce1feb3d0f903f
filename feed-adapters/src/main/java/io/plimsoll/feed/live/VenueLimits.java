package io.plimsoll.feed.live;

import java.time.Duration;

/**
 * What a venue promises about its connections, and what it asks of them.
 *
 * @param connections how many are held at once, each giving every price: 1, or more where the venue has several origins
 * @param maxSilence without a message for longer, a connection is dead; heartbeats count as messages
 * @param maxLife after this a connection is replaced by a new one, with overlap; null where the venue cuts none
 * @param pingEvery how often a WebSocket ping is sent; null where none is asked for
 * @param maxFrameBytes a longer message is refused, and the connection with it
 */
public record VenueLimits(
        int connections, Duration maxSilence, Duration maxLife, Duration pingEvery, int maxFrameBytes) {}
