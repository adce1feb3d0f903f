package io.plimsoll.engine;

import io.plimsoll.protocol.codec.Deleveraging;
import org.agrona.collections.Int2IntHashMap;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Where each holder of a position stands among those that would be given the other side's orders first, as of now. Ranks the holders of one
 * side of an instrument when it is first asked about one of them. For reports: it allocates. Engine thread.
 */
public final class DeleverageRanks {
    /** Not among them: not checked, in doubt, below its own requirement, or wholly assigned; or nobody is ranked at all. */
    public static final int NONE = 0;

    private final Catalog catalog;
    private final Candidates candidates;
    private final Long2ObjectHashMap<Int2IntHashMap> bySide = new Long2ObjectHashMap<>();

    DeleverageRanks(final EngineState state, final Candidates candidates) {
        this.catalog = state.catalog;
        this.candidates = candidates;
    }

    /** The rank of a unit's position, from 1, or {@link #NONE}. */
    public int rank(final int unit, final int instrumentId, final boolean isLong) {
        final Factor instrument = catalog.instrument(instrumentId);
        if (instrument == null || candidates.by() == Deleveraging.NONE) {
            return NONE;
        }
        final long side = 2L * instrument.index + (isLong ? 1 : 0);
        return bySide.computeIfAbsent(side, unknown -> rank(instrument, isLong)).get(unit);
    }

    private Int2IntHashMap rank(final Factor instrument, final boolean isLong) {
        final Int2IntHashMap ranks = new Int2IntHashMap(NONE);
        candidates.makeRoom();
        candidates.take(instrument, isLong);
        for (int rank = 1; !candidates.isEmpty(); rank++) {
            ranks.put(candidates.best(), rank);
            candidates.removeBest();
        }
        return ranks;
    }
}
