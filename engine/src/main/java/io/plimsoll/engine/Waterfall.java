package io.plimsoll.engine;

/**
 * Who pays for what bankrupt units owe, in its tables: funds, draws on them, what none of them covers, and whether that is more than all of
 * them hold (docs/internals/waterfall.md). Engine thread.
 */
final class Waterfall {
    final Funds funds;
    final Draws draws;
    final UncoveredDebts uncovered;
    final Deficits deficits;
    /** Whether more is owed than all funds hold, as others were told. */
    boolean isBlocked;

    private final Catalog catalog;
    private final Units units;
    private final OrdersInFlight orders;
    private final int legs;
    private boolean hasRoom;

    Waterfall(
            final Catalog catalog,
            final Prices prices,
            final Units units,
            final OrdersInFlight orders,
            final EngineCapacity capacity) {
        this.catalog = catalog;
        this.units = units;
        this.orders = orders;
        this.legs = capacity.legs();
        funds = new Funds(catalog, prices, units);
        draws = new Draws(units, funds);
        uncovered = new UncoveredDebts(catalog, units);
        deficits = new Deficits(units);
    }

    /** Whether the profile in force has anybody pay but the unit. */
    boolean isInForce() {
        return catalog.profile().terms().waterfall().fundDraws();
    }

    /** Definitions were committed: allocates what they ask for. */
    void definitionsChanged() {
        if (isInForce() || namesFund()) {
            makeRoom();
        }
    }

    private boolean namesFund() {
        for (final Factor factor : catalog.factors()) {
            if (factor.instrumentTerms.fundId() != Funds.SHARED) {
                return true;
            }
        }
        return false;
    }

    /** Allocates all tables, once. */
    void makeRoom() {
        if (!hasRoom) {
            hasRoom = true;
            funds.makeRoom(orders.capacity());
            draws.makeRoom(orders.capacity());
            uncovered.makeRoom(legs);
            deficits.makeRoom();
            orders.assignments.makeRoom(orders.capacity(), units.capacity());
        }
    }

    /** Hands all of it through; the units and their orders have been before. */
    void image(final StateImage image) {
        if (image.flag(hasRoom)) {
            makeRoom();
        }
        funds.image(image);
        isBlocked = image.flag(isBlocked);
        for (int unit = 0; hasRoom && unit < units.count(); unit++) {
            funds.image(image, unit);
            draws.image(image, unit);
            uncovered.image(image, unit);
            deficits.image(image, unit);
            for (int order = units.firstOrder(unit); order != OrdersInFlight.NONE; order = orders.next(order)) {
                orders.assignments.image(image, order);
            }
        }
    }

    void hash(final StateHash hash) {
        funds.hash(hash);
        if (isBlocked) { // so that states of journals from before there were funds hash as they did
            hash.add(1);
        }
    }

    void hash(final int unit, final StateHash hash) {
        funds.hash(unit, hash);
        draws.hash(unit, hash);
        uncovered.hash(unit, hash);
        deficits.hash(unit, hash);
        for (int order = units.firstOrder(unit); order != OrdersInFlight.NONE; order = orders.next(order)) {
            orders.assignments.hash(order, hash);
        }
    }
}
