package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;

/**
 * Asks insurance funds for what a bankrupt unit owes that has nothing left to take, and says what none of them covers
 * (docs/internals/waterfall.md, Draws and What is left). Engine thread.
 */
final class Insurance {
    private final Cause cause;
    private final Catalog catalog;
    private final Prices prices;
    private final Units units;
    private final Legs legs;
    private final LegBook legBook;
    private final Control control;
    private final Waterfall waterfall;
    private final Funds funds;
    private final Draws draws;
    private final WaterfallOutputs outputs;
    private final WideDivision division = new WideDivision();
    private final Int128 left = new Int128();
    private final Int128 loss = new Int128();
    private final Int128 value = new Int128();
    private final Int128 quotient = new Int128();
    private final Int128 owned = new Int128();

    Insurance(final Cause cause, final EngineState state, final LegBook legBook, final WaterfallOutputs outputs) {
        this.cause = cause;
        this.catalog = state.catalog;
        this.prices = state.prices;
        this.units = state.units;
        this.legs = state.legs;
        this.legBook = legBook;
        this.control = state.control;
        this.waterfall = state.waterfall;
        this.funds = waterfall.funds;
        this.draws = waterfall.draws;
        this.outputs = outputs;
    }

    /** Draws for each debt of a bankrupt unit without anything else, in order of asset id. */
    void cover(final int unit, final UnitMargin margin) {
        left.set(catalog.planBounds().maxDraw());
        takeLoss(unit, margin);
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            final Factor asset = catalog.factor(legs.factor(leg));
            if (!asset.isInstrument && legs.units(leg) < 0) {
                cover(unit, margin, asset, -legs.units(leg));
            }
        }
    }

    // What the unit owes beyond all that it owns, less what is drawn for it already.
    private void takeLoss(final int unit, final UnitMargin margin) {
        loss.set(margin.netWorth).negate();
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            final Factor asset = catalog.factor(legs.factor(leg));
            if (!asset.isInstrument && legs.units(leg) < 0) {
                loss.subtract(value(asset, draws.remaining(unit, asset)));
            }
        }
    }

    private long withinLoss(final Factor asset, final long missing) {
        if (missing == 0 || loss.signum() <= 0) {
            return 0;
        }
        division.divideCeil(loss, value(asset, 1), quotient);
        final long deficit = quotient.fitsLong() ? Math.min(missing, quotient.low()) : missing;
        loss.subtract(value(asset, deficit));
        return deficit;
    }

    private void cover(final int unit, final UnitMargin margin, final Factor asset, final long owed) {
        final int fund = funds.of(unit);
        final long deficit = withinLoss(asset, Math.max(0, owed - draws.remaining(unit, asset)));
        final long own = funds.available(fund, asset);
        final long shared = fund == Funds.SHARED ? 0 : funds.available(Funds.SHARED, asset);
        final long drawn = draw(unit, margin, fund, asset, Math.min(deficit, own));
        draw(unit, margin, Funds.SHARED, asset, Math.min(deficit - drawn, shared));
        final long amount = Math.max(0, deficit - own - shared);
        if (waterfall.uncovered.set(unit, asset, amount)) {
            tellUncovered(unit, fund, asset, amount);
        }
    }

    // Answers how much.
    private long draw(final int unit, final UnitMargin margin, final int fund, final Factor asset, final long wanted) {
        final long amount = withinCap(asset, wanted);
        if (amount == 0 || draws.used() >= control.maxOrdersInFlight()) {
            return 0;
        }
        if (catalog.planBounds().isDrawBounded()) {
            left.subtract(value(asset, amount));
        }
        final int ordinal = cause.takeOrdinal();
        outputs.fundDraw(unit, margin, ordinal, fund, asset, amount, funds.balance(fund, asset));
        draws.add(unit, fund, asset, amount, control.epoch(), cause.sequence(), ordinal);
        return amount;
    }

    private long withinCap(final Factor asset, final long wanted) {
        if (wanted == 0 || !catalog.planBounds().isDrawBounded()) {
            return wanted;
        }
        division.divideFloor(left, value(asset, 1), quotient);
        return quotient.fitsLong() ? Math.min(wanted, quotient.low()) : wanted;
    }

    private Int128 value(final Factor asset, final long amount) {
        return value.setProduct(amount, prices.value(asset.priceSlot))
                .multiply(asset.alignment)
                .multiply(Rates.ONE);
    }

    private void tellUncovered(final int unit, final int fund, final Factor asset, final long amount) {
        final boolean isShared = catalog.profile().terms().waterfall().socialise();
        owned.set(0);
        if (isShared) {
            addOwned(asset);
        }
        outputs.uncovered(unit, fund, asset, amount, owned, isShared);
    }

    private void addOwned(final Factor asset) {
        final PagedLists places = legs.places.lists;
        for (int page = places.firstPage(asset.index); page != PagedLists.NONE; page = places.nextPage(page)) {
            for (int place = places.start(page); place < places.end(asset.index, page); place++) {
                final int holder = legs.places.holder(place);
                if (units.isChecked(holder)) {
                    owned.add(0, Math.max(0, legBook.units(holder, asset.index)));
                }
            }
        }
    }
}
