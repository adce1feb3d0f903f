package io.plimsoll.engine;

/** What few worlds come to use of an engine's state, put to use. */
final class StateInUse {
    private StateInUse() {}

    static void use(final EngineState state) {
        final Factor asset = state.catalog.factor(0);
        state.waterfall.makeRoom();
        state.waterfall.funds.set(3, asset, 5);
        state.waterfall.draws.add(0, 3, asset, 2, 1, 1, 2);
        state.orders.setPenalty(state.units.firstOrder(0), 5_000, 77);
        state.waterfall.uncovered.set(0, asset, 7);
        state.orders.assignments.add(state.units, 0, state.units.firstOrder(0), 1, 3);
        state.unitInstruments.setOrders(0, 1, 5, 7, 2);
        state.unitInstruments.setChosenPpm(0, 1, 200_000);
        state.prices.setStable(1, 5);
        state.units.setParent(0, 9);
        state.units.setPart(0, 9);
        state.cancelFirst.tell(0, 5);
        state.sources.interrupt(3);
    }
}
