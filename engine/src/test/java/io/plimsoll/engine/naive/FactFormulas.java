package io.plimsoll.engine.naive;

import io.plimsoll.protocol.codec.FlagReason;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the page's section "Facts" decides about admission, suspicion, limits and room, each decision by itself, so that
 * a test can plant a mistake in one of them. Sequences of snapshots and gaps are input sequences.
 */
public class FactFormulas {
    // ---- Numbering

    /** At or below the source's last: a duplicate. */
    protected boolean isDuplicate(final long last, final long sequence) {
        return sequence <= last;
    }

    /** More than one above the source's last; only asked of sequences above it. */
    protected boolean isGap(final long last, final long sequence) {
        return sequence - 1 > last;
    }

    /** Whether a heartbeat says that records are missing. */
    protected boolean isHeartbeatGap(final long last, final long sequence) {
        return sequence > last;
    }

    // ---- Silence

    /** Whether a record lets its source be heard. */
    protected boolean isHeard(final boolean isDuplicate) {
        return !isDuplicate;
    }

    /** Whether a source that was last heard then, or never, is too long silent. */
    protected boolean isStale(final OptionalLong heardNs, final long nowNs, final long maxAgeNs) {
        return heardNs.isEmpty() || heardNs.getAsLong() < nowNs - maxAgeNs;
    }

    /** Whether those who wait for a source are touched when it is heard. */
    protected boolean isTouchedWhenHeard(final boolean wasStale) {
        return wasStale;
    }

    // ---- Resync

    /** Whether what a unit has is in doubt for what was missed of its source. */
    protected boolean isStaleInResync(final boolean isUnderWay) {
        return isUnderWay;
    }

    /** Whether those who wait for a source are touched when all of it is here. */
    protected boolean isTouchedWhenWhole() {
        return true;
    }

    /** Whether a new run begins without what an earlier one asked for. */
    protected boolean isInterruptedByRun() {
        return true;
    }

    // ---- Suspicion

    /** The unit is suspect while snapshot &lt; gap. */
    protected boolean isBeforeGap(final long snapshotSequence, final long gapSequence) {
        return snapshotSequence < gapSequence;
    }

    /** A snapshot counts from its first record on. */
    protected long snapshotSequence(final long first, final long last) {
        return first;
    }

    /** Changing the source clears nothing: what the old source's gap says becomes the unit's own SUSPECT flag. */
    protected boolean isSuspicionKept(final boolean isSuspectByGap, final boolean isOtherSource) {
        return isSuspectByGap && isOtherSource;
    }

    // ---- Reconciliation

    /** Whether a snapshot is compared: in doubt the two were known to differ, and without a book there is nothing to compare. */
    protected boolean isReconciled(final boolean isSuspect, final boolean hasBook) {
        return !isSuspect && hasBook;
    }

    /** A position's cost as a snapshot states it. */
    protected BigInteger settledCost(final Position position, final BigInteger index) {
        return position.cost().add(index.subtract(position.fundingIndex()).multiply(position.quantity()));
    }

    /** Whether a position is another one in the snapshot. */
    protected boolean isOtherPosition(final BigInteger quantity, final BigInteger settledCost, final Position theirs) {
        return !quantity.equals(theirs.quantity()) || !settledCost.equals(theirs.cost());
    }

    // ---- Limits and room

    /** "Beyond" a limit, in size. */
    protected boolean isBeyond(final BigInteger value, final BigInteger limit) {
        return Numbers.isBeyond(value, limit);
    }

    /** A unit never has more than 64 legs. */
    protected boolean isTooManyLegs(final int legs) {
        return legs > 64;
    }

    /** More legs over all accounts than fit, and more than now. */
    protected boolean isOutOfRoom(final long legsNow, final long legsThen, final long maxLegs) {
        return legsThen > maxLegs && legsThen > legsNow;
    }

    // ---- Single facts

    /** What an account is an isolated part of is as it was opened last. */
    protected OptionalLong parent(final OptionalLong stated) {
        return stated;
    }

    /** Why a funding index of a known instrument is refused: its size before its instrument's kind. */
    protected Optional<FlagReason> fundingRefusal(final boolean isBeyondLimit, final boolean hasFunding) {
        if (isBeyondLimit) {
            return Optional.of(FlagReason.OVER_LIMIT);
        }
        return hasFunding ? Optional.empty() : Optional.of(FlagReason.FUNDING_NOT_DUE);
    }

    /** Why what is open of a known instrument is refused: it is a size, and small enough to be multiplied by a price. */
    protected Optional<FlagReason> openInterestRefusal(final BigInteger quantity) {
        return quantity.signum() < 0 || quantity.bitLength() > 62
                ? Optional.of(FlagReason.OVER_LIMIT)
                : Optional.empty();
    }

    /** Why a leverage that an account chose in a known instrument is refused: it is none, or from 1 to a million. */
    protected Optional<FlagReason> leverageRefusal(final BigInteger leveragePpm) {
        return leveragePpm.signum() == 0
                        || (leveragePpm.compareTo(Numbers.MILLION) >= 0
                                && leveragePpm.compareTo(Numbers.tenTo(12)) <= 0)
                ? Optional.empty()
                : Optional.of(FlagReason.OVER_LIMIT);
    }

    /** The counterparty gets its fill whatever became of the account's own. */
    protected boolean isCounterpartyFilled(final boolean isOwnApplied) {
        return true;
    }

    /** Whether a snapshot's amount replaces what was staged before it; 0 does, and leaves no leg. */
    protected boolean replacesStaged(final BigInteger amount) {
        return true;
    }
}
