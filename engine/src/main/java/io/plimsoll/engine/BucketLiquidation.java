package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;

/**
 * The mark at which a position would bring its unit to B = 0, all else fixed, where profits count as so much of the settlement asset
 * (docs/internals/settle-buckets.md, Prices). For reports. Engine thread.
 */
final class BucketLiquidation {
    /** Bits of what a unit may hold, and more. */
    private static final int MOST_BITS = 126;

    private final Prices prices;
    private final Legs legs;
    private final MarginCalculator calculator;
    private final BucketPosition position;
    private final Share share = new Share();
    private final WideDivision division = new WideDivision();
    private final Int128 target = new Int128();
    private final Int128 excess = new Int128();
    private final Int128 scratch = new Int128();

    BucketLiquidation(final Prices prices, final Legs legs, final MarginCalculator calculator) {
        this.prices = prices;
        this.legs = legs;
        this.calculator = calculator;
        position = new BucketPosition(calculator, legs);
    }

    /** The price of a leg's instrument, the unit being valued; {@link OrderPrices#NO_PRICE} where none does it. */
    long price(final int unit, final int leg, final Factor instrument, final UnitMargin margin) {
        final boolean isLong = legs.units(leg) > 0;
        final int ppm =
                isLong ? Rates.ONE - instrument.askedMaintenancePpm : Rates.ONE + instrument.askedMaintenancePpm;
        final long price = prices.value(instrument.priceSlot);
        final long settlementPrice = prices.value(instrument.settlementSlot);
        position.of(leg, instrument, price, settlementPrice);
        if (ppm == 0 || !takeTarget(unit, instrument, margin)) {
            return OrderPrices.NO_PRICE;
        }
        position.excess(Purpose.MAINTENANCE, excess).subtract(target);
        scratch.setProduct(Math.abs(legs.units(leg)), settlementPrice)
                .multiply(instrument.alignment)
                .multiply(ppm);
        division.divideFloor(excess, scratch, target);
        return OrderPrices.moved(price, target, isLong);
    }

    // What the position has to be worth beyond what is asked of it, by what its bucket has to be.
    private boolean takeTarget(final int unit, final Factor instrument, final UnitMargin margin) {
        final Buckets buckets = calculator.buckets(unit);
        final Bucket bucket = buckets.of(instrument.settlement);
        buckets.counted(bucket, Purpose.MAINTENANCE, target).subtract(margin.equity);
        if (!buckets.toCount(bucket.asset, Purpose.MAINTENANCE, target) || target.bits() > MOST_BITS) {
            return false;
        }
        target.subtract(bucket.sum(Purpose.MAINTENANCE)).add(position.counted(Purpose.MAINTENANCE, scratch));
        if (target.signum() <= 0) {
            return true;
        }
        final int countedPpm = Purpose.MAINTENANCE.bucketProfitPpm(instrument);
        return countedPpm != 0 && share.least(target, countedPpm).bits() <= MOST_BITS;
    }
}
