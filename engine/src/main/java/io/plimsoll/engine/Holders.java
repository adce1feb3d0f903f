package io.plimsoll.engine;

/** For each factor the legs that hold it, as the sweep reads them: in memory order. Engine thread. */
final class Holders {
    static final int CHUNK_BITS = 10;
    static final int CHUNK = 1 << CHUNK_BITS;

    final PagedLists places;
    /** Units held, shifted left by the factor's own count. */
    final long[] shiftedUnits;
    /** Who holds them. */
    final int[] unit;

    private final int[] leg;

    Holders(final int legs, final int factors) {
        places = new PagedLists(legs, factors, CHUNK_BITS);
        shiftedUnits = new long[places.capacity()];
        unit = new int[places.capacity()];
        leg = new int[places.capacity()];
    }

    /** Adds a holder and answers where it stands. */
    int add(final int factor, final int holder, final int heldLeg) {
        final int at = places.add(factor);
        unit[at] = holder;
        leg[at] = heldLeg;
        return at;
    }

    /** Removes a holder; the factor's last one takes its place, and its leg is told. */
    void remove(final int factor, final int at, final Legs legs) {
        final int last = places.removeLast(factor);
        if (last != at) {
            shiftedUnits[at] = shiftedUnits[last];
            unit[at] = unit[last];
            leg[at] = leg[last];
            legs.setHolderSlot(leg[at], at);
        }
    }

    /** Writes the units of every holder anew, after the factor's shift changed. */
    void reshift(final int factor, final Legs legs, final int shift) {
        for (int page = places.firstPage(factor); page != PagedLists.NONE; page = places.nextPage(page)) {
            for (int at = places.start(page); at < places.end(factor, page); at++) {
                shiftedUnits[at] = legs.units(leg[at]) << shift;
            }
        }
    }
}
