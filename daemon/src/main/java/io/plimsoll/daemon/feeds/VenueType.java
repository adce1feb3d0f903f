package io.plimsoll.daemon.feeds;

import io.plimsoll.feed.live.Venue;

/** A venue whose messages the daemon reads: docs/operating/feeds has a page for each. */
public enum VenueType {
    PYTH(Venue.Kind.EVENT_STREAM),
    BINANCE(Venue.Kind.WEB_SOCKET),
    COINBASE(Venue.Kind.WEB_SOCKET),
    DERIBIT(Venue.Kind.WEB_SOCKET),
    CHAINLINK(Venue.Kind.WEB_SOCKET);

    private final Venue.Kind kind;

    VenueType(final Venue.Kind kind) {
        this.kind = kind;
    }

    /** Scheme of its addresses. */
    String scheme() {
        return kind == Venue.Kind.EVENT_STREAM ? "https" : "wss";
    }

    /** The same without encryption, which is for loopback alone. */
    String plainScheme() {
        return kind == Venue.Kind.EVENT_STREAM ? "http" : "ws";
    }
}
