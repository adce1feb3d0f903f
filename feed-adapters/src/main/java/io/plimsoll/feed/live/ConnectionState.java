package io.plimsoll.feed.live;

/** How far a connection has come: docs/internals/live-feeds.md, "Trust". */
public enum ConnectionState {
    /** None, or not yet open. */
    CONNECTING,
    /** The socket is open and the venue has not yet confirmed everything that was asked for: its prices are not taken. */
    OPEN,
    /** All is confirmed; no price that is young enough has come yet. */
    SUBSCRIBED,
    /** It has given a price. */
    LIVE,
    /** It waits before it is tried again. */
    WAITING
}
