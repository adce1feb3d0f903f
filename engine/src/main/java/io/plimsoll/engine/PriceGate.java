package io.plimsoll.engine;

import io.plimsoll.protocol.codec.DegradedAction;
import io.plimsoll.protocol.codec.PriceState;
import io.plimsoll.protocol.codec.WithheldReason;

/**
 * Whether the prices that a unit hangs on are good enough to liquidate it by (docs/internals/guarded-prices.md, Before an order;
 * docs/internals/linear-rules.md, Prices).
 * Asked for units below their requirement only. Engine thread.
 */
final class PriceGate {
    private final Cause cause;
    private final Catalog catalog;
    private final Prices prices;
    private final PriceBounds bounds;
    private final BucketBound buckets;
    private final Guards guards;
    private final PriceGroups groups;
    private final Units units;
    private final Legs legs;
    private final OrdersInFlight orders;
    private final UnitInstruments entries;
    private final MarginCalculator calculator;
    private final Int128 excess = new Int128();
    private final Int128 part = new Int128();
    private final Int128 best = new Int128();
    private final Int128 notional = new Int128();
    private final Int128 asked = new Int128();
    private final Requirement requirement = new Requirement();
    private final DomainSums domains = new DomainSums();

    private boolean isHalted;
    private boolean isForbidden;
    private boolean isDegraded;
    private boolean isDoubted;

    PriceGate(final Cause cause, final EngineState state, final MarginCalculator calculator) {
        this.cause = cause;
        this.catalog = state.catalog;
        this.prices = state.prices;
        this.bounds = new PriceBounds(state.prices, state.guards);
        this.buckets = new BucketBound(state, calculator, bounds);
        this.guards = state.guards;
        this.groups = state.groups;
        this.units = state.units;
        this.legs = state.legs;
        this.orders = state.orders;
        this.entries = state.unitInstruments;
        this.calculator = calculator;
    }

    /**
     * Why the unit may not be liquidated now, or null.
     *
     * @param isWithoutOrders whether what it has on order is left out, and the prices of that with it
     */
    WithheldReason obstacle(final int unit, final boolean isWithoutOrders) {
        if (isAllBelieved()) {
            return null;
        }
        look(unit, isWithoutOrders);
        if (isHalted) {
            return WithheldReason.PRICE_HALTED;
        }
        if (groups.isOpen()) {
            return WithheldReason.OUT_OF_GROUP;
        }
        if (isForbidden) {
            return WithheldReason.PRICE_DEGRADED;
        }
        if (isDoubted && !isBelowAtBound(unit)) {
            return isDegraded ? WithheldReason.PRICE_DEGRADED : WithheldReason.PRICE_DWELL;
        }
        return null;
    }

    /** Whether none of the unit's prices is in doubt. */
    boolean isSure(final int unit) {
        if (isAllBelieved()) {
            return true;
        }
        look(unit, false);
        return !isHalted && !isDegraded && !isDoubted && !groups.isOpen();
    }

    /** Whether each price of its own may be the one that a unit withheld for this waits for: for it, or since a run asks for less. */
    static boolean isAboutPrices(final WithheldReason reason) {
        return reason == WithheldReason.PRICE_HALTED
                || reason == WithheldReason.PRICE_DEGRADED
                || reason == WithheldReason.PRICE_DWELL
                || reason == WithheldReason.OUT_OF_GROUP
                || reason == WithheldReason.ACCOUNTS_STALE;
    }

    private boolean isAllBelieved() {
        return guards.isEmpty() && !prices.hasOrphans();
    }

