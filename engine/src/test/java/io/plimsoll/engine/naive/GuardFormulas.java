package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.GuardedPrice.Dwell;
import io.plimsoll.engine.naive.GuardedPrice.Slow;
import io.plimsoll.engine.naive.GuardedPrice.Tick;
import io.plimsoll.protocol.codec.DegradedAction;
import io.plimsoll.protocol.codec.PriceState;
import io.plimsoll.protocol.codec.WithheldReason;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the page of guarded prices says, line by line, so that a test can plant a mistake in one of them. Prices are
 * mantissas, times nanoseconds, rates ppm.
 */
public class GuardFormulas {
    private static final long FARTHEST_FUTURE_NS = 2_000_000_000L;
    private static final int MOST_SOURCES = 16;
    private static final int FEWEST_JUDGED = 3;
    private static final int STEPS_OF_SLOW = 64;

    // ---- Accepting

    /** Published more than two seconds after the record. */
    protected boolean isFuture(final long publishNs, final long nowNs) {
        return publishNs > nowNs + FARTHEST_FUTURE_NS;
    }

    /** Not after the last accepted tick of the same source. */
    protected boolean isOlder(final Tick last, final long publishNs, final long sequence) {
        return publishNs < last.publishNs() || (publishNs == last.publishNs() && sequence <= last.sequence());
    }

    /** What the collar is laid around: the price in force. */
    protected BigInteger collarCentre(final BigInteger price, final BigInteger lastTick) {
        return price;
    }

    /** |value - price| * 10^6 > ppm * price. */
    protected boolean isBeyond(final BigInteger value, final BigInteger price, final int ppm) {
        return value.subtract(price).abs().multiply(Numbers.MILLION).compareTo(price.multiply(BigInteger.valueOf(ppm)))
                > 0;
    }

    /** The id has no room for one more source. */
    protected boolean isFullOfSources(final int sources) {
        return sources >= MOST_SOURCES;
    }

    // ---- Aggregating

    /** t - publishNs &lt;= maxAgeNs. */
    protected boolean isFresh(final long nowNs, final long publishNs, final long maxAgeNs) {
        return nowNs - publishNs <= maxAgeNs;
    }

    /** Of an even count: the floor of the mean of the middle two. */
    protected BigInteger median(final Collection<BigInteger> values) {
        final List<BigInteger> rising = values.stream().sorted().toList();
        final int middle = rising.size() / 2;
        return rising.size() % 2 == 1 ? rising.get(middle) : mean(rising.get(middle - 1), rising.get(middle));
    }

    /** floor((first + second) / 2). */
    protected BigInteger mean(final BigInteger first, final BigInteger second) {
        return Numbers.floorDiv(first.add(second), BigInteger.TWO);
    }

    /** So few are not judged against each other. */
    protected boolean areJudged(final int fresh) {
        return fresh >= FEWEST_JUDGED;
    }

    /** Whether a state's price keeps out what is far from it. */
    protected boolean hasCollar(final PriceState state, final DegradedAction degraded) {
        return state == PriceState.VALID || (state == PriceState.DEGRADED && degraded == DegradedAction.AS_VALID);
    }

    /** Whether a tick that ends a silence is felt, though it changes nothing. */
    protected boolean isFeltAfterSilence(final boolean wasFresh) {
        return !wasFresh;
    }

    /** d = max(outlierMads * MAD, floor(m0 * outlierFloorPpm / 10^6)). */
    protected BigInteger outlierDistance(
            final BigInteger middle, final BigInteger deviation, final int mads, final int floorPpm) {
        return deviation
                .multiply(BigInteger.valueOf(mads))
                .max(Numbers.floorDiv(middle.multiply(BigInteger.valueOf(floorPpm)), Numbers.MILLION));
    }

    /** Whose prices make the candidate. */
    protected Collection<BigInteger> counted(final Collection<BigInteger> kept, final Collection<BigInteger> fresh) {
        return kept;
    }

