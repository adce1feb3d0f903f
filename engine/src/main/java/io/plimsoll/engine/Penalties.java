package io.plimsoll.engine;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.terms.PenaltyTerms;

/**
 * Says what an account pays for a fill of its liquidation order at a better price than the order's bankruptcy price, and who gets it
 * (docs/internals/waterfall.md, The penalty). Moves nothing: the venue does. Engine thread.
 */
final class Penalties {
    private final Catalog catalog;
    private final Units units;
    private final OrdersInFlight orders;
    private final WaterfallOutputs outputs;
    private final WideDivision division = new WideDivision();
    private final Int128 worth = new Int128();
    private final Int128 factor = new Int128();
    private final Int128 divisor = new Int128();
    private final Int128 surplus = new Int128();
    private final Int128 penalty = new Int128();

    Penalties(final EngineState state, final WaterfallOutputs outputs) {
        this.catalog = state.catalog;
        this.units = state.units;
        this.orders = state.orders;
        this.outputs = outputs;
    }

    /**
     * A part of a unit's order traded on its side; told before the order counts it.
     *
     * @param size how much, positive mantissa, of the order or more
     * @param fee of the fill, balance mantissa
     * @param counterpartyId as the record has it, or its null value
     */
    void take(
            final int unit,
            final int order,
            final long size,
            final long price,
            final long fee,
            final long counterpartyId) {
        final PenaltyTerms split = catalog.profile().terms().waterfall().penalty();
        if (orders.penaltyPpm(order) == 0 || !split.isSplit() || units.verdict(unit) == Verdict.BANKRUPT) {
            return;
        }
        final Factor instrument = catalog.factor(orders.factor(order));
        final long amount = due(order, instrument, Math.min(size, orders.remaining(order)), price, fee);
        if (amount > 0) {
            outputs.penalty(
                    unit,
                    order,
                    instrument,
                    counterpartyId,
                    amount,
                    part(amount, split.liquidatorPpm()),
                    part(amount, split.protocolPpm()));
        }
    }

    private long due(final int order, final Factor instrument, final long quantity, final long price, final long fee) {
        final long mark = instrument.mark(price);
        final long size = Math.abs(mark);
        final long better = Math.min(size, better(order, instrument, mark));
        if (better <= 0) {
            return 0;
        }
        amount(instrument, quantity, better, Rates.ONE, surplus);
        surplus.subtract(factor.set(Math.max(0, fee)));
        amount(instrument, quantity, size, orders.penaltyPpm(order), penalty);
        final Int128 due = surplus.compareTo(penalty) < 0 ? surplus : penalty;
        final long most = instrument.settlement.maxUnits;
        return due.fitsLong() ? Math.min(due.low(), most) : due.isNegative() ? 0 : most;
    }

    // By how much what a contract trades at is better for the account than at the order's bankruptcy price.
    private long better(final int order, final Factor instrument, final long mark) {
        if (orders.bankruptcyPrice(order) == OrderPrices.NO_PRICE) {
            return Long.MAX_VALUE;
        }
        final long bankruptcy = instrument.mark(orders.bankruptcyPrice(order));
        return orders.isBuy(order) ? bankruptcy - mark : mark - bankruptcy;
    }

    // A share of what so much trades at, as an amount of the settlement asset, rounded down.
    private void amount(
            final Factor instrument, final long quantity, final long each, final int ppm, final Int128 result) {
        final int shift = instrument.costDecimals() - instrument.settlement.unitDecimals;
        worth.setProduct(quantity, each);
        factor.set(Decimals.powerOfTen(Math.max(0, -shift))).multiply(ppm);
        divisor.set(Decimals.powerOfTen(Math.max(0, shift))).multiply(Rates.ONE);
        if (!division.multiplyDivideFloor(worth, factor, divisor, result)) {
            result.set(Long.MAX_VALUE, 0); // more than any balance may be
        }
    }

    private long part(final long amount, final int ppm) {
        division.divideFloor(worth.setProduct(amount, ppm), Rates.ONE, factor);
        return factor.low();
    }
}
