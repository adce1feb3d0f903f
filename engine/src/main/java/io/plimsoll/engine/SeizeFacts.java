package io.plimsoll.engine;

import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.SeizeFillDecoder;

/** Applies fills of seize orders: a debt was repaid, and collateral taken for it (docs/internals/lending.md, Orders and fills). Engine thread. */
final class SeizeFacts {
    private final Catalog catalog;
    private final Units units;
    private final OrdersInFlight orders;
    private final LegBook legBook;
    private final Ledger ledger;
    private final AccountFacts facts;
    private final OrderEnds ends;

    SeizeFacts(
            final EngineState state,
            final LegBook legBook,
            final Ledger ledger,
            final AccountFacts facts,
            final OrderEnds ends) {
        this.catalog = state.catalog;
        this.units = state.units;
        this.orders = state.orders;
        this.legBook = legBook;
        this.ledger = ledger;
        this.facts = facts;
        this.ends = ends;
    }

    void onSeizeFill(final SeizeFillDecoder fact, final FiredUnits touched) {
        final int unit = facts.findOrCreate(fact.accountId(), fact.source());
        final int order = unit == Units.UNKNOWN ? OrdersInFlight.NONE : find(unit, fact);
        final long held = order == OrdersInFlight.NONE ? 0 : legBook.units(unit, orders.factor(order));
        final long owed = order == OrdersInFlight.NONE ? 0 : legBook.units(unit, orders.debt(order));
        if (unit != Units.UNKNOWN && apply(unit, fact, 1, touched) && order != OrdersInFlight.NONE) {
            fill(unit, order, held, owed, fact);
        }
        if (fact.counterpartyId() != SeizeFillDecoder.counterpartyIdNullValue()) {
            final int counterparty = facts.findOrCreate(fact.counterpartyId(), fact.source());
            if (counterparty != Units.UNKNOWN) {
                apply(counterparty, fact, -1, touched);
            }
        }
    }

    private int find(final int unit, final SeizeFillDecoder fact) {
        final Factor debt = catalog.asset((int) fact.debtAssetId());
        final Factor collateral = catalog.asset((int) fact.collateralAssetId());
        return debt == null || collateral == null
                ? OrdersInFlight.NONE
                : orders.findSeize(
                        units, unit, debt.index, collateral.index, (int) fact.orderEpoch(), fact.orderSequence(), (int)
                                fact.orderOrdinal());
    }

    // Whether it was; direction 1 for who owes, -1 for who repays.
    private boolean apply(final int unit, final SeizeFillDecoder fact, final int direction, final FiredUnits touched) {
        final Factor debt = catalog.asset((int) fact.debtAssetId());
        final Factor collateral = catalog.asset((int) fact.collateralAssetId());
        final int source = fact.source();
        if (fact.repaid() < 0 || fact.seized() < 0) {
            facts.refuse(unit, FlagReason.OVER_LIMIT, source, fact.debtAssetId(), touched);
        } else if (debt == null) {
            facts.refuse(unit, FlagReason.UNKNOWN_ASSET, source, fact.debtAssetId(), touched);
        } else if (collateral == null || collateral == debt) {
            facts.refuse(unit, FlagReason.UNKNOWN_ASSET, source, fact.collateralAssetId(), touched);
        } else if (!ledger.isWithin(unit, debt, direction * fact.repaid())) {
            facts.refuse(unit, FlagReason.OVER_LIMIT, source, fact.debtAssetId(), touched);
        } else if (!ledger.isWithin(unit, collateral, -direction * fact.seized())) {
            facts.refuse(unit, FlagReason.OVER_LIMIT, source, fact.collateralAssetId(), touched);
        } else if (!ledger.exchange(unit, debt, direction * fact.repaid(), collateral, -direction * fact.seized())) {
            facts.refuseByLedger(unit, FlagReason.OVER_CAPACITY, source, fact.debtAssetId(), touched);
        } else {
            facts.applied(unit, source, touched);
            return true;
        }
        return false;
    }

    private void fill(final int unit, final int order, final long held, final long owed, final SeizeFillDecoder fact) {
        if (fact.repaid() == 0 && fact.seized() == 0) {
            return;
        }
        final long repaid = rise(catalog.factor(orders.debt(order)), owed, fact.repaid());
        final long seized = -rise(catalog.factor(orders.factor(order)), held, -fact.seized());
        if (repaid > orders.repayRemaining(order) || seized > orders.remaining(order)) {
            facts.suspect(unit, FlagReason.FILL_BEYOND_ORDER, fact.source(), fact.collateralAssetId());
        }
        if (fact.seized() > held) {
            facts.suspect(unit, FlagReason.FILL_BEYOND_POSITION, fact.source(), fact.collateralAssetId());
        }
        orders.fillSeize(units, unit, order, repaid, seized);
        ends.orderFilled(unit, order);
    }

    // What an amount rises by, an order's being amounts, where so much more stands in the ledger.
    private static long rise(final Factor asset, final long before, final long change) {
        return asset.amount(before + change) - asset.amount(before);
    }
}
