package io.plimsoll.feed;

/** What a {@link PricePublisher} does with a price while the ring has no room. */
public enum WhenFull {
    /** Keep only the latest of each source and price id, and count what it replaced: for live feeds and paced load. */
    CONFLATE,
    /** Wait for room: for backtests, where every recorded price must be in the journal whatever the machine's speed. */
    WAIT
}
