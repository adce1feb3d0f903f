package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import java.math.BigInteger;
import java.util.function.IntUnaryOperator;

/**
 * A margin table as one instrument meets it: rates by notional, and what is taken from rate * notional so that each part of the notional
 * is asked for at the rate of its own tier (docs/internals/linear-rules.md, Tiers). Tiers that nothing asked for can reach are left out.
 * Immutable; made when definitions come into force, so it may allocate then.
 */
final class Tiers {
    /** Decimals of a floor times a rate. */
    static final int DEDUCTION_DECIMALS = MarginTable.FLOOR_DECIMALS + Rates.DECIMALS;

    /** All of the largest position and of open orders on its side, as often as either. */
    static final int WITH_ORDERS = 2;

    private final MarginTable table;
    private final int steepest;
    private final Int128[] floors;
    /** Least notionals that are above a floor; null where initial margin is asked part by part. */
    private final Int128[] above;

    private final Int128[] initialDeductions;
    private final Int128[] stopDeductions;
    private final Int128[] maintenanceDeductions;

    /**
     * For an instrument whose settlement asset is known, where values have {@code valueDecimals}.
     *
     * @param isOfWhole whether initial margin is of all of a notional at the rate of the last tier that it reaches
     * @param reach how often the largest position is asked for at most with maintenance margin; initial margin always knows of open orders
     */
    Tiers(
            final MarginTable table,
            final Factor instrument,
            final boolean isOfWhole,
            final int reach,
            final int valueDecimals) {
        this.table = table;
        steepest = reached(table, instrument, reach) - 1;
        floors = new Int128[reached(table, instrument, WITH_ORDERS)];
        above = isOfWhole ? new Int128[floors.length] : null;
        for (int i = 0; i < floors.length; i++) {
            floors[i] = wide(leastNotional(table.floorMicros(i), instrument));
            if (isOfWhole) {
                above[i] = wide(leastAbove(table.floorMicros(i), instrument));
            }
        }
        final BigInteger scale =
                BigInteger.TEN.pow(valueDecimals - instrument.settlement.priceDecimals - DEDUCTION_DECIMALS);
        initialDeductions = deductions(isOfWhole ? tier -> 0 : table::initialPpm, scale);
        stopDeductions = deductions(table::stopPpm, scale);
        maintenanceDeductions = deductions(table::maintenancePpm, scale);
    }

    private static int reached(final MarginTable table, final Factor instrument, final int reach) {
        final BigInteger most = BigInteger.valueOf(instrument.maxUnits)
                .multiply(BigInteger.valueOf(instrument.maxMark()))
                .multiply(BigInteger.valueOf(reach));
        int reached = 1;
        while (reached < table.size()
                && leastNotional(table.floorMicros(reached), instrument).compareTo(most) <= 0) {
            reached++;
        }
        return reached;
    }

    // The first notional that is not below the floor, at the decimals of a cost.
    private static BigInteger leastNotional(final long floorMicros, final Factor instrument) {
        final BigInteger floor = BigInteger.valueOf(floorMicros);
        final int shift = instrument.costDecimals() - MarginTable.FLOOR_DECIMALS;
        if (shift >= 0) {
            return floor.multiply(BigInteger.TEN.pow(shift));
        }
        final BigInteger by = BigInteger.TEN.pow(-shift);
        return floor.add(by).subtract(BigInteger.ONE).divide(by);
    }

    private static BigInteger leastAbove(final long floorMicros, final Factor instrument) {
        final BigInteger floor = BigInteger.valueOf(floorMicros);
        final int shift = instrument.costDecimals() - MarginTable.FLOOR_DECIMALS;
        return (shift >= 0 ? floor.multiply(BigInteger.TEN.pow(shift)) : floor.divide(BigInteger.TEN.pow(-shift)))
                .add(BigInteger.ONE);
    }

    private Int128[] deductions(final IntUnaryOperator ppm, final BigInteger scale) {
        final Int128[] deductions = new Int128[floors.length];
        BigInteger sum = BigInteger.ZERO;
        deductions[0] = wide(sum);
        for (int i = 1; i < deductions.length; i++) {
            final int risen = ppm.applyAsInt(i) - ppm.applyAsInt(i - 1);
            sum = sum.add(BigInteger.valueOf(table.floorMicros(i)).multiply(BigInteger.valueOf(risen)));
            deductions[i] = wide(sum.multiply(scale));
        }
        return deductions;
    }

    private static Int128 wide(final BigInteger value) {
        return new Int128().set(value.shiftRight(Long.SIZE).longValue(), value.longValue());
    }

    /** How many tiers a position can be in, with open orders. */
    int count() {
        return floors.length;
    }

    /** The tier of a notional in the settlement asset, at the decimals of a cost: the last whose floor is not above it. */
    int tierOf(final Int128 notional) {
        return last(floors, notional);
    }

    /** The initial rate of a notional in that tier: of the last tier whose floor is below it where the rate is of the whole, ppm. */
    int initialPpm(final int tier, final Int128 notional) {
        return table.initialPpm(above == null ? tier : last(above, notional));
    }

    private static int last(final Int128[] from, final Int128 notional) {
        int low = 0;
        int high = from.length - 1;
        while (low < high) {
            final int middle = (low + high + 1) >>> 1;
            if (from[middle].compareTo(notional) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    int initialPpm(final int tier) {
        return table.initialPpm(tier);
    }

    int stopPpm(final int tier) {
        return table.stopPpm(tier);
    }

    int maintenancePpm(final int tier) {
        return table.maintenancePpm(tier);
    }

    /** How much the maintenance margin grows with notional at most: the rate of the last tier that it can reach. */
    int steepestPpm() {
        return table.maintenancePpm(steepest);
    }

    /** By how much the initial margin in that tier is less than its rate times notional; times the settlement price a value. */
    Int128 initialDeduction(final int tier) {
        return initialDeductions[tier];
    }

    /** The same of the stop margin. */
    Int128 stopDeduction(final int tier) {
        return stopDeductions[tier];
    }

    /** The same of the maintenance margin. */
    Int128 maintenanceDeduction(final int tier) {
        return maintenanceDeductions[tier];
    }
}
