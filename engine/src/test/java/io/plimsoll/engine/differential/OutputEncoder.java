package io.plimsoll.engine.differential;

import io.plimsoll.engine.OrderSink;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.AccountDifferenceEncoder;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.EngineStateEncoder;
import io.plimsoll.protocol.codec.InputFlaggedEncoder;
import io.plimsoll.protocol.codec.LiquidationOrderEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.OrderStateEncoder;
import io.plimsoll.protocol.codec.PriceStateChangeEncoder;
import io.plimsoll.protocol.codec.StateHashEncoder;
import io.plimsoll.protocol.codec.UnitStateEncoder;
import io.plimsoll.protocol.codec.Value128Encoder;
import io.plimsoll.protocol.codec.WithheldEncoder;
import java.math.BigInteger;
import java.util.OptionalLong;
import org.agrona.MutableDirectBuffer;

/** The inverse of {@link OutputDecoder}: writes an {@link Output} into a sink, as the fast engine does. */
final class OutputEncoder {
    private static final int MAX_LENGTH = 8_192;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OrderSink sink;

    OutputEncoder(final OrderSink sink) {
        this.sink = sink;
    }

    void write(final Output output) {
        final MutableDirectBuffer buffer = sink.claim(MAX_LENGTH);
        final int at = sink.messageOffset();
        final int length;
        if (output instanceof Output.Order order) {
            length = order(order, buffer, at);
        } else if (output instanceof Output.OrderStateChange change) {
            length = orderState(change, buffer, at);
        } else if (output instanceof Output.SeizeOrder order) {
            length = SeizeOutputs.write(order, buffer, at, header);
        } else if (output instanceof Output.SeizeOrderStateChange change) {
            length = SeizeOutputs.write(change, buffer, at, header);
        } else if (output instanceof Output.FundDraw draw) {
            length = WaterfallOutputs.write(draw, buffer, at, header);
        } else if (output instanceof Output.Uncovered uncovered) {
            length = WaterfallOutputs.write(uncovered, buffer, at, header);
        } else if (output instanceof Output.Deleverage told) {
            length = WaterfallOutputs.write(told, buffer, at, header);
        } else if (output instanceof Output.Penalty told) {
            length = WaterfallOutputs.write(told, buffer, at, header);
        } else if (output instanceof Output.WithdrawalsBlocked told) {
            length = WaterfallOutputs.write(told, buffer, at, header);
        } else if (output instanceof Output.UnitStateChange change) {
            length = unitState(change, buffer, at);
        } else if (output instanceof Output.Withheld withheld) {
            length = withheld(withheld, buffer, at);
        } else if (output instanceof Output.InputFlagged flag) {
            length = inputFlagged(flag, buffer, at);
        } else if (output instanceof Output.EngineState state) {
            length = new EngineStateEncoder()
                    .wrapAndApplyHeader(buffer, at, header)
                    .causeSequence(state.cause().sequence())
                    .causeCrc(state.cause().crc())
                    .status(state.status())
                    .mode(state.mode())
                    .encodedLength();
        } else if (output instanceof Output.PriceStateChange change) {
            length = priceState(change, buffer, at);
        } else if (output instanceof Output.AccountDifference difference) {
            length = accountDifference(difference, buffer, at);
        } else if (output instanceof Output.StateHash hash) {
            length = new StateHashEncoder()
                    .wrapAndApplyHeader(buffer, at, header)
                    .causeSequence(hash.cause().sequence())
                    .marker(hash.marker())
                    .hash(4_711)
                    .causeCrc(hash.cause().crc())
                    .encodedLength();
        } else {
            throw new IllegalArgumentException("no message for " + output);
        }
        sink.commit(MessageHeaderEncoder.ENCODED_LENGTH + length, output.cause().eventNs());
    }

    private int order(final Output.Order order, final MutableDirectBuffer buffer, final int at) {
        final LiquidationOrderEncoder message = new LiquidationOrderEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .causeSequence(order.cause().sequence())
                .accountId(order.accountId())
                .accountVersion(order.accountVersion())
                .quantity(order.quantity())
                .limitPrice(order.limitPrice())
                .markPrice(order.markPrice())
                .bankruptcyPrice(order.bankruptcyPrice().orElse(LiquidationOrderEncoder.bankruptcyPriceNullValue()))
                .expiryNs(order.expiryNs().orElse(LiquidationOrderEncoder.expiryNsNullValue()))
                .epoch(order.id().epoch())
                .ordinal(order.id().ordinal())
                .causeCrc(order.cause().crc())
                .instrumentId(order.instrumentId())
                .profileVersion(order.profileVersion())
                .side(order.side())
                .reason(order.reason())
                .mode(order.mode())
                .curve(order.curve())
                .priceDecimals((short) order.priceDecimals())
                .quantityDecimals((short) order.quantityDecimals())
                .valueDecimals((short) order.valueDecimals());
        terms(message, order.terms());
        value(message.equity(), order.equity());
        value(message.netWorth(), order.netWorth());
        value(message.initialMargin(), order.initialMargin());
        value(message.stopMargin(), order.stopMargin());
        value(message.maintenanceMargin(), order.maintenanceMargin());
        value(message.shortfall(), order.shortfall());
        final LiquidationOrderEncoder.LegsEncoder legs =
                message.legsCount(order.prices().size());
        for (final Output.PriceUsed used : order.prices()) {
            legs.next()
                    .value(used.value())
                    .ageNs(used.ageNs())
                    .priceId(used.priceId())
                    .state(used.state())
                    .priceDecimals((short) used.priceDecimals());
        }
        return message.accountName(order.accountName()).symbol(order.symbol()).encodedLength();
    }

