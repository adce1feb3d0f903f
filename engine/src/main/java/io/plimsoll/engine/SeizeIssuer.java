package io.plimsoll.engine;

import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.SeizeOrderEncoder;
import io.plimsoll.protocol.terms.AuctionTerms;
import org.agrona.DirectBuffer;

/** Turns a planned seizure into a seize order: numbered, encoded into the sink, and counted in flight. Engine thread. */
final class SeizeIssuer {
    private static final int MAX_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH
            + SeizeOrderEncoder.BLOCK_LENGTH
            + SeizeOrderEncoder.LegsEncoder.HEADER_SIZE
            + OrderBasis.MAX_PRICES * SeizeOrderEncoder.LegsEncoder.sbeBlockLength()
            + 3 * (1 + Names.MAX_LENGTH);

    private final Cause cause;
    private final Catalog catalog;
    private final Prices prices;
    private final Units units;
    private final OrdersInFlight orders;
    private final Control control;
    private final Outputs outputs;
    private final OrderBasis basis;
    private final ExpiredOrders expired;
    private final EngineCounters counters;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SeizeOrderEncoder encoder = new SeizeOrderEncoder();
    private final AuctionCurve curve = new AuctionCurve();

    SeizeIssuer(
            final Cause cause,
            final EngineState state,
            final Outputs outputs,
            final OrderBasis basis,
            final ExpiredOrders expired,
            final EngineCounters counters) {
        this.cause = cause;
        this.catalog = state.catalog;
        this.prices = state.prices;
        this.units = state.units;
        this.orders = state.orders;
        this.control = state.control;
        this.outputs = outputs;
        this.basis = basis;
        this.expired = expired;
        this.counters = counters;
    }

    /** @param index which of the plan's orders */
    void issue(final int unit, final UnitMargin margin, final SeizePlan plan, final int index) {
        final int ordinal = cause.takeOrdinal();
        final Factor debt = plan.debt[index];
        final Factor collateral = plan.collateral[index];
        final long expiryNs = expiryNs(plan.startPrice[index]);
        final OrderSink sink = outputs.sink();
        encoder.wrapAndApplyHeader(sink.claim(MAX_LENGTH), sink.messageOffset(), header);
        encoder.causeSequence(cause.sequence())
                .accountId(units.accountId(unit))
                .accountVersion(units.version(unit))
                .repay(plan.repay[index])
                .reserve(plan.reserve[index])
                .seize(plan.seize[index])
                .protocolFee(plan.protocolFee[index])
                .bonus(plan.bonus[index])
                .debtPrice(prices.value(debt.priceSlot))
                .collateralPrice(prices.value(collateral.priceSlot));
        basis.put(
                margin,
                encoder.equity(),
                encoder.netWorth(),
                encoder.initialMargin(),
                encoder.stopMargin(),
                encoder.maintenanceMargin(),
                encoder.shortfall());
        encoder.epoch(Integer.toUnsignedLong(control.epoch()))
                .ordinal(ordinal)
                .causeCrc(Integer.toUnsignedLong(cause.crc()))
                .debtAssetId(Integer.toUnsignedLong(debt.id))
                .collateralAssetId(Integer.toUnsignedLong(collateral.id))
                .profileVersion(Integer.toUnsignedLong(catalog.profile().version()))
                .reason(OrderBasis.reason(units, unit, margin))
                .mode(control.mode())
                .debtDecimals((short) debt.unitDecimals)
                .collateralDecimals((short) collateral.unitDecimals)
                .debtPriceDecimals((short) debt.priceDecimals)
                .collateralPriceDecimals((short) collateral.priceDecimals)
                .valueDecimals((short) catalog.valueDecimals());
        putTerms(plan.startPrice[index], expiryNs, units.parent(unit));
        putReplaced(expired.takeReplaced(unit, collateral.index, debt.index));
        putLegs(unit);
        final DirectBuffer name = units.name(unit);
        encoder.putAccountName(name, 0, name.capacity())
                .putDebtSymbol(debt.symbol, 0, debt.symbol.length)
                .putCollateralSymbol(collateral.symbol, 0, collateral.symbol.length);
        sink.commit(MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength(), cause.eventNs());
        final int order = orders.addSeize(
                units,
                unit,
                debt.index,
                collateral.index,
                plan.repay[index] + plan.reserve[index],
                plan.seize[index],
                control.epoch(),
                cause.sequence(),
                ordinal);
        orders.setTimes(order, cause.eventNs(), expiryNs);
    }

    // An auction ends where it must start again, unless every order does so before.
    private long expiryNs(final long startPrice) {
        final AuctionTerms auction = catalog.profile().terms().auction();
        final long seconds = startPrice == SeizePlan.NO_AUCTION
                ? AuctionCurve.NEVER
                : curve.set(auction, startPrice).resetSeconds(auction);
        if (seconds == AuctionCurve.NEVER) {
            return basis.expiryNs();
        }
        final long resetNs = cause.eventNs() + seconds * Cause.SECOND_NS;
        return basis.expiryNs() == OrdersInFlight.NO_EXPIRY ? resetNs : Math.min(basis.expiryNs(), resetNs);
    }

    private void putTerms(final long startPrice, final long expiryNs, final long parent) {
        putCurve(startPrice);
        encoder.expiryNs(expiryNs).parentAccountId(parent == 0 ? SeizeOrderEncoder.parentAccountIdNullValue() : parent);
    }

    /** @param at place of the order that this one is in place of, if of any */
    private void putReplaced(final int at) {
        if (at == ExpiredOrders.NONE) {
            encoder.replacesSequence(SeizeOrderEncoder.replacesSequenceNullValue())
                    .replacesEpoch(SeizeOrderEncoder.replacesEpochNullValue())
                    .replacesOrdinal(SeizeOrderEncoder.replacesOrdinalNullValue());
            return;
        }
        counters.ordersReplaced++;
        encoder.replacesSequence(expired.sequence(at))
                .replacesEpoch(Integer.toUnsignedLong(expired.epoch(at)))
                .replacesOrdinal(Integer.toUnsignedLong(expired.ordinal(at)));
    }

    private void putCurve(final long startPrice) {
        final AuctionTerms auction = catalog.profile().terms().auction();
        encoder.curve(auction.curve())
                .startPrice(startPrice == SeizePlan.NO_AUCTION ? SeizeOrderEncoder.startPriceNullValue() : startPrice)
                .curveSeconds(
                        switch (auction.curve()) {
                            case LINEAR -> auction.tauSeconds();
                            case STAIR_STEP -> auction.stepSeconds();
                            default -> SeizeOrderEncoder.curveSecondsNullValue();
                        })
                .cut(
                        switch (auction.curve()) {
                            case STAIR_STEP, EXPONENTIAL -> auction.cut();
                            default -> SeizeOrderEncoder.cutNullValue();
                        });
    }

    private void putLegs(final int unit) {
        final int count = basis.takePrices(unit);
        final SeizeOrderEncoder.LegsEncoder group = encoder.legsCount(count);
        for (int i = 0; i < count; i++) {
            group.next()
                    .value(basis.price(i))
                    .ageNs(basis.priceAgeNs(i))
                    .priceId(Integer.toUnsignedLong(basis.priceId(i)))
                    .state(basis.priceState(i))
                    .priceDecimals((short) basis.priceDecimals(i));
        }
    }
}
