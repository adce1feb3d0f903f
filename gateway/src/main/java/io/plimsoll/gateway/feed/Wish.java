package io.plimsoll.gateway.feed;

/**
 * What a client asks for.
 *
 * @param after the place after which it begins; null: after the newest record
 * @param isAll every record, otherwise orders only
 * @param isFinite ends at the newest record that there is when it begins, otherwise never
 * @param limit most events that are sent
 * @param resumesLive where it goes on when its place is of another log: with the newest, otherwise with the oldest that is left
 */
public record Wish(Place after, boolean isAll, boolean isFinite, long limit, boolean resumesLive) {}
