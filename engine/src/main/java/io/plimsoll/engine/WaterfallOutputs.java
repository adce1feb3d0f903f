package io.plimsoll.engine;

import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.DeleverageEncoder;
import io.plimsoll.protocol.codec.FundDrawEncoder;
import io.plimsoll.protocol.codec.LiquidationPenaltyEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.UncoveredEncoder;
import io.plimsoll.protocol.codec.WithdrawalsBlockedEncoder;
import org.agrona.DirectBuffer;

/** Encodes what the engine says of insurance funds straight into the sink. Engine thread. */
final class WaterfallOutputs {
    private static final int MAX_LENGTH = 512;

    private final Cause cause;
    private final Catalog catalog;
    private final Units units;
    private final OrdersInFlight orders;
    private final Control control;
    private final Outputs outputs;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final FundDrawEncoder fundDraw = new FundDrawEncoder();
    private final UncoveredEncoder uncovered = new UncoveredEncoder();
    private final DeleverageEncoder deleverage = new DeleverageEncoder();
    private final LiquidationPenaltyEncoder penalty = new LiquidationPenaltyEncoder();
    private final WithdrawalsBlockedEncoder withdrawalsBlocked = new WithdrawalsBlockedEncoder();

    WaterfallOutputs(final Cause cause, final EngineState state, final Outputs outputs) {
        this.cause = cause;
        this.catalog = state.catalog;
        this.units = state.units;
        this.orders = state.orders;
        this.control = state.control;
        this.outputs = outputs;
    }

    void fundDraw(
            final int unit,
            final UnitMargin margin,
            final int ordinal,
            final int fund,
            final Factor asset,
            final long amount,
            final long fundBalance) {
        final OrderSink sink = outputs.sink();
        final DirectBuffer name = units.name(unit);
        fundDraw.wrapAndApplyHeader(sink.claim(MAX_LENGTH), sink.messageOffset(), header)
                .causeSequence(cause.sequence())
                .accountId(units.accountId(unit))
                .amount(amount)
                .fundBalance(fundBalance);
        Outputs.put(fundDraw.netWorth(), margin.netWorth);
        fundDraw.epoch(Integer.toUnsignedLong(control.epoch()))
                .ordinal(ordinal)
                .causeCrc(Integer.toUnsignedLong(cause.crc()))
                .fundId(Integer.toUnsignedLong(fund))
                .assetId(Integer.toUnsignedLong(asset.id))
                .mode(control.mode())
                .unitDecimals((short) asset.unitDecimals)
                .valueDecimals((short) catalog.valueDecimals())
                .putAccountName(name, 0, name.capacity())
                .putSymbol(asset.symbol, 0, asset.symbol.length);
        commit(sink, fundDraw.encodedLength());
    }

    /** @param owned what checked units own of the asset together, or 0 where it is not to be shared */
    void uncovered(
            final int unit,
            final int fund,
            final Factor asset,
            final long amount,
            final Int128 owned,
            final boolean isShared) {
        final OrderSink sink = outputs.sink();
        final DirectBuffer name = units.name(unit);
        uncovered
                .wrapAndApplyHeader(sink.claim(MAX_LENGTH), sink.messageOffset(), header)
                .causeSequence(cause.sequence())
                .accountId(units.accountId(unit))
                .amount(amount);
        Outputs.put(uncovered.owned(), owned);
        uncovered
                .causeCrc(Integer.toUnsignedLong(cause.crc()))
                .fundId(Integer.toUnsignedLong(fund))
                .assetId(Integer.toUnsignedLong(asset.id))
                .socialise(isShared ? BooleanType.T : BooleanType.F)
                .mode(control.mode())
                .unitDecimals((short) asset.unitDecimals)
                .putAccountName(name, 0, name.capacity())
                .putSymbol(asset.symbol, 0, asset.symbol.length);
        commit(sink, uncovered.encodedLength());
    }

