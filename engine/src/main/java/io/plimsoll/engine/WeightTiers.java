package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A weight table as one asset meets it: each part of what is owned counts by the weight of its own tier (docs/internals/collateral.md,
 * Weights by worth). The table's rates are 1 - weight. Tiers that no worth can reach are left out. Immutable; made when definitions come
 * into force, so it may allocate then.
 */
final class WeightTiers {
    /** Of a worth, by the overflow proof: times ppm it stays below 2^125. */
    private static final int MAX_FLOOR_BITS = 105;

    private final MarginTable table;
    /** Worths from which on the tiers hold. */
    private final List<Int128> floors = new ArrayList<>();

    private final List<Int128> initialAdded;
    private final List<Int128> stopAdded;
    private final List<Int128> maintenanceAdded;

    /** Where values have {@code valueDecimals}, and worths 6 less. */
    WeightTiers(final MarginTable table, final int valueDecimals) {
        this.table = table;
        final BigInteger scale = BigInteger.TEN.pow(valueDecimals - Counting.LEAST_DECIMALS);
        for (int i = 0; i < table.size(); i++) {
            final BigInteger floor = BigInteger.valueOf(table.floorMicros(i)).multiply(scale);
            if (floor.bitLength() <= MAX_FLOOR_BITS) {
                floors.add(Counting.wide(floor));
            }
        }
        initialAdded = added(table::initialPpm, scale);
        stopAdded = added(table::stopPpm, scale);
        maintenanceAdded = added(table::maintenancePpm, scale);
    }

    private List<Int128> added(final IntUnaryOperator ppm, final BigInteger scale) {
        final List<Int128> added = new ArrayList<>();
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < floors.size(); i++) {
            final int risen = i == 0 ? 0 : ppm.applyAsInt(i) - ppm.applyAsInt(i - 1);
            sum = sum.add(BigInteger.valueOf(table.floorMicros(i)).multiply(BigInteger.valueOf(risen)));
            added.add(Counting.wide(sum.multiply(scale)));
        }
        return added;
    }

    /** How many tiers a worth can be in. */
    int count() {
        return floors.size();
    }

    /** What of a worth counts, in its place: a value. */
    Int128 weigh(final Purpose purpose, final Int128 worth) {
        final int tier = tierOf(worth);
        return worth.multiply(weightPpm(purpose, tier)).add(added(purpose, tier));
    }

    private int tierOf(final Int128 worth) {
        int low = 0;
        int high = floors.size() - 1;
        while (low < high) {
            final int middle = (low + high + 1) >>> 1;
            if (floors.get(middle).compareTo(worth) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The weight in a tier, ppm. */
    int weightPpm(final Purpose purpose, final int tier) {
        return Rates.ONE
                - switch (purpose) {
                    case INITIAL -> table.initialPpm(tier);
                    case STOP -> table.stopPpm(tier);
                    case MAINTENANCE -> table.maintenancePpm(tier);
                };
    }

    /** By how much what counts in that tier is more than its weight times the worth, a value. */
    Int128 added(final Purpose purpose, final int tier) {
        return switch (purpose) {
            case INITIAL -> initialAdded.get(tier);
            case STOP -> stopAdded.get(tier);
            case MAINTENANCE -> maintenanceAdded.get(tier);
        };
    }
}
