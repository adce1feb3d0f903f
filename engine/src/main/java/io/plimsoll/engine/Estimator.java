package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;

/**
 * Values one unit by the rules of {@link MarginCalculator}, but for the numbers that a verdict hangs on only, and in doubles. No output
 * ever comes from an estimate: it may say that nothing has changed, or that the exact valuation is needed. Engine thread.
 */
final class Estimator {
    private static final double PPM = 1.0 / Rates.ONE;
    /** The last decimal of an interest index. */
    private static final double INDEX = 1e-27;

    private final Catalog catalog;
    private final Prices prices;
    private final Units units;
    private final Legs legs;
    private final UnitInstruments entries;
    private final Requirement requirement = new Requirement();
    private final BucketEstimator buckets;
    private final CollateralEstimator collateral = new CollateralEstimator();

    Estimator(
            final Catalog catalog,
            final Prices prices,
            final Units units,
            final Legs legs,
            final UnitInstruments entries) {
        this.entries = entries;
        this.catalog = catalog;
        this.prices = prices;
        this.units = units;
        this.legs = legs;
        buckets = new BucketEstimator(catalog, prices, units, legs);
    }

    /** Fills {@code estimate}; with {@code isPriced} false where a leg has never had a price. */
    void compute(final int unit, final UnitEstimate estimate) {
        estimate.clear();
        if (catalog.isBucketed()) {
            buckets.compute(unit, estimate);
        } else {
            addLegs(unit, estimate);
            if (catalog.countsOpenOrders()) {
                addOpenOrders(unit, estimate);
            }
        }
        estimate.hidden += (double) catalog.rounder().hiddenUnit() * Rounder.hiddenTimes(units.legCount(unit));
    }

    private void addLegs(final int unit, final UnitEstimate estimate) {
        collateral.clear();
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            final Factor factor = catalog.factor(legs.factor(leg));
            final long price = factor.mark(prices.value(factor.priceSlot));
            final long settlementPrice = prices.value(factor.settlementSlot);
            estimate.isPriced &= price != 0 && settlementPrice != 0;
            if (factor.isInstrument) {
                addPosition(leg, factor, price, settlementPrice, estimate);
            } else {
                addBalance(leg, factor, price * scale(factor), estimate);
            }
        }
        estimate.equity += collateral.inDomains();
    }

    private static double scale(final Factor factor) {
        return (double) factor.alignment * Rates.ONE;
    }

    private void addBalance(final int leg, final Factor asset, final double scaledPrice, final UnitEstimate estimate) {
        final long balance = legs.units(leg);
        final double worth = amount(balance, asset) * scaledPrice;
        final double size = Math.abs(worth);
        estimate.netWorth += worth;
        if (worth >= 0) {
            final double weight = Worth.ownedPpm(asset, balance, Purpose.MAINTENANCE) * PPM;
            estimate.equity += asset.counting == null ? worth * weight : collateral.counted(asset, worth, weight);
        } else {
            final double weight = Worth.owedPpm(asset, balance, Purpose.MAINTENANCE) * PPM;
            estimate.equity -= asset.isDebtRequired ? 0 : size * weight;
            estimate.maintenanceMargin += asset.isDebtRequired ? size * weight : 0;
        }
        final double most = size * (exposurePpm(asset, balance) * PPM);
        estimate.gross += most;
        if (asset.isMoving()) {
            estimate.exposure += most;
        }
        if (asset.isIndexed()) {
            estimate.hidden += 2 * scaledPrice * (Math.max(asset.exposurePpm, Rates.ONE) * PPM);
        }
    }

    private int exposurePpm(final Factor asset, final long balance) {
        if (balance >= 0) {
            return asset.ownedExposurePpm();
        }
        return asset.sizeWeights == null
                ? asset.exposurePpm
                : Worth.slopePpm(asset, balance, catalog.profile().warningRatioPpm());
    }

    private static double amount(final long balance, final Factor asset) {
        if (!asset.isIndexed()) {
            return balance;
        }
        final Interest interest = asset.interest;
        return balance * (Approximate.of(balance < 0 ? interest.borrow : interest.supply) * INDEX);
    }

    private void addPosition(
            final int leg,
            final Factor instrument,
            final long price,
            final long settlementPrice,
            final UnitEstimate estimate) {
        final double quantity = legs.units(leg);
        final double settlementScale = settlementPrice * scale(instrument);
        final double worth = quantity * price * settlementScale;
        final double cost = Approximate.of(legs.costHigh(leg), legs.costLow(leg)) * settlementScale;
        final double owed = quantity * (instrument.fundingIndex - legs.fundingIndex(leg)) * settlementScale;
        final double pnl = worth - cost - owed;
        final double notional = Math.abs(worth);
        estimate.netWorth += pnl;
        estimate.equity += pnl * (Profit.countedPpm(instrument, pnl < 0) * PPM);
        estimate.maintenanceMargin += asked(instrument, legs.units(leg), notional, price, settlementPrice);
        estimate.exposure += notional * (instrument.exposurePpm * PPM);
        estimate.gross += notional + Math.abs(cost) + Math.abs(owed);
        if (instrument.settlementSlot != Prices.UNIT_SLOT) {
            estimate.exposure += Math.abs(pnl);
        }
    }

    private double asked(
            final Factor instrument,
            final long quantity,
            final double notional,
            final long price,
            final long settlementPrice) {
        requirement.of(instrument, quantity, price);
        final Int128 deduction = requirement.maintenanceDeduction();
        final double byRate = notional * maintenanceRate(instrument);
        return deduction == null ? byRate : byRate - Approximate.of(deduction) * settlementPrice;
    }

    private void addOpenOrders(final int unit, final UnitEstimate estimate) {
        final double fee = Approximate.of(catalog.openOrderFee());
        for (int entry = entries.first(unit); entry != UnitInstruments.NONE; entry = entries.next(entry)) {
            final Factor instrument = catalog.factor(entries.factor(entry));
            final long price = instrument.mark(prices.value(instrument.priceSlot));
            final long settlementPrice = prices.value(instrument.settlementSlot);
            final long held = legs.held(units, unit, instrument.index);
            final long largest = entries.largest(entry, held);
            final double ofOne = Math.abs((double) price) * settlementPrice * scale(instrument);
            final double filled = largest * ofOne;
            final double own = Math.abs(held) * ofOne;
            final double ofOrders = fee * entries.orders(entry);
            if (filled != 0) {
                estimate.maintenanceMargin += asked(instrument, largest, filled, price, settlementPrice)
                        - asked(instrument, held, own, price, settlementPrice);
            }
            estimate.maintenanceMargin += ofOrders;
            estimate.exposure += (filled - own) * (catalog.orderedExposurePpm(instrument) * PPM);
            estimate.gross += 2 * filled + ofOrders;
            estimate.hidden += (double) catalog.rounder().hiddenUnit() * Rounder.hiddenTimes(0);
        }
    }

    // Where a definition states it otherwise than in ppm, those are rounded up.
    private double maintenanceRate(final Factor instrument) {
        final int parts = instrument.askedTerms.maxLeverage();
        if (parts != 0) {
            return 0.5 / parts;
        }
        final int share = instrument.askedTerms.maintenanceOfInitialPpm();
        return share == 0
                ? requirement.maintenancePpm() * PPM
                : (double) instrument.askedInitialPpm * share * PPM * PPM;
    }
}
