package io.plimsoll.engine.naive;

import java.util.Comparator;
import java.util.Map;

/** What the pages say of price sources that go down, line by line, so that a test can plant a mistake in one of them. */
public class SourceFormulas {
    /** Whether a source that is young enough counts. */
    protected boolean isBelieved(final boolean isDown) {
        return !isDown;
    }

    /** Whether a guarded price is aggregated as soon as one of its sources is down. */
    protected boolean isAggregatedAtOnce(final boolean isManual) {
        return !isManual;
    }

    /** Whether a source is down no more when a tick of its is accepted. */
    protected boolean isBackByTick() {
        return true;
    }

    /** Of sources that make room, the first: one that is down, then the one that is silent for longest. */
    protected Comparator<Map.Entry<Integer, GuardedPrice.Tick>> leastMissed(final GuardedPrice known) {
        return Comparator.<Map.Entry<Integer, GuardedPrice.Tick>, Boolean>comparing(
                        entry -> !known.down().contains(entry.getKey()))
                .thenComparing(entry -> entry.getValue().publishNs());
    }

    /** Whether an unguarded price is orphaned when a source goes down. */
    protected boolean isOrphaned(final int source, final int last, final boolean isSetByHand) {
        return source == last && !isSetByHand;
    }

    /** Whether an orphaned price blocks all orders that hang on it. */
    protected boolean isHalted(final boolean isOrphaned) {
        return isOrphaned;
    }

    /** Whether a price that is accepted, of a source or an operator, is felt though it has not moved. */
    protected boolean isFeltAgain(final boolean wasOrphaned) {
        return wasOrphaned;
    }

    /** Whether an accepted tick of that source vouches for a price that another left behind. */
    protected boolean isAdopted(final int source, final int last) {
        return true;
    }
}
