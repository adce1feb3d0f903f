package io.plimsoll.engine;

/** Everything the engine knows, in its tables: what a snapshot must hold and a hash must cover. Engine thread. */
final class EngineState {
    final Catalog catalog = new Catalog();
    final Prices prices;
    final Units units;
    final Legs legs;
    final OrdersInFlight orders;
    final Sources sources = new Sources();
    final Control control = new Control();
    private final StateHash hash = new StateHash();

    EngineState(final EngineCapacity capacity) {
        prices = new Prices(capacity.factors());
        units = new Units(capacity.accounts());
        legs = new Legs(capacity.legs());
        orders = new OrdersInFlight(capacity.ordersInFlight());
    }

    long hash(final Definitions definitions, final Snapshots snapshots) {
        hash.reset();
        catalog.hash(hash);
        definitions.hash(hash);
        prices.hash(hash);
        sources.hash(hash);
        control.hash(hash);
        snapshots.hash(hash);
        for (int unit = 0; unit < units.count(); unit++) {
            units.hash(unit, hash);
            for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
                legs.hash(leg, hash);
            }
            for (int order = units.firstOrder(unit); order != OrdersInFlight.NONE; order = orders.next(order)) {
                orders.hash(order, hash);
            }
        }
        return hash.value();
    }
}
