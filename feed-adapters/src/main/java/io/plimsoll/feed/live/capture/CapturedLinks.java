package io.plimsoll.feed.live.capture;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** The connections of a captured source, as far as its records tell of them. One thread. */
final class CapturedLinks {
    /** A connection. */
    static final class Link {
        private final BitSet seen = new BitSet();
        private final BitSet confirmed = new BitSet();
        private final boolean isGoingOn;
        /** Whether its prices may be believed. */
        boolean isSubscribed;
        /** Whether it gives prices. */
        boolean isLive;

        private Link(final boolean isGoingOn) {
            this.isGoingOn = isGoingOn;
            isSubscribed = isGoingOn;
        }

        /** Whether no young price of the symbol that may be believed has come here yet. */
        boolean looks(final int symbol) {
            return !isGoingOn && !seen.get(symbol);
        }

        /** A young price of the symbol has come that may be believed. */
        void sees(final int symbol) {
            seen.set(symbol);
        }
    }

    private static final BitSet NOTHING = new BitSet();

    private final int expected;
    private final Map<Integer, Link> open = new HashMap<>();
    private final BitSet used = new BitSet();

    /** None yet, each of which has so many confirmations before it. */
    CapturedLinks(final int expected) {
        this.expected = expected;
    }

    /** One is open; whether those that gave prices are gone with the process that had them. */
    boolean opened(final int number) {
        final boolean isLost = begin(number);
        confirm(open.computeIfAbsent(number, opened -> new Link(false)), NOTHING);
        return isLost;
    }

    // A source uses a number once: where it comes again another process goes on, and the connections of the one that
    // died are gone.
    private boolean begin(final int number) {
        final boolean isLost = used.get(number) && hasLive();
        if (used.get(number)) {
            open.clear();
            used.clear();
        }
        used.set(number);
        return isLost;
    }

    private boolean hasLive() {
        return open.values().stream().anyMatch(link -> link.isLive);
    }

    /** One that a message came by: where its opening is not in the files it was open before, and confirmed. */
    Link of(final int number) {
        used.set(number);
        return open.computeIfAbsent(number, heard -> new Link(true));
    }

    /** Confirmations came. */
    void confirm(final Link link, final BitSet confirmations) {
        link.confirmed.or(confirmations);
        link.isSubscribed |= link.confirmed.cardinality() >= expected;
    }

    /** One is closed, or could not be opened; whether none is left that gives prices. */
    boolean closed(final int number) {
        if (open.remove(number) == null) {
            begin(number);
        }
        return !hasLive();
    }
}
