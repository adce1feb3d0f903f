package io.plimsoll.gateway.feed;

/**
 * When a client is cut off.
 *
 * @param lagRecords records behind the head, for a client that had caught up
 * @param lagBytes encoded bytes behind the head, for the same
 * @param stallNs how long one piece may wait to be taken
 * @param heartbeatNs how long nothing may be sent before something is
 */
public record FollowLimits(long lagRecords, long lagBytes, long stallNs, long heartbeatNs) {}