    private void look(final int unit, final boolean isWithoutOrders) {
        isHalted = false;
        isForbidden = false;
        isDegraded = false;
        isDoubted = false;
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            final Factor factor = catalog.factor(legs.factor(leg));
            lookAt(factor.priceSlot);
            lookAt(factor.settlementSlot);
        }
        if (catalog.countsOpenOrders() && !isWithoutOrders) {
            lookAtOrders(unit);
        }
    }

    // What is on order hangs on a price once there is one.
    private void lookAtOrders(final int unit) {
        for (int entry = entries.first(unit); entry != UnitInstruments.NONE; entry = entries.next(entry)) {
            final Factor instrument = catalog.factor(entries.factor(entry));
            if (entries.isOrdered(entry) && prices.areSet(instrument)) {
                lookAt(instrument.priceSlot);
                lookAt(instrument.settlementSlot);
            }
        }
    }

    private void lookAt(final int slot) {
        final PriceGuard guard = guards.of(slot);
        if (guard == null) {
            isHalted |= prices.isOrphaned(slot);
            return;
        }
        final boolean isUnsure = guard.state() == PriceState.DEGRADED;
        // No source is asked about a price that an operator has in hand.
        isHalted |= guard.state() == PriceState.HALTED || (!prices.isManual(slot) && !guard.isFresh(cause.eventNs()));
        isForbidden |= isUnsure && guard.guard().degraded() == DegradedAction.NEVER;
        isDegraded |= isUnsure;
        isDoubted |= guard.low() != guard.high();
    }

    // B - R with each leg at the bounds that are better for the account, whatever that says of the others. Orders in
    // flight count as done.
    private boolean isBelowAtBound(final int unit) {
        if (catalog.isBucketed()) {
            buckets.equity(unit, excess);
            return excess.isNegative();
        }
        excess.set(0);
        domains.clear();
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            final Factor factor = catalog.factor(legs.factor(leg));
            if (factor.isInstrument) {
                addPosition(unit, leg, factor);
            } else {
                addBalance(leg, factor);
            }
        }
        domains.addTo(excess, Purpose.MAINTENANCE);
        return excess.isNegative() || (excess.signum() == 0 && catalog.profile().isInclusive());
    }

    private void addBalance(final int leg, final Factor asset) {
        final long balance = asset.amount(legs.units(leg));
        part.setProduct(balance, bounds.of(asset.priceSlot, balance > 0)).multiply(asset.alignment);
        if (balance < 0) {
            excess.add(part.multiply(Worth.owedPpm(asset, balance, Purpose.MAINTENANCE)));
            return;
        }
        final int weightPpm = Worth.ownedPpm(asset, balance, Purpose.MAINTENANCE);
        if (asset.counting == null) {
            excess.add(part.multiply(weightPpm));
        } else {
            asset.counting.count(Purpose.MAINTENANCE, weightPpm, part);
            final boolean isInDomain = asset.counting.domainId() != 0;
            (isInDomain ? domains.sum(Purpose.MAINTENANCE, domains.place(asset.counting)) : excess).add(part);
        }
    }

    private void addPosition(final int unit, final int leg, final Factor instrument) {
        final boolean isLong = legs.units(leg) > 0;
        takePosition(unit, leg, instrument, instrument.mark(bounds.of(instrument.priceSlot, isLong)));
        if (!Profit.isWhole(instrument)) {
            // What is asked may grow faster than a profit counts, so that the other bound is the better one.
            best.set(part);
            takePosition(unit, leg, instrument, instrument.mark(bounds.of(instrument.priceSlot, !isLong)));
            if (part.compareTo(best) < 0) {
                part.set(best);
            }
        }
        excess.add(part);
    }

    // The part is what the position adds to B - R at that mark.
    private void takePosition(final int unit, final int leg, final Factor instrument, final long mark) {
        calculator.pnl(leg, instrument, mark, part);
        part.multiply(Profit.countedPpm(instrument, part.isNegative())).multiply(instrument.alignment);
        final long projected = legs.units(leg) + orders.signedRemaining(units, unit, instrument.index);
        // The settlement price comes last, since its own bound hangs on the sign of what it is multiplied with.
        MarginCalculator.notional(projected, instrument, mark, 1, notional);
        part.subtract(requirement.of(instrument, projected, mark).maintenance(notional, 1, asked));
        part.multiply(bounds.of(instrument.settlementSlot, part.signum() > 0));
    }
}
