package io.plimsoll.feed.live;

import io.plimsoll.feed.TickSource;

/**
 * One price as a venue's message says it, at the decimals of our price id. A reusable holder inside {@link FrameContent}; one thread;
 * checks nothing, since a price is a claim.
 */
public final class Quote {
    /** What {@link #expiresNs} is where the venue says nothing of it. */
    public static final long NEVER = Long.MAX_VALUE;
    /** What {@link #number} is where the venue counts nothing. */
    public static final long UNCOUNTED = -1;
    /** What {@link #previousNs} is where the venue says nothing of it. */
    public static final long UNTOLD = -1;

    private int symbol;
    private long value;
    private long confidence;
    private long publishNs;
    private long sequence;
    private long expiresNs;
    private long number;
    private long previousNs;

    /**
     * The price of a symbol.
     *
     * @param index number of the symbol in the {@link SymbolIndex}
     * @param mantissa at the decimals that the index tells for it
     * @param halfWidth of the venue's own interval at the same decimals, or {@link TickSource#NO_CONFIDENCE}
     */
    public Quote price(final int index, final long mantissa, final long halfWidth) {
        symbol = index;
        value = mantissa;
        confidence = halfWidth;
        return this;
    }

    /** The venue's own time of it, nanoseconds since the Unix epoch, and its sequence: 0 where the venue numbers nothing. */
    public Quote published(final long atNs, final long inOrder) {
        publishNs = atNs;
        sequence = inOrder;
        expiresNs = NEVER;
        number = UNCOUNTED;
        previousNs = UNTOLD;
        return this;
    }

    /** The venue's own time of the symbol's price before it, nanoseconds since the Unix epoch; {@link #UNTOLD} unless said after the time. */
    public Quote after(final long previous) {
        previousNs = previous;
        return this;
    }

    /** Its number by the count that {@link FrameContent#reach} tells the end of; {@link #UNCOUNTED} unless said after the time. */
    public Quote counted(final long count) {
        number = count;
        return this;
    }

    /** Until when the venue says that it may be used, nanoseconds since the Unix epoch; {@link #NEVER} unless said after the time. */
    public Quote expires(final long atNs) {
        expiresNs = atNs;
        return this;
    }

    /** Number of the symbol in the {@link SymbolIndex}. */
    public int symbol() {
        return symbol;
    }

    /** Price mantissa. */
    public long value() {
        return value;
    }

    /** Half-width of the venue's interval, or {@link TickSource#NO_CONFIDENCE}. */
    public long confidence() {
        return confidence;
    }

    /** The venue's own time, nanoseconds since the Unix epoch. */
    public long publishNs() {
        return publishNs;
    }

    /** The venue's sequence, 0 where it has none. */
    public long sequence() {
        return sequence;
    }

    /** Until when it may be used, nanoseconds since the Unix epoch, or {@link #NEVER}. */
    public long expiresNs() {
        return expiresNs;
    }

    /** Its number by the venue's count, or {@link #UNCOUNTED}. */
    public long number() {
        return number;
    }

    /** The venue's own time of the price before it, nanoseconds since the Unix epoch, or {@link #UNTOLD}. */
    public long previousNs() {
        return previousNs;
    }
}