    /** A part of an order is assigned to a counterparty. */
    void deleverage(
            final int unit,
            final int order,
            final int counterparty,
            final Factor instrument,
            final long quantity,
            final long price,
            final Int128 score,
            final int rank) {
        final OrderSink sink = outputs.sink();
        final DirectBuffer name = units.name(unit);
        deleverage
                .wrapAndApplyHeader(sink.claim(MAX_LENGTH), sink.messageOffset(), header)
                .causeSequence(cause.sequence())
                .accountId(units.accountId(unit))
                .counterpartyId(units.accountId(counterparty))
                .counterpartyVersion(units.version(counterparty))
                .orderSequence(orders.sequence(order))
                .quantity(quantity)
                .price(price);
        Outputs.put(deleverage.score(), score);
        deleverage
                .causeCrc(Integer.toUnsignedLong(cause.crc()))
                .orderEpoch(Integer.toUnsignedLong(orders.epoch(order)))
                .orderOrdinal(Integer.toUnsignedLong(orders.ordinal(order)))
                .instrumentId(Integer.toUnsignedLong(instrument.id))
                .rank(rank)
                .side(orders.isBuy(order) ? Side.BUY : Side.SELL)
                .mode(control.mode())
                .priceDecimals((short) instrument.priceDecimals)
                .quantityDecimals((short) instrument.unitDecimals)
                .putAccountName(name, 0, name.capacity());
        final DirectBuffer counterpartyName = units.name(counterparty);
        deleverage
                .putCounterpartyName(counterpartyName, 0, counterpartyName.capacity())
                .putSymbol(instrument.symbol, 0, instrument.symbol.length);
        commit(sink, deleverage.encodedLength());
    }

    /** What an account pays for a fill of its order; what neither of the two gets is the fund's. */
    void penalty(
            final int unit,
            final int order,
            final Factor instrument,
            final long counterpartyId,
            final long amount,
            final long liquidatorAmount,
            final long protocolAmount) {
        final OrderSink sink = outputs.sink();
        final Factor asset = instrument.settlement;
        final DirectBuffer name = units.name(unit);
        penalty.wrapAndApplyHeader(sink.claim(MAX_LENGTH), sink.messageOffset(), header)
                .causeSequence(cause.sequence())
                .accountId(units.accountId(unit))
                .counterpartyId(counterpartyId)
                .orderSequence(orders.sequence(order))
                .amount(amount)
                .liquidatorAmount(liquidatorAmount)
                .fundAmount(amount - liquidatorAmount - protocolAmount)
                .protocolAmount(protocolAmount)
                .causeCrc(Integer.toUnsignedLong(cause.crc()))
                .orderEpoch(Integer.toUnsignedLong(orders.epoch(order)))
                .orderOrdinal(Integer.toUnsignedLong(orders.ordinal(order)))
                .instrumentId(Integer.toUnsignedLong(instrument.id))
                .assetId(Integer.toUnsignedLong(asset.id))
                .fundId(Integer.toUnsignedLong(instrument.instrumentTerms.fundId()))
                .mode(control.mode())
                .unitDecimals((short) asset.unitDecimals)
                .putAccountName(name, 0, name.capacity())
                .putSymbol(asset.symbol, 0, asset.symbol.length);
        commit(sink, penalty.encodedLength());
    }

    void withdrawalsBlocked(final boolean isBlocked, final Int128 deficit, final Int128 funds) {
        final OrderSink sink = outputs.sink();
        withdrawalsBlocked
                .wrapAndApplyHeader(sink.claim(MAX_LENGTH), sink.messageOffset(), header)
                .causeSequence(cause.sequence());
        Outputs.put(withdrawalsBlocked.deficit(), deficit);
        Outputs.put(withdrawalsBlocked.funds(), funds);
        withdrawalsBlocked
                .causeCrc(Integer.toUnsignedLong(cause.crc()))
                .blocked(isBlocked ? BooleanType.T : BooleanType.F)
                .valueDecimals((short) catalog.valueDecimals());
        commit(sink, withdrawalsBlocked.encodedLength());
    }

    private void commit(final OrderSink sink, final int bodyLength) {
        sink.commit(MessageHeaderEncoder.ENCODED_LENGTH + bodyLength, cause.eventNs());
    }
}
