package io.plimsoll.engine;

/** A place for each leg in the trees of its factor, the same place in every ladder. Engine thread. */
final class Leaves {
    /** A page of 1,024 leaves is a whole tree: few enough pages to look through, and little is left empty by many factors. */
    static final int PAGE_BITS = 10;

    final PagedLists places;
    private final int[] unit;
    private final EngineCounters counters;

    Leaves(final int legs, final int factors, final EngineCounters counters) {
        this.counters = counters;
        places = new PagedLists(legs, factors, PAGE_BITS);
        unit = new int[places.capacity()];
    }

    int add(final int factor, final int owner) {
        final int leaf = places.add(factor);
        unit[leaf] = owner;
        return leaf;
    }

    /** Whose leg it is. */
    int unit(final int leaf) {
        return unit[leaf];
    }

    /** Takes a leaf away; the factor's last one stands in its place from here. */
    void remove(final int factor, final int leaf) {
        unit[leaf] = unit[places.removeLast(factor)];
    }

    /** Entries of a tree were read. */
    void scanned(final int entries) {
        counters.entriesScanned += entries;
    }

    /** Adds the unit of every leaf of the factor. */
    void collectAll(final int factor, final FiredUnits fired) {
        counters.sweeps++;
        for (int page = places.firstPage(factor); page != PagedLists.NONE; page = places.nextPage(page)) {
            counters.legsSwept += places.end(factor, page) - places.start(page);
            for (int leaf = places.start(page); leaf < places.end(factor, page); leaf++) {
                fired.add(unit[leaf]);
            }
        }
    }
}
