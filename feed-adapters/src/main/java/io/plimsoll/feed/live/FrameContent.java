package io.plimsoll.feed.live;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * What one message of a venue says: prices, or something about the connection. Filled by a {@link FrameParser}, read by the supervisor,
 * used again for the next message; allocates only when a message has more prices than any before it. One thread.
 */
public final class FrameContent {
    private static final Comparator<Quote> NEWEST_FIRST = Comparator.comparingLong(Quote::publishNs)
            .thenComparingLong(Quote::sequence)
            .reversed();

    private final List<Quote> quotes = new ArrayList<>();
    private int count;
    private int unknown;
    private int closed;
    private final BitSet acknowledged = new BitSet();
    private boolean wantsAnswer;
    private int reachedSymbol;
    private long reached;
    private String refusal;
    private String closing;

    /** Forgets everything: before each message. */
    public FrameContent reset() {
        count = 0;
        unknown = 0;
        closed = 0;
        acknowledged.clear();
        wantsAnswer = false;
        reachedSymbol = SymbolIndex.UNKNOWN;
        refusal = null;
        closing = null;
        return this;
    }

    /** One price more; the parser fills it in. */
    public Quote add() {
        if (count == quotes.size()) {
            quotes.add(new Quote());
        }
        return quotes.get(count++);
    }

    /** A price of a symbol that the configuration does not name: counted and left out. */
    public void addUnknown() {
        unknown++;
    }

    /** A price that the venue itself says is none, since its market is closed: counted and left out. */
    public void addClosed() {
        closed++;
    }

    /** The venue confirms one of the things that the subscription asks for, by its number from 0; again says nothing new. */
    public void acknowledge(final int subscription) {
        acknowledged.set(subscription);
    }

    /** The venue wants the answer of {@link Venue#answer()}, or will hang up. */
    public void wantAnswer() {
        wantsAnswer = true;
    }

    /** The venue says how far it has counted a symbol's prices, of which it has sent all. Once a message. */
    public void reach(final int symbol, final long number) {
        reachedSymbol = symbol;
        reached = number;
    }

    /** The venue refuses what was asked: the connection is of no use. The text goes to the log. */
    public void refuse(final String reason) {
        refusal = reason;
    }

    /** The venue says that it will close the connection: another one is opened at once. The text goes to the log. */
    public void close(final String reason) {
        closing = reason;
    }

    /**
     * Puts the prices in the order of their times and sequences, the newest first: for an answer about a time that is over, of which
     * whoever takes them one by one then takes the newest that may be. Allocates.
     */
    FrameContent newestFirst() {
        quotes.subList(0, count).sort(NEWEST_FIRST);
        return this;
    }

    /** How many prices. */
    public int quotes() {
        return count;
    }

    /** The price with a number, from 0, in the order of the message unless it was put into another. */
    public Quote quote(final int number) {
        if (number >= count) {
            throw new IndexOutOfBoundsException("quote " + number + " of " + count);
        }
        return quotes.get(number);
    }

    /** How many prices of symbols that the configuration does not name. */
    public int unknown() {
        return unknown;
    }

    /** How many prices of markets that are closed. */
    public int closed() {
        return closed;
    }

    /** Which subscriptions are confirmed; as long as the message. */
    public BitSet acknowledged() {
        return acknowledged;
    }

    /** Whether the venue wants an answer. */
    public boolean wantsAnswer() {
        return wantsAnswer;
    }

    /** The symbol of {@link #reached}, or {@link SymbolIndex#UNKNOWN}. */
    public int reachedSymbol() {
        return reachedSymbol;
    }

    /** The number of the last price of {@link #reachedSymbol} that the venue has sent. */
    public long reached() {
        return reached;
    }

    /** Why the venue refuses, or null. */
    public String refusal() {
        return refusal;
    }

    /** Why the venue will hang up, or null. */
    public String closing() {
        return closing;
    }
}
