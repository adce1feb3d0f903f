package io.plimsoll.engine;

import io.plimsoll.protocol.codec.Sizing;

/** Everything the engine knows, in its tables: what a snapshot must hold and a hash must cover. Engine thread. */
final class EngineState {
    final Cause cause = new Cause();
    final Catalog catalog = new Catalog();
    final Prices prices;
    final Guards guards = new Guards();
    final PriceGroups groups;
    final Units units;
    final Legs legs;
    final OrdersInFlight orders;
    final UnitInstruments unitInstruments;
    final CancelFirst cancelFirst;
    final Throttle throttle;
    final OperatorHolds holds;
    final LiquidationQueue queue;
    final Sources sources = new Sources();
    final Control control = new Control();
    final Waterfall waterfall;
    private final StateHash hash = new StateHash();
    private final StateHash rowHash = new StateHash();

    EngineState(final EngineCapacity capacity) {
        prices = new Prices(capacity.factors());
        units = new Units(capacity.accounts());
        legs = new Legs(capacity.legs(), capacity.factors());
        orders = new OrdersInFlight(capacity.ordersInFlight());
        unitInstruments = new UnitInstruments(units, capacity.legs(), capacity.factors());
        cancelFirst = new CancelFirst(catalog, units, unitInstruments);
        groups = new PriceGroups(units);
        holds = new OperatorHolds(capacity.factors());
        throttle = new Throttle(catalog, units, capacity.factors());
        queue = new LiquidationQueue(catalog, units, throttle);
        waterfall = new Waterfall(catalog, prices, units, orders, capacity);
    }

    /** Whether the unit gets no orders until its next snapshot: for a fact of its own, or for its source's last gap. */
    boolean isSuspect(final int unit) {
        return units.isSuspect(unit) || isSuspectByGap(unit);
    }

    boolean isSuspectByGap(final int unit) {
        return units.snapshotSequence(unit) < sources.gapSequence(units.source(unit));
    }

    /** Whether a source was not heard for longer than the run allows. */
    boolean isSilent(final int source, final long nowNs) {
        return control.maxFactAgeNs() != 0 && sources.isSilentSince(source, nowNs - control.maxFactAgeNs());
    }

    /** Whether nobody knows how the source's accounts are now: it is silent, or what was missed of it is still to come. */
    boolean isStale(final int source, final long nowNs) {
        return sources.isResyncing(source) || isSilent(source, nowNs);
    }

    /** Whether the unit has a source of which that holds. */
    boolean isUnitStale(final int unit, final long nowNs) {
        return units.hasSource(unit) && isStale(units.source(unit), nowNs);
    }

    /**
     * Whether the unit's plan closes everything: its orders expired so often, and no fill between, one was filled in part a short time ago, or an
     * operator forces it.
     */
    boolean isEscalated(final int unit) {
        return units.isForced(unit) || isEscalatedByExpiries(unit) || isAfterPart(unit);
    }

    /** Where the profile in force remembers parts: takes the memory now, so that no fill has to. */
    void makeRoomForParts() {
        if (catalog.hasProfile() && wholeAfterPartSeconds() != 0) {
            units.makeRoomForParts();
        }
    }

    private int wholeAfterPartSeconds() {
        return catalog.profile().terms().orders().wholeAfterPartSeconds();
    }

    private boolean isAfterPart(final int unit) {
        final long seconds = wholeAfterPartSeconds();
        return seconds != 0 && units.isPartAfter(unit, cause.eventNs() - seconds * Cause.SECOND_NS);
    }

    boolean isEscalatedByExpiries(final int unit) {
        final int after = catalog.profile().terms().orders().escalateAfter();
        return after > 0 && units.expiries(unit) >= after;
    }

    /** The initial rate by the leverage that a unit chose, ppm; 0: it chose none, or none counts where profits are in buckets. */
    int chosenPpm(final int unit, final Factor instrument) {
        return catalog.isBucketed() ? 0 : unitInstruments.chosenPpm(unit, instrument.index);
    }

    /** Whether the unit's plan closes everything. */
    boolean closesAll(final int unit) {
        return catalog.profile().terms().plan().sizing() == Sizing.FULL || isEscalated(unit);
    }

    /** Whether any price of its own may be the one that says something else of a unit, however healthy it is. */
    static boolean hangsOnEveryPrice(final Catalog catalog, final Units units, final int unit) {
        final boolean mayRecover =
                catalog.profile().terms().orders().cancelRecovered() && units.firstOrder(unit) != OrdersInFlight.NONE;
        return units.isForced(unit) || mayRecover || Rebalancer.isDue(catalog, units, unit);
    }

    /** Costs as much as the definitions, the prices, and the units that changed since it was last asked for. */
    long hash(final Definitions definitions, final Snapshots snapshots) {
        hash.reset();
        catalog.hash(hash);
        definitions.hash(hash);
        prices.hash(hash);
        guards.hash(hash);
        groups.hash(hash);
        sources.hash(hash);
        control.hash(hash);
        throttle.hash(hash);
        holds.hash(hash, catalog.factors().length);
        snapshots.hash(hash);
        waterfall.hash(hash);
        return hash.add(units.count()).add(units.rowHashes(this::hashOf)).value();
    }

    private long hashOf(final int unit) {
        rowHash.reset();
        units.hash(unit, rowHash);
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            legs.hash(leg, rowHash);
        }
        for (int order = units.firstOrder(unit); order != OrdersInFlight.NONE; order = orders.next(order)) {
            orders.hash(order, rowHash);
        }
        unitInstruments.hash(unit, rowHash);
        cancelFirst.hash(unit, rowHash);
        queue.hash(unit, rowHash);
        throttle.hash(unit, rowHash);
        waterfall.hash(unit, rowHash);
        return rowHash.value();
    }

    /** Hands every table through; prices go before the catalog, whose factors refer to their slots. */
    void image(final StateImage image, final Definitions definitions, final Snapshots snapshots) {
        control.image(image);
        sources.image(image);
        prices.image(image);
        guards.image(image, prices);
        catalog.image(image, prices);
        definitions.image(image);
        makeRoomForParts();
        units.image(image);
        for (int unit = 0; unit < units.count(); unit++) {
            legs.image(image, units, unit);
            orders.image(image, units, unit);
            unitInstruments.image(image, unit);
        }
        cancelFirst.image(image);
        throttle.image(image);
        holds.image(image, catalog.factors().length);
        queue.image(image);
        waterfall.image(image);
        if (!guards.isEmpty()) {
            groups.makeRoom();
        }
        groups.image(image);
        snapshots.image(image);
    }
}