    /** How many are held against the quorum. */
    protected int forQuorum(final int kept, final int fresh, final int all) {
        return kept;
    }

    /** floor((q3 - q1) / 2), q1 = x[floor((k-1)/4)], q3 = x[k-1-floor((k-1)/4)]. */
    protected BigInteger halfOfMiddleHalf(final Collection<BigInteger> kept) {
        final List<BigInteger> rising = kept.stream().sorted().toList();
        final int quarter = (rising.size() - 1) / 4;
        return Numbers.floorDiv(rising.get(rising.size() - 1 - quarter).subtract(rising.get(quarter)), BigInteger.TWO);
    }

    /** Whether so much time is enough for the slow price to move. */
    protected boolean isSlowDue(final long elapsedNs, final long slowNs) {
        return BigInteger.valueOf(elapsedNs)
                        .multiply(BigInteger.valueOf(STEPS_OF_SLOW))
                        .compareTo(BigInteger.valueOf(slowNs))
                >= 0;
    }

    /** slow += floor((candidate before this one - slow) * min(t - slowAt, slowNs) / slowNs). */
    protected BigInteger followed(
            final BigInteger slow,
            final BigInteger candidateBefore,
            final BigInteger candidate,
            final long elapsedNs,
            final long slowNs) {
        return slow.add(Numbers.floorDiv(
                candidateBefore.subtract(slow).multiply(BigInteger.valueOf(Math.min(elapsedNs, slowNs))),
                BigInteger.valueOf(slowNs)));
    }

    /** m > haltFactor * slow or m * haltFactor &lt; slow. */
    protected boolean isOutOfProportion(final BigInteger candidate, final Slow slow, final int factor) {
        final BigInteger times = BigInteger.valueOf(factor);
        return candidate.compareTo(slow.value().multiply(times)) > 0
                || candidate.multiply(times).compareTo(slow.value()) < 0;
    }

    /** c * 10^6 > maxConfidencePpm * m. */
    protected boolean isUnsure(final BigInteger confidence, final BigInteger candidate, final int ppm) {
        return confidence.multiply(Numbers.MILLION).compareTo(candidate.multiply(BigInteger.valueOf(ppm))) > 0;
    }

    /** Whether a tick, or a Timer, is one of those that end HALTED. */
    protected boolean isAgreement(final boolean isTimer) {
        return !isTimer;
    }

    /** So many ticks in agreement end HALTED. */
    protected boolean isAgreed(final int agreeing, final int resumeTicks) {
        return agreeing >= resumeTicks;
    }

    /** Whether a price in this state is the last good one. */
    protected boolean isGood(final PriceState state) {
        return state == PriceState.VALID;
    }

    /** t >= dwellUntil, or back within dwellPpm of where it began. */
    protected boolean isDwellOver(
            final Dwell dwell, final long nowNs, final BigInteger candidate, final BigInteger price, final int ppm) {
        return nowNs >= dwell.untilNs() || !isBeyond(candidate, dwell.from(), ppm);
    }

    // ---- Before an order

    /** Of what a leg is worth at each of its bounds: what is better for the account. */
    protected BigInteger favourable(final BigInteger one, final BigInteger other) {
        return one.max(other);
    }

    /** What a position is asked for at its favourable bound. */
    protected BigInteger projected(final BigInteger quantity, final BigInteger inFlight) {
        return quantity.add(inFlight);
    }

    /** Whether one price blocks all orders that hang on it. */
    protected boolean isHalted(final PriceState state, final boolean hasFresh) {
        return state == PriceState.HALTED || !hasFresh;
    }

    /** Whether open groups block orders. */
    protected boolean isOutOfGroup(final Set<Integer> open) {
        return !open.isEmpty();
    }

    /** Whether a unit has been told this reason already, and none since. */
    protected boolean isToldAlready(final Optional<WithheldReason> told, final WithheldReason reason) {
        return told.equals(Optional.of(reason));
    }
}
