package io.plimsoll.daemon.feeds;

/** A venue whose messages the daemon reads: docs/operating/feeds has a page for each. */
public enum VenueType {
    PYTH,
    BINANCE,
    COINBASE,
    DERIBIT,
    CHAINLINK
}
