package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Profile;
import java.util.Comparator;
import java.util.Optional;

/** What the page says of the queue of units to be liquidated, line by line. */
public class QueueFormulas {
    private static final Comparator<Queued> RISKIEST_FIRST =
            Comparator.comparing(Queued::shortfall).reversed().thenComparingLong(Queued::accountId);

    /** Whether a profile bounds the units that one record may order for. */
    protected boolean isBounded(final Profile profile) {
        return profile.maxLiquidationsPerRecord() > 0;
    }

    /** Units that one record may order for; where only throttles make a queue, all of it. */
    protected int bound(final Profile profile) {
        return profile.maxLiquidationsPerRecord() == 0 ? Integer.MAX_VALUE : profile.maxLiquidationsPerRecord();
    }

    /** Whether a record of this template id resumes the queue. */
    protected boolean isResumedBy(final int templateId) {
        return true;
    }

    /** Negative when the first goes before the second. */
    protected int compare(final Queued first, final Queued second) {
        return RISKIEST_FIRST.compare(first, second);
    }

    /** As what a unit is queued that is found to be below again. */
    protected Queued again(final Queued before, final Queued now) {
        return before;
    }

    /** What is left of a unit's place when definitions are committed. */
    protected Optional<Queued> afterCommit(final Queued before) {
        return Optional.empty();
    }
}
