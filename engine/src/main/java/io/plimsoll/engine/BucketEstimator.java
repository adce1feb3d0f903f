package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;

/**
 * Values one unit by the rules of {@link BucketCalculator}, in doubles: what {@link Estimator} is where profits count as so much of the
 * settlement asset. What a leg is off by counts as often as its bucket may weigh. Engine thread.
 */
final class BucketEstimator {
    private static final double PPM = 1.0 / Rates.ONE;

    private final Catalog catalog;
    private final Prices prices;
    private final Units units;
    private final Legs legs;
    private final Factor[] asset = new Factor[EngineCapacity.MAX_LEGS_PER_UNIT];
    private final double[] sum = new double[EngineCapacity.MAX_LEGS_PER_UNIT];
    private int count;

    BucketEstimator(final Catalog catalog, final Prices prices, final Units units, final Legs legs) {
        this.catalog = catalog;
        this.prices = prices;
        this.units = units;
        this.legs = legs;
    }

    /** As {@link Estimator#compute}; the estimate is clear. */
    void compute(final int unit, final UnitEstimate estimate) {
        count = 0;
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            final Factor factor = catalog.factor(legs.factor(leg));
            final long price = prices.value(factor.priceSlot);
            final long settlementPrice = prices.value(factor.settlementSlot);
            estimate.isPriced &= price != 0 && settlementPrice != 0;
            final double scale = (double) settlementPrice * factor.alignment * Rates.ONE;
            if (factor.isInstrument) {
                addPosition(leg, factor, price, scale, estimate);
            } else {
                addBalance(leg, factor, price * scale, estimate);
            }
        }
        for (int i = 0; i < count; i++) {
            estimate.equity += sum[i] * (weightPpm(asset[i], sum[i]) * PPM);
        }
    }

    private static int weightPpm(final Factor asset, final double bucket) {
        return bucket < 0 ? Worth.owedPpm(asset) : Worth.ownedPpm(asset);
    }

    private void addBalance(
            final int leg, final Factor balance, final double scaledPrice, final UnitEstimate estimate) {
        final double worth = legs.units(leg) * scaledPrice;
        estimate.netWorth += worth;
        add(balance, worth);
        final double most = Math.abs(worth) * (balance.exposurePpm * PPM);
        estimate.gross += most;
        if (balance.priceSlot != Prices.UNIT_SLOT) {
            estimate.exposure += worth < 0 ? most : worth;
        }
    }

    private void addPosition(
            final int leg, final Factor instrument, final long price, final double scale, final UnitEstimate estimate) {
        final double quantity = legs.units(leg);
        final double worth = quantity * price * scale;
        final double cost = Approximate.of(legs.costHigh(leg), legs.costLow(leg)) * scale;
        final double owed = quantity * (instrument.fundingIndex - legs.fundingIndex(leg)) * scale;
        final double pnl = worth - cost - owed;
        final double notional = Math.abs(worth);
        final double excess = pnl - notional * (instrument.askedMaintenancePpm * PPM);
        estimate.netWorth += pnl;
        add(instrument.settlement, excess * (excess < 0 ? 1 : Profit.countedPpm(instrument, false) * PPM));
        final double most = instrument.settlement.exposurePpm * PPM;
        estimate.gross += (notional + Math.abs(cost) + Math.abs(owed)) * most;
        estimate.exposure += notional * (instrument.exposurePpm * PPM);
        if (instrument.settlementSlot != Prices.UNIT_SLOT) {
            estimate.exposure += Math.abs(pnl) * most;
        }
    }

    private void add(final Factor settlement, final double worth) {
        int place = 0;
        while (place < count && asset[place] != settlement) {
            place++;
        }
        if (place == count) {
            asset[place] = settlement;
            sum[place] = 0;
            count++;
        }
        sum[place] += worth;
    }
}
