package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Rebalancing;

/**
 * How much of one position a plan closes, and what that releases (docs/internals/linear-rules.md, Plan). It is told of a position first
 * ({@link #of}), orders in flight counted as done, and answers for that one until the next. Engine thread.
 */
final class LegSize {
    private final Catalog catalog;
    private final Prices prices;
    private final Legs legs;
    private final UnitInstruments entries;
    private final RoundedRequirement requirement;
    private final InitialRequirement initial;
    private final BucketPosition position;
    private final WideDivision division = new WideDivision();

    private Rebalancing to = Rebalancing.NONE;
    private Factor instrument = Factor.NOTHING;
    private long size;
    private long price;
    private long settlementPrice;
    private int costPpm;
    private int chosenPpm;
    private boolean isShort;
    /** Stop margin of all of it, or that which a rebalancing is to cover. */
    private final Int128 asked = new Int128();

    private final Int128 left = new Int128();
    private final Int128 cost = new Int128();
    private final Int128 value = new Int128();
    private final Int128 more = new Int128();
    private final Int128 limit = new Int128();

    LegSize(
            final Catalog catalog,
            final Prices prices,
            final Legs legs,
            final UnitInstruments entries,
            final MarginCalculator calculator) {
        this.catalog = catalog;
        this.prices = prices;
        this.requirement = new RoundedRequirement(catalog.rounder());
        this.initial = new InitialRequirement(prices, catalog.rounder());
        this.legs = legs;
        this.entries = entries;
        this.position = new BucketPosition(calculator, legs);
    }

    /** What it is asked for from now on: a liquidation, or a rebalancing, which costs no penalty. */
    LegSize to(final Rebalancing newTo) {
        to = newTo;
        return this;
    }

    /**
     * Takes a position.
     *
     * @param leg what is held of it
     * @param newSize how much of that is not ordered, above 0
     */
    LegSize of(final int leg, final Factor newInstrument, final long newSize) {
        instrument = newInstrument;
        size = newSize;
        price = instrument.mark(prices.value(instrument.priceSlot));
        settlementPrice = prices.value(instrument.settlementSlot);
        final int penaltyPpm = to == Rebalancing.NONE ? instrument.instrumentTerms.penaltyPpm() : 0;
        costPpm = penaltyPpm + instrument.instrumentTerms.costPpm();
        isShort = legs.units(leg) < 0;
        chosenPpm = to == Rebalancing.INITIAL
                ? entries.chosenPpm(legs.places.holder(legs.place(leg)), instrument.index)
                : 0;
        if (catalog.isBucketed()) {
            position.of(leg, instrument, price, settlementPrice);
        }
        askedOf(size, asked);
        return this;
    }

    /** What is asked of all of it for stop margin, or that which a rebalancing is to cover, a value: what closing it releases, its cost aside. */
    void asked(final Int128 result) {
        result.set(asked);
    }

    /** What closing that quantity costs, a value. */
    void cost(final long quantity, final Int128 result) {
        notional(quantity, result);
        result.multiply(costPpm);
    }

    /** What closing that quantity, at most the size, releases more than it costs, a value. */
    void released(final long quantity, final Int128 result) {
        askedOf(size - quantity, left);
        cost(quantity, cost);
        result.set(asked).subtract(left).subtract(cost);
    }

    /** What that quantity is worth, a value. */
    void worth(final long quantity, final Int128 result) {
        notional(quantity, result);
        result.multiply(Rates.ONE);
    }

    /** The fewest steps that release the shortfall, else as many as release more than they cost; 0 where none does. */
    long toRelease(final Int128 shortfall) {
        final long quantity = isProportional() ? inSteps(shortfall) : inTiers(shortfall);
        return quantity != 0 && isDust(quantity) ? size : quantity;
    }

    private boolean isProportional() {
        return catalog.isBucketed() ? position.isHeldAsAsked(Purpose.STOP) : requirement.isProportional(instrument);
    }

    private long inSteps(final Int128 shortfall) {
        if (to == Rebalancing.INITIAL) {
            askedOf(instrument.step, value);
            cost(instrument.step, cost);
            value.subtract(cost);
        } else {
            notional(instrument.step, value);
            value.multiply(instrument.askedStopPpm - costPpm);
        }
        if (value.signum() <= 0) {
            return 0;
        }
        division.divideCeil(shortfall, value, more);
        return more.fitsLong() && more.low() <= size / instrument.step ? more.low() * instrument.step : size;
    }

    // What a step releases falls from one to the next, so the steps that are worth it come first, and over them the sum
    // rises.
    private long inTiers(final Int128 shortfall) {
        final long step = instrument.step;
        final long all = size / step;
        if (all == 0) {
            released(size, value);
            return value.signum() > 0 ? size : 0;
        }
        final long most = worthIt(all);
        if (most == 0 || !releases(most, shortfall)) {
            return most != 0 && (most == all || costPpm == 0) ? size : most * step;
        }
        return least(most, shortfall) * step;
    }

    // The steps before the first that is not worth it.
    private long worthIt(final long all) {
        long low = 1;
        long high = all + 1;
        while (low < high) {
            final long middle = (low + high) >>> 1;
            if (isWorthIt(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    // Of so many steps, which release the shortfall, the fewest that do.
    private long least(final long most, final Int128 shortfall) {
        long low = 1;
        long high = most;
        while (low < high) {
            final long middle = (low + high) >>> 1;
            if (releases(middle, shortfall)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private boolean isWorthIt(final long nthStep) {
        released(nthStep * instrument.step, more);
        released((nthStep - 1) * instrument.step, value);
        return more.compareTo(value) > 0;
    }

    private boolean releases(final long steps, final Int128 shortfall) {
        released(steps * instrument.step, value);
        return value.compareTo(shortfall) >= 0;
    }

    /**
     * The profile's portion of it.
     *
     * @param most what may be closed at most, a value; null: any
     */
    long portion(final Int128 most) {
        final PlanBounds bounds = catalog.planBounds();
        worth(size, value);
        limit.set(value);
        if (value.compareTo(bounds.fullBelow()) > 0) {
            notional(size, limit);
            limit.multiply(bounds.portionPpm());
            takeLarger(limit, value.compareTo(bounds.minNotional()) < 0 ? value : bounds.minNotional());
        }
        if (most != null && most.compareTo(limit) < 0) {
            limit.set(most);
        }
        if (value.compareTo(limit) <= 0 || size <= instrument.step) {
            return size;
        }
        worth(instrument.step, value);
        division.divideFloor(limit, value, more); // fewer than all steps
        final long quantity = Math.max(1, more.low()) * instrument.step;
        return isDust(quantity) ? size : quantity;
    }

    private static void takeLarger(final Int128 result, final Int128 other) {
        if (other.compareTo(result) > 0) {
            result.set(other);
        }
    }

    // Whether what is left of it is not worth to stay open.
    private boolean isDust(final long quantity) {
        worth(size - quantity, value);
        return value.compareTo(catalog.planBounds().dust()) < 0;
    }

    private void askedOf(final long quantity, final Int128 result) {
        if (catalog.isBucketed()) {
            position.held(Purpose.STOP, quantity, result);
            return;
        }
        if (to == Rebalancing.INITIAL) {
            initial.of(instrument, isShort ? -quantity : quantity, chosenPpm, result);
        } else {
            notional(quantity, result);
            requirement.of(instrument, quantity, price).stop(result, settlementPrice, result);
        }
    }

    private void notional(final long quantity, final Int128 result) {
        MarginCalculator.notional(quantity, instrument, price, settlementPrice, result);
    }
}