    private static void terms(final LiquidationOrderEncoder message, final Output.OrderTerms terms) {
        message.feePaidMax(orNull(terms.feePaidMax(), LiquidationOrderEncoder.feePaidMaxNullValue()))
                .penaltyPpm(terms.penaltyPpm().orElse(LiquidationOrderEncoder.penaltyPpmNullValue()))
                .startPrice(orNull(terms.startPrice(), LiquidationOrderEncoder.startPriceNullValue()))
                .curveSeconds(orNull(terms.curveSeconds(), LiquidationOrderEncoder.curveSecondsNullValue()))
                .cut(orNull(terms.cut(), LiquidationOrderEncoder.cutNullValue()))
                .replacesSequence(terms.replaces()
                        .map(OrderId::sequence)
                        .orElse(LiquidationOrderEncoder.replacesSequenceNullValue()))
                .replacesEpoch(
                        terms.replaces().map(OrderId::epoch).orElse(LiquidationOrderEncoder.replacesEpochNullValue()))
                .replacesOrdinal(terms.replaces()
                        .map(OrderId::ordinal)
                        .orElse(LiquidationOrderEncoder.replacesOrdinalNullValue()))
                .parentAccountId(orNull(terms.parentAccountId(), LiquidationOrderEncoder.parentAccountIdNullValue()))
                .cancelOpenOrders(terms.cancelOpenOrders() ? BooleanType.T : BooleanType.NULL_VAL);
    }

    private int orderState(final Output.OrderStateChange change, final MutableDirectBuffer buffer, final int at) {
        return new OrderStateEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .causeSequence(change.cause().sequence())
                .accountId(change.accountId())
                .orderSequence(change.id().sequence())
                .filled(change.filled())
                .remaining(change.remaining())
                .orderEpoch(change.id().epoch())
                .orderOrdinal(change.id().ordinal())
                .causeCrc(change.cause().crc())
                .instrumentId(change.instrumentId())
                .status(change.status())
                .reason(change.reason())
                .quantityDecimals((short) change.quantityDecimals())
                .encodedLength();
    }

    private int unitState(final Output.UnitStateChange change, final MutableDirectBuffer buffer, final int at) {
        final UnitStateEncoder message = new UnitStateEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .causeSequence(change.cause().sequence())
                .accountId(change.accountId())
                .causeCrc(change.cause().crc())
                .previous(change.previous())
                .current(change.current())
                .valueDecimals((short) change.valueDecimals());
        value(message.equity(), change.equity());
        value(message.netWorth(), change.netWorth());
        value(message.maintenanceMargin(), change.maintenanceMargin());
        return message.accountName(change.accountName()).encodedLength();
    }

    private int withheld(final Output.Withheld withheld, final MutableDirectBuffer buffer, final int at) {
        final WithheldEncoder message = new WithheldEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .causeSequence(withheld.cause().sequence())
                .accountId(withheld.accountId())
                .causeCrc(withheld.cause().crc())
                .reason(withheld.reason())
                .valueDecimals((short) withheld.valueDecimals());
        value(message.equity(), withheld.equity());
        value(message.netWorth(), withheld.netWorth());
        value(message.maintenanceMargin(), withheld.maintenanceMargin());
        return message.accountName(withheld.accountName()).encodedLength();
    }

    private int inputFlagged(final Output.InputFlagged flag, final MutableDirectBuffer buffer, final int at) {
        return new InputFlaggedEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .causeSequence(flag.cause().sequence())
                .accountId(orNull(flag.accountId(), InputFlaggedEncoder.accountIdNullValue()))
                .subjectId(orNull(flag.subjectId(), InputFlaggedEncoder.subjectIdNullValue()))
                .causeCrc(flag.cause().crc())
                .source(flag.source().orElse(InputFlaggedEncoder.sourceNullValue()))
                .disposition(flag.disposition())
                .reason(flag.reason())
                .encodedLength();
    }

    private int priceState(final Output.PriceStateChange change, final MutableDirectBuffer buffer, final int at) {
        return new PriceStateChangeEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .causeSequence(change.cause().sequence())
                .value(change.value())
                .low(change.low())
                .high(change.high())
                .causeCrc(change.cause().crc())
                .priceId(change.priceId())
                .source(change.source().orElse(PriceStateChangeEncoder.sourceNullValue()))
                .previous(change.previous())
                .current(change.current())
                .fresh((short) change.fresh())
                .kept((short) change.kept())
                .dwelling(change.dwelling() ? BooleanType.T : BooleanType.F)
                .priceDecimals((short) change.priceDecimals())
                .encodedLength();
    }

    private int accountDifference(
            final Output.AccountDifference difference, final MutableDirectBuffer buffer, final int at) {
        final AccountDifferenceEncoder message = new AccountDifferenceEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .causeSequence(difference.cause().sequence())
                .accountId(difference.accountId())
                .ourUnits(difference.ourUnits().longValueExact())
                .theirUnits(difference.theirUnits().longValueExact())
                .causeCrc(difference.cause().crc())
                .assetId(orNull(difference.assetId(), AccountDifferenceEncoder.assetIdNullValue()))
                .instrumentId(orNull(difference.instrumentId(), AccountDifferenceEncoder.instrumentIdNullValue()))
                .source(difference.source())
                .unitDecimals((short) difference.unitDecimals())
                .priceDecimals((short) difference.priceDecimals());
        value(message.ourCost(), difference.ourCost());
        value(message.theirCost(), difference.theirCost());
        return message.accountName(difference.accountName()).encodedLength();
    }

    private static long orNull(final OptionalLong value, final long nullValue) {
        return value.orElse(nullValue);
    }

    static void value(final Value128Encoder field, final BigInteger value) {
        field.high(value.shiftRight(Long.SIZE).longValueExact()).low(value.longValue());
    }
}
