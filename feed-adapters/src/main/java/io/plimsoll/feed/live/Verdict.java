package io.plimsoll.feed.live;

/** What becomes of one price of a venue. */
public enum Verdict {
    /** It is published. */
    TAKEN,
    /** Dropped: the same time and sequence as the last one taken, as every second one is where two connections give all. */
    DUPLICATE,
    /** Dropped: below the last one taken, in time or, at the same time, in sequence. */
    OLDER,
    /** Dropped: more than {@link PriceFilter#MAX_AHEAD_NS} in the future. */
    FUTURE,
    /** Dropped: its time is zero or negative. */
    NO_TIME,
    /** Dropped: zero or negative, which is a price of nothing. */
    NOT_POSITIVE,
    /** Dropped: the venue itself said until when it may be used, and that is over. */
    EXPIRED,
    /** Dropped: came before the venue had confirmed the subscription. */
    NOT_SUBSCRIBED,
    /** Dropped: the first one of its symbol on a connection, and older than the venue may be silent. */
    OLD_LOOK;

    /** Whether this price, or a later one of its symbol, is one that was taken. */
    public boolean isBelieved() {
        return this == TAKEN || this == DUPLICATE || this == OLDER;
    }
}
