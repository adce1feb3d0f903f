package io.plimsoll.engine;

import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.LiquidationOrderEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.OrderReason;
import io.plimsoll.protocol.codec.PriceCurve;
import io.plimsoll.protocol.codec.Side;
import org.agrona.DirectBuffer;

/** Turns a planned step into an order that closes a position: priced, numbered, encoded into the sink, and counted in flight. Engine thread. */
final class OrderIssuer {
    private static final int MAX_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH
            + LiquidationOrderEncoder.BLOCK_LENGTH
            + LiquidationOrderEncoder.LegsEncoder.HEADER_SIZE
            + OrderBasis.MAX_PRICES * LiquidationOrderEncoder.LegsEncoder.sbeBlockLength()
            + 2 * (1 + Names.MAX_LENGTH);

    private final Cause cause;
    private final Catalog catalog;
    private final Prices prices;
    private final Units units;
    private final OrdersInFlight orders;
    private final CancelFirst cancelFirst;
    private final Control control;
    private final Outputs outputs;
    private final OrderBasis basis;
    private final ExpiredOrders expired;
    private final EngineCounters counters;
    private final OrderPrices orderPrices;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final LiquidationOrderEncoder encoder = new LiquidationOrderEncoder();

    OrderIssuer(
            final Cause cause,
            final EngineState state,
            final Outputs outputs,
            final OrderBasis basis,
            final OrderPrices orderPrices,
            final ExpiredOrders expired,
            final EngineCounters counters) {
        this.cause = cause;
        this.catalog = state.catalog;
        this.prices = state.prices;
        this.units = state.units;
        this.orders = state.orders;
        this.cancelFirst = state.cancelFirst;
        this.control = state.control;
        this.outputs = outputs;
        this.basis = basis;
        this.orderPrices = orderPrices;
        this.expired = expired;
        this.counters = counters;
    }

    /** Issues a plan's order of that place. */
    void issue(final int unit, final UnitMargin margin, final Plan plan, final int place, final OrderReason reason) {
        final Factor instrument = plan.instrument[place];
        final boolean isBuy = plan.isBuy[place];
        final long quantity = plan.quantity[place];
        final int ordinal = cause.takeOrdinal();
        final long price = prices.value(instrument.priceSlot);
        orderPrices.of(instrument, plan.held[place], price, prices.value(instrument.settlementSlot));
        final long expiryNs = basis.expiryNs();
        final long bankruptcy = orderPrices.bankruptcy(margin);
        final OrderSink sink = outputs.sink();
        encoder.wrapAndApplyHeader(sink.claim(MAX_LENGTH), sink.messageOffset(), header);
        encoder.causeSequence(cause.sequence())
                .accountId(units.accountId(unit))
                .accountVersion(units.version(unit))
                .quantity(quantity)
                .limitPrice(orderPrices.limit(margin, catalog.profile(), bankruptcy))
                .markPrice(price)
                .bankruptcyPrice(bankruptcy)
                .expiryNs(expiryNs);
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
                .instrumentId(Integer.toUnsignedLong(instrument.id))
                .profileVersion(Integer.toUnsignedLong(catalog.profile().version()))
                .side(isBuy ? Side.BUY : Side.SELL)
                .reason(reason)
                .mode(control.mode())
                .curve(PriceCurve.FIXED)
                .priceDecimals((short) instrument.priceDecimals)
                .quantityDecimals((short) instrument.unitDecimals)
                .valueDecimals((short) catalog.valueDecimals());
        final int penaltyPpm = reason == OrderReason.REBALANCE ? 0 : instrument.instrumentTerms.penaltyPpm();
        putTerms(penaltyPpm, units.parent(unit));
        final boolean isCancelling = reason != OrderReason.REBALANCE && cancelFirst.hasOrders(unit);
        encoder.cancelOpenOrders(isCancelling ? BooleanType.T : BooleanType.NULL_VAL);
        putReplaced(expired.takeReplaced(unit, instrument.index, OrdersInFlight.NONE));
        putLegs(unit);
        final DirectBuffer name = units.name(unit);
        encoder.putAccountName(name, 0, name.capacity()).putSymbol(instrument.symbol, 0, instrument.symbol.length);
        sink.commit(MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength(), cause.eventNs());
        final int order =
                orders.add(units, unit, instrument.index, isBuy, quantity, control.epoch(), cause.sequence(), ordinal);
        orders.setTimes(order, cause.eventNs(), expiryNs);
        if (penaltyPpm != 0
                && !margin.netWorth.isNegative()
                && catalog.profile().terms().waterfall().penalty().isSplit()) {
            orders.setPenalty(order, penaltyPpm, bankruptcy);
        }
    }

    // None of these rules has a fee or a curve.
    private void putTerms(final int penaltyPpm, final long parent) {
        encoder.feePaidMax(LiquidationOrderEncoder.feePaidMaxNullValue())
                .penaltyPpm(penaltyPpm == 0 ? LiquidationOrderEncoder.penaltyPpmNullValue() : penaltyPpm)
                .startPrice(LiquidationOrderEncoder.startPriceNullValue())
                .curveSeconds(LiquidationOrderEncoder.curveSecondsNullValue())
                .cut(LiquidationOrderEncoder.cutNullValue())
                .parentAccountId(parent == 0 ? LiquidationOrderEncoder.parentAccountIdNullValue() : parent);
    }

    /** @param at place of the order that this one is in place of, if of any */
    private void putReplaced(final int at) {
        if (at == ExpiredOrders.NONE) {
            encoder.replacesSequence(LiquidationOrderEncoder.replacesSequenceNullValue())
                    .replacesEpoch(LiquidationOrderEncoder.replacesEpochNullValue())
                    .replacesOrdinal(LiquidationOrderEncoder.replacesOrdinalNullValue());
            return;
        }
        counters.ordersReplaced++;
        encoder.replacesSequence(expired.sequence(at))
                .replacesEpoch(Integer.toUnsignedLong(expired.epoch(at)))
                .replacesOrdinal(Integer.toUnsignedLong(expired.ordinal(at)));
    }

    private void putLegs(final int unit) {
        final int count = basis.takePrices(unit);
        final LiquidationOrderEncoder.LegsEncoder group = encoder.legsCount(count);
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
