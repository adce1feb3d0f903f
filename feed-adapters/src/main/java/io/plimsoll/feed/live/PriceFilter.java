package io.plimsoll.feed.live;

/**
 * Which price of a source is new, whichever connection it came by: per symbol, the (time, sequence) of the last one taken. One thread.
 */
public final class PriceFilter {
    /** How far a venue's clock may be ahead of ours. */
    public static final long MAX_AHEAD_NS = 2_000_000_000L;

    private final long maxLookAgeNs;
    private final long[] lastNs;
    private final long[] lastSequence;

    /**
     * A filter that has seen nothing.
     *
     * @param maxLookAgeNs how old the first price of a symbol on a connection may be
     */
    public PriceFilter(final int symbols, final long maxLookAgeNs) {
        this.maxLookAgeNs = maxLookAgeNs;
        lastNs = new long[symbols];
        lastSequence = new long[symbols];
    }

    /**
     * Judges a price of a confirmed subscription, and remembers it if it is taken.
     *
     * @param isLook whether it is its symbol's first one on its connection
     * @param nowNs the wall clock, nanoseconds since the Unix epoch
     */
    public Verdict check(final Quote quote, final boolean isLook, final long nowNs) {
        final long atNs = quote.publishNs();
        if (atNs <= 0) {
            return Verdict.NO_TIME;
        }
        if (atNs - nowNs > MAX_AHEAD_NS) {
            return Verdict.FUTURE;
        }
        if (quote.value() <= 0) { // the engine would refuse it: nothing must follow from it before
            return Verdict.NOT_POSITIVE;
        }
        if (quote.expiresNs() < nowNs) {
            return Verdict.EXPIRED;
        }
        final int symbol = quote.symbol();
        final int order = compare(atNs, quote.sequence(), symbol);
        if (order <= 0) {
            return order == 0 ? Verdict.DUPLICATE : Verdict.OLDER;
        }
        if (isLook && !isYoung(quote, nowNs)) {
            return Verdict.OLD_LOOK;
        }
        lastNs[symbol] = atNs;
        lastSequence[symbol] = quote.sequence();
        return Verdict.TAKEN;
    }

    private int compare(final long atNs, final long sequence, final int symbol) {
        final int byTime = Long.compare(atNs, lastNs[symbol]);
        return byTime != 0 ? byTime : Long.compare(sequence, lastSequence[symbol]);
    }

    /** Whether a price is no older than a look may be. */
    public boolean isYoung(final Quote quote, final long nowNs) {
        return nowNs - quote.publishNs() <= maxLookAgeNs;
    }

    /** The venue's time of a symbol's last price that was taken, 0 before the first. */
    public long lastNs(final int symbol) {
        return lastNs[symbol];
    }
}
