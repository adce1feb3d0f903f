package io.plimsoll.engine;

import io.plimsoll.protocol.codec.AccountDifferenceEncoder;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.EngineStateEncoder;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.InputFlaggedEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.OrderStateEncoder;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.OrderStatusReason;
import io.plimsoll.protocol.codec.PriceState;
import io.plimsoll.protocol.codec.PriceStateChangeEncoder;
import io.plimsoll.protocol.codec.SeizeOrderStateEncoder;
import io.plimsoll.protocol.codec.StateHashEncoder;
import io.plimsoll.protocol.codec.UnitStateEncoder;
import io.plimsoll.protocol.codec.Value128Encoder;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldEncoder;
import io.plimsoll.protocol.codec.WithheldReason;
import org.agrona.DirectBuffer;

/** Encodes every output but the order itself straight into the sink. Engine thread. */
final class Outputs {
    static final long NO_ACCOUNT = InputFlaggedEncoder.accountIdNullValue();
    static final long NO_SUBJECT = InputFlaggedEncoder.subjectIdNullValue();
    static final int NO_SOURCE = InputFlaggedEncoder.sourceNullValue();

    private static final int MAX_LENGTH = 256;

    private final Cause cause;
    private final EngineCounters counters;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OrderStateEncoder orderState = new OrderStateEncoder();
    private final SeizeOrderStateEncoder seizeOrderState = new SeizeOrderStateEncoder();
    private final UnitStateEncoder unitState = new UnitStateEncoder();
    private final WithheldEncoder withheld = new WithheldEncoder();
    private final InputFlaggedEncoder flagged = new InputFlaggedEncoder();
    private final EngineStateEncoder engineState = new EngineStateEncoder();
    private final StateHashEncoder stateHash = new StateHashEncoder();
    private final PriceStateChangeEncoder priceStateChange = new PriceStateChangeEncoder();
    private final AccountDifferenceEncoder accountDifference = new AccountDifferenceEncoder();
    private OrderSink sink;

    Outputs(final Cause cause, final EngineCounters counters) {
        this.cause = cause;
        this.counters = counters;
    }

    void sink(final OrderSink newSink) {
        sink = newSink;
    }

    OrderSink sink() {
        return sink;
    }

    void orderState(
            final long accountId,
            final Factor instrument,
            final OrderProgress order,
            final OrderStatus status,
            final OrderStatusReason reason) {
        orderState
                .wrapAndApplyHeader(sink.claim(MAX_LENGTH), sink.messageOffset(), header)
                .causeSequence(cause.sequence())
                .accountId(accountId)
                .orderSequence(order.sequence)
                .filled(order.filled)
                .remaining(order.remaining)
                .orderEpoch(Integer.toUnsignedLong(order.epoch))
                .orderOrdinal(Integer.toUnsignedLong(order.ordinal))
                .causeCrc(Integer.toUnsignedLong(cause.crc()))
                .instrumentId(Integer.toUnsignedLong(instrument.id))
                .status(status)
                .reason(reason)
                .quantityDecimals((short) instrument.unitDecimals);
        commit(orderState.encodedLength());
    }

    void seizeOrderState(
            final long accountId,
            final Factor debt,
            final Factor collateral,
            final OrderProgress order,
            final OrderStatus status,
            final OrderStatusReason reason) {
        seizeOrderState
                .wrapAndApplyHeader(sink.claim(MAX_LENGTH), sink.messageOffset(), header)
                .causeSequence(cause.sequence())
                .accountId(accountId)
                .orderSequence(order.sequence)
                .repaid(order.repaid)
                .repayRemaining(order.repayRemaining)
                .seized(order.filled)
                .seizeRemaining(order.remaining)
                .orderEpoch(Integer.toUnsignedLong(order.epoch))
                .orderOrdinal(Integer.toUnsignedLong(order.ordinal))
                .causeCrc(Integer.toUnsignedLong(cause.crc()))
                .debtAssetId(Integer.toUnsignedLong(debt.id))
                .collateralAssetId(Integer.toUnsignedLong(collateral.id))
                .status(status)
                .reason(reason)
                .debtDecimals((short) debt.unitDecimals)
                .collateralDecimals((short) collateral.unitDecimals);
        commit(seizeOrderState.encodedLength());
    }

    void unitState(
            final Units units,
            final int unit,
            final UnitMargin margin,
            final int valueDecimals,
            final Verdict previous,
            final Verdict current) {
        final DirectBuffer name = units.name(unit);
        unitState.wrapAndApplyHeader(sink.claim(MAX_LENGTH), sink.messageOffset(), header);
        unitState.causeSequence(cause.sequence()).accountId(units.accountId(unit));
        put(unitState.equity(), margin.equity);
        put(unitState.netWorth(), margin.netWorth);
        put(unitState.maintenanceMargin(), margin.maintenanceMargin);
        unitState
                .causeCrc(Integer.toUnsignedLong(cause.crc()))
                .previous(previous)
                .current(current)
                .valueDecimals((short) valueDecimals)
                .putAccountName(name, 0, name.capacity());
        commit(unitState.encodedLength());
    }

