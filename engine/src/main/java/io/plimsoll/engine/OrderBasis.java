package io.plimsoll.engine;

import io.plimsoll.protocol.codec.OrderReason;
import io.plimsoll.protocol.codec.PriceState;
import io.plimsoll.protocol.codec.Value128Encoder;

/** What any order says of why it is made: the unit's numbers, and the prices that they follow from. Engine thread. */
final class OrderBasis {
    /** Distinct price ids at most: a unit's legs use two each. */
    static final int MAX_PRICES = 2 * EngineCapacity.MAX_LEGS_PER_UNIT;

    private final Cause cause;
    private final Catalog catalog;
    private final Prices prices;
    private final Guards guards;
    private final Units units;
    private final Legs legs;
    private final int[] slots = new int[MAX_PRICES];
    private int slotCount;
    private final Int128 shortfall = new Int128();

    OrderBasis(final Cause cause, final EngineState state) {
        this.cause = cause;
        this.catalog = state.catalog;
        this.prices = state.prices;
        this.guards = state.guards;
        this.units = state.units;
        this.legs = state.legs;
    }

    /** Event time after which an order of this record is void, or {@link OrdersInFlight#NO_EXPIRY}. */
    long expiryNs() {
        final int seconds = catalog.profile().terms().orders().orderSeconds();
        return seconds == 0 ? OrdersInFlight.NO_EXPIRY : cause.eventNs() + seconds * Cause.SECOND_NS;
    }

    static OrderReason reason(final Units units, final int unit, final UnitMargin margin) {
        if (units.isForced(unit)) {
            return OrderReason.OPERATOR;
        }
        return margin.netWorth.isNegative() ? OrderReason.BANKRUPT : OrderReason.MAINTENANCE;
    }

    void put(
            final UnitMargin margin,
            final Value128Encoder equity,
            final Value128Encoder netWorth,
            final Value128Encoder initialMargin,
            final Value128Encoder stopMargin,
            final Value128Encoder maintenanceMargin,
            final Value128Encoder shortBy) {
        Outputs.put(equity, margin.equity);
        Outputs.put(netWorth, margin.netWorth);
        Outputs.put(initialMargin, margin.initialMargin);
        Outputs.put(stopMargin, margin.stopMargin);
        Outputs.put(maintenanceMargin, margin.maintenanceMargin);
        Outputs.put(shortBy, shortfall.set(margin.maintenanceMargin).subtract(margin.equity));
    }

    /** Looks up the prices of a unit's legs; answers how many there are, in ascending order of price id, the constant 1 left out. */
    int takePrices(final int unit) {
        slotCount = 0;
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            final Factor factor = catalog.factor(legs.factor(leg));
            insertSlot(factor.priceSlot);
            insertSlot(factor.settlementSlot);
        }
        return slotCount;
    }

    long price(final int index) {
        return prices.value(slots[index]);
    }

    long priceAgeNs(final int index) {
        return cause.eventNs() - prices.publishNs(slots[index]);
    }

    int priceId(final int index) {
        return prices.id(slots[index]);
    }

    int priceDecimals(final int index) {
        return prices.decimals(slots[index]);
    }

    PriceState priceState(final int index) {
        final PriceGuard guard = guards.of(slots[index]);
        return guard == null ? PriceState.VALID : guard.state();
    }

    // Keeps slots in ascending order of price id, each once.
    private void insertSlot(final int slot) {
        if (slot == Prices.UNIT_SLOT) {
            return;
        }
        int at = slotCount;
        while (at > 0 && Integer.compareUnsigned(prices.id(slots[at - 1]), prices.id(slot)) > 0) {
            at--;
        }
        if (at > 0 && slots[at - 1] == slot) {
            return;
        }
        System.arraycopy(slots, at, slots, at + 1, slotCount - at);
        slots[at] = slot;
        slotCount++;
    }
}
