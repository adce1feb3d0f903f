package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;

/** What {@link Collateral} counts for maintenance, in doubles, for {@link Estimator}. Reused from unit to unit. Engine thread. */
final class CollateralEstimator {
    private static final double PPM = 1.0 / Rates.ONE;

    private final Counting[] domains = new Counting[EngineCapacity.MAX_LEGS_PER_UNIT];
    private final double[] sums = new double[EngineCapacity.MAX_LEGS_PER_UNIT];
    private int count;

    /** Begins a unit. */
    void clear() {
        count = 0;
    }

    /**
     * What an owned balance counts, a value; 0 where it is in a domain, which counts as a whole.
     *
     * @param weight where no tier says another
     */
    double counted(final Factor asset, final double worth, final double weight) {
        final Counting counting = asset.counting;
        final double capped =
                counting.valueCap() == null ? worth : Math.min(worth, Approximate.of(counting.valueCap()) * Rates.ONE);
        final double weighted = counting.tiers() == null ? capped * weight : tiered(counting.tiers(), capped);
        if (counting.domainId() == 0) {
            return weighted;
        }
        sums[place(counting)] += weighted;
        return 0;
    }

    // Weights fall from tier to tier, so that of the lines of all tiers the lowest is the one in force.
    private static double tiered(final WeightTiers tiers, final double worth) {
        double least = worth;
        for (int tier = 0; tier < tiers.count(); tier++) {
            final double line = worth * (tiers.weightPpm(Purpose.MAINTENANCE, tier) * PPM)
                    + Approximate.of(tiers.added(Purpose.MAINTENANCE, tier));
            least = Math.min(least, line);
        }
        return least;
    }

    private int place(final Counting asset) {
        for (int place = 0; place < count; place++) {
            if (domains[place].domainId() == asset.domainId()) {
                return place;
            }
        }
        domains[count] = asset;
        sums[count] = 0;
        return count++;
    }

    /** What all domains count. */
    double inDomains() {
        double total = 0;
        for (int place = 0; place < count; place++) {
            total += Math.min(sums[place], Approximate.of(domains[place].domainCap()));
        }
        return total;
    }
}
