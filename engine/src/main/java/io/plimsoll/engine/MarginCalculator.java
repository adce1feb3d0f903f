package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;

/**
 * Values one unit from scratch, exactly: docs/internals/linear-rules.md, Valuation. Nothing is rounded but what the profile says
 * (docs/internals/rounding.md). No allocation, a few multiplications a leg. Engine thread.
 */
final class MarginCalculator {
    /** A funding index may move by this part of its price where the price itself may move by all of it. */
    static final int FUNDING_PART = 64;

    private final Catalog catalog;
    private final Prices prices;
    private final Units units;
    private final Legs legs;
    private final OrdersInFlight orders;
    private final Rounder rounder;
    private final RoundedRequirement requirement;
    private final BucketCalculator buckets;
    private final InitialMargin initial;
    private final InitialWorth initialWorth;
    private final OrderedMargin ordered;
    private final UnitInstruments entries;
    private final Collateral collateral;
    private final PlainPositions plain;
    private final Int128 term = new Int128();
    private final Int128 scaled = new Int128();

    MarginCalculator(
            final Catalog catalog,
            final Prices prices,
            final Units units,
            final Legs legs,
            final OrdersInFlight orders,
            final UnitInstruments entries) {
        this.catalog = catalog;
        this.prices = prices;
        this.units = units;
        this.legs = legs;
        this.orders = orders;
        this.rounder = catalog.rounder();
        this.requirement = new RoundedRequirement(rounder);
        this.initialWorth = new InitialWorth(catalog, prices);
        this.collateral = new Collateral(rounder, initialWorth);
        this.buckets = new BucketCalculator(catalog, prices, units, legs, orders, this);
        this.initial = new InitialMargin(catalog, prices, units, legs, entries);
        this.ordered = new OrderedMargin(catalog, prices, units, legs, entries);
        this.entries = entries;
        this.plain = new PlainPositions(catalog, prices, units, legs);
    }

