package io.plimsoll.feed.live;

import java.util.Arrays;

/**
 * Sees where a connection lacks a price that the venue says it has sent: by the venue's count of a symbol's prices, of which one that comes
 * stands for all before it, or by a price's own word of when the one before it was. Nothing is missing of a symbol that no price has come of yet. The source's thread only; times are
 * {@link System#nanoTime()}.
 */
final class GapWatch {
    private final long[] told;
    /** By symbol: what is waited for since, or {@link Quote#UNCOUNTED}. */
    private final long[] missing;

    private final long[] sinceNs;
    /** By symbol: the latest time of a price, or {@link Quote#UNTOLD}. */
    private final long[] publishedNs;

    GapWatch(final int symbols) {
        told = new long[symbols];
        missing = new long[symbols];
        sinceNs = new long[symbols];
        publishedNs = new long[symbols];
        Arrays.fill(told, Quote.UNCOUNTED);
        Arrays.fill(missing, Quote.UNCOUNTED);
        Arrays.fill(publishedNs, Quote.UNTOLD);
    }

    /** A message came by the connection, whatever becomes of its prices; of how many of them the price before them never came. */
    int hear(final FrameContent content, final long nowNs) {
        int lost = 0;
        for (int i = 0; i < content.quotes(); i++) {
            final Quote quote = content.quote(i);
            final int symbol = quote.symbol();
            told[symbol] = Math.max(told[symbol], quote.number());
            if (told[symbol] >= missing[symbol]) {
                missing[symbol] = Quote.UNCOUNTED;
            }
            if (publishedNs[symbol] != Quote.UNTOLD && quote.previousNs() > publishedNs[symbol]) {
                lost++;
            }
            publishedNs[symbol] = Math.max(publishedNs[symbol], quote.publishNs());
        }
        final int symbol = content.reachedSymbol();
        if (symbol != SymbolIndex.UNKNOWN
                && told[symbol] != Quote.UNCOUNTED
                && missing[symbol] == Quote.UNCOUNTED
                && content.reached() > told[symbol]) {
            missing[symbol] = content.reached();
            sinceNs[symbol] = nowNs;
        }
        return lost;
    }

    /** Whether a price has been missing for longer. */
    boolean isBehind(final long nowNs, final long limitNs) {
        for (int symbol = 0; symbol < missing.length; symbol++) {
            if (missing[symbol] != Quote.UNCOUNTED && nowNs - sinceNs[symbol] > limitNs) {
                return true;
            }
        }
        return false;
    }
}