    void withheld(
            final Units units,
            final int unit,
            final UnitMargin margin,
            final int valueDecimals,
            final WithheldReason reason) {
        counters.withheld++;
        counters.withheldByReason[reason.value()]++;
        final DirectBuffer name = units.name(unit);
        withheld.wrapAndApplyHeader(sink.claim(MAX_LENGTH), sink.messageOffset(), header);
        withheld.causeSequence(cause.sequence()).accountId(units.accountId(unit));
        put(withheld.equity(), margin.equity);
        put(withheld.netWorth(), margin.netWorth);
        put(withheld.maintenanceMargin(), margin.maintenanceMargin);
        withheld.causeCrc(Integer.toUnsignedLong(cause.crc()))
                .reason(reason)
                .valueDecimals((short) valueDecimals)
                .putAccountName(name, 0, name.capacity());
        commit(withheld.encodedLength());
    }

    void flagged(
            final Disposition disposition,
            final FlagReason reason,
            final int source,
            final long accountId,
            final long subjectId) {
        flagged.wrapAndApplyHeader(sink.claim(MAX_LENGTH), sink.messageOffset(), header)
                .causeSequence(cause.sequence())
                .accountId(accountId)
                .subjectId(subjectId)
                .causeCrc(Integer.toUnsignedLong(cause.crc()))
                .source(source)
                .disposition(disposition)
                .reason(reason);
        commit(flagged.encodedLength());
    }

    /** @param source of the tick that was it, or {@link #NO_SOURCE} when time passed */
    void priceStateChange(
            final Prices prices,
            final int slot,
            final PriceGuard guard,
            final Consensus found,
            final int source,
            final PriceState previous) {
        priceStateChange
                .wrapAndApplyHeader(sink.claim(MAX_LENGTH), sink.messageOffset(), header)
                .causeSequence(cause.sequence())
                .value(guard.price())
                .low(guard.low())
                .high(guard.high())
                .causeCrc(Integer.toUnsignedLong(cause.crc()))
                .priceId(Integer.toUnsignedLong(prices.id(slot)))
                .source(source)
                .previous(previous)
                .current(guard.state())
                .fresh((short) found.fresh)
                .kept((short) found.kept)
                .dwelling(guard.isDwelling() ? BooleanType.T : BooleanType.F)
                .priceDecimals((short) prices.decimals(slot));
        commit(priceStateChange.encodedLength());
    }

    /** @param factor the asset or instrument of the leg */
    void accountDifference(
            final Units units,
            final int unit,
            final int source,
            final Factor factor,
            final long ourUnits,
            final long theirUnits,
            final Int128 ourCost,
            final Int128 theirCost) {
        final DirectBuffer name = units.name(unit);
        final long id = Integer.toUnsignedLong(factor.id);
        accountDifference
                .wrapAndApplyHeader(sink.claim(MAX_LENGTH), sink.messageOffset(), header)
                .causeSequence(cause.sequence())
                .accountId(units.accountId(unit))
                .ourUnits(ourUnits)
                .theirUnits(theirUnits);
        put(accountDifference.ourCost(), ourCost);
        put(accountDifference.theirCost(), theirCost);
        accountDifference
                .causeCrc(Integer.toUnsignedLong(cause.crc()))
                .assetId(factor.isInstrument ? AccountDifferenceEncoder.assetIdNullValue() : id)
                .instrumentId(factor.isInstrument ? id : AccountDifferenceEncoder.instrumentIdNullValue())
                .source(source)
                .unitDecimals((short) factor.unitDecimals)
                .priceDecimals((short) (factor.isInstrument ? factor.markDecimals() : 0))
                .putAccountName(name, 0, name.capacity());
        commit(accountDifference.encodedLength());
    }

    void engineState(final Control control) {
        engineState
                .wrapAndApplyHeader(sink.claim(MAX_LENGTH), sink.messageOffset(), header)
                .causeSequence(cause.sequence())
                .causeCrc(Integer.toUnsignedLong(cause.crc()))
                .status(control.status())
                .mode(control.mode());
        commit(engineState.encodedLength());
    }

    void stateHash(final long marker, final long hash) {
        stateHash
                .wrapAndApplyHeader(sink.claim(MAX_LENGTH), sink.messageOffset(), header)
                .causeSequence(cause.sequence())
                .marker(marker)
                .hash(hash)
                .causeCrc(Integer.toUnsignedLong(cause.crc()));
        commit(stateHash.encodedLength());
    }

    static void put(final Value128Encoder encoder, final Int128 value) {
        encoder.high(value.high()).low(value.low());
    }

    private void commit(final int bodyLength) {
        sink.commit(MessageHeaderEncoder.ENCODED_LENGTH + bodyLength, cause.eventNs());
    }
}
