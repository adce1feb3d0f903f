package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.protocol.codec.Boundary;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.math.BigInteger;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** The page's formulas of section "Plan", each by itself, so that a test can plant a mistake in one of them. Values are at V. */
public class PlanFormulas {
    /** Up to so many steps each is looked at, which says the same as the page's two searches where nothing is rounded. */
    private static final long SCANNED_STEPS = 200;

    /** c = penaltyPpm + costPpm. */
    protected int costPpm(final Instrument instrument) {
        return instrument.terms().penaltyPpm() + instrument.terms().costPpm();
    }

    /** What releases more for its cost first, then the larger, ties by instrument id. */
    protected int compare(final PlanLeg leg, final PlanLeg other) {
        final int dearer =
                other.margin().multiply(leg.cost()).compareTo(leg.margin().multiply(other.cost()));
        if (dearer != 0) {
            return dearer;
        }
        final int larger = other.margin().compareTo(leg.margin());
        return larger != 0
                ? larger
                : Long.compare(leg.instrument().id(), other.instrument().id());
    }

    /** N = projected R(stop) - B(stop), and 1 more where the boundary is inclusive. */
    protected BigInteger toFree(final BigInteger projectedStop, final BigInteger balance, final ProfileTerms profile) {
        final BigInteger missing = projectedStop.subtract(balance);
        return profile.boundary() == Boundary.INCLUSIVE ? missing.add(BigInteger.ONE) : missing;
    }

    /** n = ceil(N / D). */
    protected BigInteger steps(final BigInteger shortfall, final BigInteger freedByAStep) {
        return Numbers.ceilDiv(shortfall, freedByAStep);
    }

    /** n*: of the first {@code count} steps the last that frees more than the one before; 0 if none does. */
    protected long lastWorthIt(final long count, final LongFunction<BigInteger> freed, final boolean isRounded) {
        if (count <= SCANNED_STEPS && !isRounded) {
            return LongStream.rangeClosed(1, count)
                    .filter(n -> freed.apply(n).compareTo(freed.apply(n - 1)) > 0)
                    .max()
                    .orElse(0);
        }
        long low = 1;
        long high = count + 1;
        while (low < high) {
            final long middle = (low + high) / 2;
            if (freed.apply(middle).compareTo(freed.apply(middle - 1)) > 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** The least n that frees what is wanted, which {@code most} steps do. */
    protected long leastSteps(
            final long most, final BigInteger wanted, final LongFunction<BigInteger> freed, final boolean isRounded) {
        if (most <= SCANNED_STEPS && !isRounded) {
            return LongStream.rangeClosed(1, most)
                    .filter(n -> freed.apply(n).compareTo(wanted) >= 0)
                    .min()
                    .orElseThrow();
        }
        long low = 1;
        long high = most;
        while (low < high) {
            final long middle = (low + high) / 2;
            if (freed.apply(middle).compareTo(wanted) >= 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** What one order may close of a position worth {@code worth}, before the account's bound. */
    protected BigInteger portion(
            final BigInteger worth, final BigInteger fullBelow, final BigInteger least, final int portionPpm) {
        if (worth.compareTo(fullBelow) <= 0) {
            return worth;
        }
        // exact: V has 6 decimals for a rate
        return least.min(worth)
                .max(worth.multiply(BigInteger.valueOf(portionPpm)).divide(Numbers.MILLION));
    }

    /** What is left of the account's bound. */
    protected BigInteger left(final BigInteger bound, final BigInteger closed) {
        return bound.subtract(closed);
    }

    /** Steps that a limit holds, at least 1. */
    protected BigInteger stepsWithin(final BigInteger limit, final BigInteger worthOfAStep) {
        return limit.divide(worthOfAStep).max(BigInteger.ONE);
    }

    /** remainder * p * s &lt; dust. */
    protected boolean isDust(final BigInteger remainderWorth, final BigInteger dust) {
        return remainderWorth.compareTo(dust) < 0;
    }
}