    /** Fills {@code margin}; stops, with {@code isPriced} false, at a leg that has never had a price. */
    void compute(final int unit, final UnitMargin margin) {
        if (catalog.isBucketed()) {
            buckets.compute(unit, margin);
            return;
        }
        margin.clear();
        collateral.clear();
        boolean hasPlain = false;
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            final Factor factor = catalog.factor(legs.factor(leg));
            margin.hasPosition |= factor.isInstrument;
            final long price = factor.mark(prices.value(factor.priceSlot));
            final long settlementPrice = prices.value(factor.settlementSlot);
            if (price == 0 || settlementPrice == 0) {
                margin.isPriced = false;
            } else if (factor.isPlain) {
                hasPlain = true;
            } else if (factor.isInstrument) {
                addPosition(leg, factor, price, settlementPrice, margin);
            } else {
                addBalance(leg, factor, price, margin);
            }
        }
        if (hasPlain) {
            plain.addTo(margin, unit);
        }
        if (rounder.roundsNotional()) {
            takeRoundedFunding(margin);
        }
        margin.hidden.addProduct(rounder.hiddenUnit(), Rounder.hiddenTimes(units.legCount(unit)));
        collateral.addDomains(margin);
        margin.stopEquity.add(margin.equity); // so far only what it differs by
        margin.stopMargin.add(margin.owedStop);
        margin.maintenanceMargin.add(margin.owedMaintenance);
        if (catalog.countsOpenOrders() && entries.first(unit) != UnitInstruments.NONE) {
            ordered.addTo(margin, unit);
        }
        project(unit, margin);
    }

    /**
     * What no verdict goes by, for whoever orders or asks: what a valued unit's initial margin has beside what its positions and balances are
     * by definition.
     */
    void addInitial(final int unit, final UnitMargin margin) {
        if (!catalog.isBucketed()) {
            initial.addTo(margin, unit);
        }
    }

    /** Fills anew what hangs on orders in flight, the rest being as it was computed. */
    void project(final int unit, final UnitMargin margin) {
        if (catalog.isBucketed()) {
            buckets.project(unit, margin);
            return;
        }
        if (units.firstOrder(unit) == OrdersInFlight.NONE) {
            margin.hasProjected = margin.hasPosition;
            margin.projectedStop.set(margin.stopMargin);
            margin.projectedMaintenance.set(margin.maintenanceMargin);
            return;
        }
        margin.hasProjected = false;
        margin.projectedStop.set(margin.owedStop).add(margin.orderedStop);
        margin.projectedMaintenance.set(margin.owedMaintenance).add(margin.orderedMaintenance);
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            final Factor factor = catalog.factor(legs.factor(leg));
            if (factor.isInstrument) {
                addProjected(legs.units(leg) + orders.signedRemaining(units, unit, factor.index), factor, margin);
            }
        }
    }

    /** The mark that a quantity of an instrument is valued at initially. */
    long initialPrice(final Factor instrument, final boolean isLong) {
        return instrument.mark(prices.initialValue(instrument.priceSlot, isLong));
    }

    /** What balances and buckets count initially. */
    InitialWorth initialWorth() {
        return initialWorth;
    }

    /** A unit's buckets, where the profile has them. Good until the next valuation. */
    Buckets buckets(final int unit) {
        return buckets.of(unit, false);
    }

    /** The same as they are when all that is ordered is closed. */
    Buckets projectedBuckets(final int unit) {
        return buckets.of(unit, true);
    }

    private void addProjected(final long quantity, final Factor instrument, final UnitMargin margin) {
        if (quantity != 0) {
            margin.hasProjected = true;
            final long price = instrument.mark(prices.value(instrument.priceSlot));
            final long settlementPrice = prices.value(instrument.settlementSlot);
            notional(quantity, instrument, price, settlementPrice, term);
            requirement.of(instrument, quantity, price);
            margin.projectedStop.add(requirement.stop(term, settlementPrice, scaled));
            margin.projectedMaintenance.add(requirement.maintenance(term, settlementPrice, scaled));
        }
    }

    private void addBalance(final int leg, final Factor asset, final long price, final UnitMargin margin) {
        final long amount = asset.amount(legs.units(leg));
        term.setProduct(amount, price).multiply(asset.alignment);
        final boolean isOwed = term.isNegative();
        term.abs();
        if (asset.isMoving()) {
            addScaled(margin.exposure, isOwed ? exposurePpm(asset, amount) : asset.ownedExposurePpm());
        }
        if (asset.isIndexed()) { // to a unit here, and to one at twice the price
            margin.hidden.add(
                    scaled.setProduct(2 * price, asset.alignment).multiply(Math.max(asset.exposurePpm, Rates.ONE)));
        }
        if (isOwed) {
            margin.mayOweNothing |= asset.isDebtRequired && rounder.mayHideDebts();
            margin.mayAskNothing |= margin.mayOweNothing;
            rounder.debt(term);
            margin.netWorth.subtract(scaled.set(term).multiply(Rates.ONE));
            Worth.addOwed(asset, amount, term, scaled, margin);
        } else {
            rounder.collateral(term);
            addScaled(margin.netWorth, Rates.ONE);
            if (asset.counting == null) {
                Worth.addOwned(asset, amount, term, rounder, scaled, margin);
            } else {
                collateral.add(asset, amount, term, margin);
            }
        }
    }

    // A debt's own weight says more than the largest that there may be.
    private int exposurePpm(final Factor asset, final long debt) {
        return asset.sizeWeights == null
                ? asset.exposurePpm
                : Worth.slopePpm(asset, debt, catalog.profile().warningRatioPpm());
    }

    private void addPosition(
            final int leg,
            final Factor instrument,
            final long price,
            final long settlementPrice,
            final UnitMargin margin) {
        final long quantity = legs.units(leg);
        pnl(leg, instrument, price, term);
        term.multiply(settlementPrice).multiply(instrument.alignment);
        if (instrument.settlementSlot != Prices.UNIT_SLOT) {
            margin.exposure.add(scaled.set(term).multiply(Rates.ONE).abs());
        }
        if (rounder.roundsNotional()) {
            roundPnl(leg, instrument, price, settlementPrice, margin);
        }
        Profit.add(instrument, term, catalog.profitCap(), scaled, margin);
        notional(quantity, instrument, price, settlementPrice, term);
        margin.mayAskNothing |= !requirement.isProportional(instrument);
        requirement.of(instrument, quantity, price);
        margin.initialMargin.add(requirement.initial(term, settlementPrice, scaled));
        margin.stopMargin.add(requirement.stop(term, settlementPrice, scaled));
        margin.maintenanceMargin.add(requirement.maintenance(term, settlementPrice, scaled));
        addScaled(margin.exposure, instrument.exposurePpm);
    }

    // The term is a position's exact profit: takes its notional rounded, and leaves its funding for the sum over all
    // positions.
    private void roundPnl(
            final int leg,
            final Factor instrument,
            final long price,
            final long settlementPrice,
            final UnitMargin margin) {
        final long quantity = legs.units(leg);
        scaled.setProduct(quantity, price).multiply(settlementPrice).multiply(instrument.alignment);
        term.subtract(scaled).add(rounder.notional(scaled));
        scaled.setProduct(instrument.fundingIndex - legs.fundingIndex(leg), quantity)
                .multiply(settlementPrice)
                .multiply(instrument.alignment);
        term.add(scaled);
        margin.fundingOwed.add(scaled.multiply(Rates.ONE));
    }

    private void takeRoundedFunding(final UnitMargin margin) {
        rounder.funding(margin.fundingOwed);
        margin.netWorth.subtract(margin.fundingOwed);
        margin.equity.subtract(margin.fundingOwed);
        margin.initialEquity.subtract(margin.fundingOwed);
    }

    /** quantity * mark - cost - funding owed, at the decimals of a cost, in the settlement asset. */
    void pnl(final int leg, final Factor instrument, final long mark, final Int128 result) {
        final long quantity = legs.units(leg);
        result.setProduct(quantity, mark)
                .subtract(legs.costHigh(leg), legs.costLow(leg))
                .subtractProduct(instrument.fundingIndex - legs.fundingIndex(leg), quantity);
    }

    /** |quantity| * |mark| * settlement price * alignment: times ppm it is a value. Has no state, so that any thread may ask. */
    static void notional(
            final long quantity,
            final Factor instrument,
            final long mark,
            final long settlementPrice,
            final Int128 result) {
        result.setProduct(Math.abs(quantity), Math.abs(mark))
                .multiply(settlementPrice)
                .multiply(instrument.alignment);
    }

    private void addScaled(final Int128 sum, final int ppm) {
        sum.add(scaled.set(term).multiply(ppm));
    }
}
