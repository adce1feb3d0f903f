package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Cause;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.DeleverageDecoder;
import io.plimsoll.protocol.codec.DeleverageEncoder;
import io.plimsoll.protocol.codec.FundDrawDecoder;
import io.plimsoll.protocol.codec.FundDrawEncoder;
import io.plimsoll.protocol.codec.LiquidationPenaltyDecoder;
import io.plimsoll.protocol.codec.LiquidationPenaltyEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.UncoveredDecoder;
import io.plimsoll.protocol.codec.UncoveredEncoder;
import io.plimsoll.protocol.codec.WithdrawalsBlockedDecoder;
import io.plimsoll.protocol.codec.WithdrawalsBlockedEncoder;
import java.util.OptionalLong;
import org.agrona.MutableDirectBuffer;

/** What is said about who pays when a liquidation does not, as values, and values as what is said. */
final class WaterfallOutputs {
    private WaterfallOutputs() {}

    static Output.FundDraw draw(final FundDrawDecoder message, final long eventNs) {
        final String accountName = message.accountName(); // variable text is read in the order it was written
        final String symbol = message.symbol();
        return new Output.FundDraw(
                new Cause(message.causeSequence(), eventNs, message.causeCrc()),
                new OrderId(message.epoch(), message.causeSequence(), message.ordinal()),
                message.accountId(),
                message.amount(),
                message.fundBalance(),
                OutputDecoder.value(message.netWorth()),
                message.fundId(),
                message.assetId(),
                message.mode(),
                message.unitDecimals(),
                message.valueDecimals(),
                accountName,
                symbol);
    }

    static int write(
            final Output.FundDraw draw,
            final MutableDirectBuffer buffer,
            final int at,
            final MessageHeaderEncoder header) {
        final FundDrawEncoder message = new FundDrawEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .causeSequence(draw.cause().sequence())
                .accountId(draw.accountId())
                .amount(draw.amount())
                .fundBalance(draw.fundBalance())
                .epoch(draw.id().epoch())
                .ordinal(draw.id().ordinal())
                .causeCrc(draw.cause().crc())
                .fundId(draw.fundId())
                .assetId(draw.assetId())
                .mode(draw.mode())
                .unitDecimals((short) draw.unitDecimals())
                .valueDecimals((short) draw.valueDecimals());
        OutputEncoder.value(message.netWorth(), draw.netWorth());
        return message.accountName(draw.accountName()).symbol(draw.symbol()).encodedLength();
    }

    static Output.Uncovered uncovered(final UncoveredDecoder message, final long eventNs) {
        final String accountName = message.accountName(); // variable text is read in the order it was written
        final String symbol = message.symbol();
        return new Output.Uncovered(
                new Cause(message.causeSequence(), eventNs, message.causeCrc()),
                message.accountId(),
                message.amount(),
                OutputDecoder.value(message.owned()),
                message.fundId(),
                message.assetId(),
                message.socialise() == BooleanType.T,
                message.mode(),
                message.unitDecimals(),
                accountName,
                symbol);
    }

    static int write(
            final Output.Uncovered uncovered,
            final MutableDirectBuffer buffer,
            final int at,
            final MessageHeaderEncoder header) {
        final UncoveredEncoder message = new UncoveredEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .causeSequence(uncovered.cause().sequence())
                .accountId(uncovered.accountId())
                .amount(uncovered.amount())
                .causeCrc(uncovered.cause().crc())
                .fundId(uncovered.fundId())
                .assetId(uncovered.assetId())
                .socialise(uncovered.socialise() ? BooleanType.T : BooleanType.F)
                .mode(uncovered.mode())
                .unitDecimals((short) uncovered.unitDecimals());
        OutputEncoder.value(message.owned(), uncovered.owned());
        return message.accountName(uncovered.accountName())
                .symbol(uncovered.symbol())
                .encodedLength();
    }

    static Output.Penalty penalty(final LiquidationPenaltyDecoder message, final long eventNs) {
        final String accountName = message.accountName(); // variable text is read in the order it was written
        final String symbol = message.symbol();
        return new Output.Penalty(
                new Cause(message.causeSequence(), eventNs, message.causeCrc()),
                message.accountId(),
                message.counterpartyId() == LiquidationPenaltyDecoder.counterpartyIdNullValue()
                        ? OptionalLong.empty()
                        : OptionalLong.of(message.counterpartyId()),
                new OrderId(message.orderEpoch(), message.orderSequence(), message.orderOrdinal()),
                message.amount(),
                message.liquidatorAmount(),
                message.fundAmount(),
                message.protocolAmount(),
                message.instrumentId(),
                message.assetId(),
                message.fundId(),
                message.mode(),
                message.unitDecimals(),
                accountName,
                symbol);
    }

    static int write(
            final Output.Penalty told,
            final MutableDirectBuffer buffer,
            final int at,
            final MessageHeaderEncoder header) {
        return new LiquidationPenaltyEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .causeSequence(told.cause().sequence())
                .accountId(told.accountId())
                .counterpartyId(told.counterpartyId().orElse(LiquidationPenaltyEncoder.counterpartyIdNullValue()))
                .orderSequence(told.orderId().sequence())
                .amount(told.amount())
                .liquidatorAmount(told.liquidatorAmount())
                .fundAmount(told.fundAmount())
                .protocolAmount(told.protocolAmount())
                .causeCrc(told.cause().crc())
                .orderEpoch(told.orderId().epoch())
                .orderOrdinal(told.orderId().ordinal())
                .instrumentId(told.instrumentId())
                .assetId(told.assetId())
                .fundId(told.fundId())
                .mode(told.mode())
                .unitDecimals((short) told.unitDecimals())
                .accountName(told.accountName())
                .symbol(told.symbol())
                .encodedLength();
    }

    static Output.WithdrawalsBlocked withdrawals(final WithdrawalsBlockedDecoder message, final long eventNs) {
        return new Output.WithdrawalsBlocked(
                new Cause(message.causeSequence(), eventNs, message.causeCrc()),
                OutputDecoder.value(message.deficit()),
                OutputDecoder.value(message.funds()),
                message.blocked() == BooleanType.T,
                message.valueDecimals());
    }

    static int write(
            final Output.WithdrawalsBlocked told,
            final MutableDirectBuffer buffer,
            final int at,
            final MessageHeaderEncoder header) {
        final WithdrawalsBlockedEncoder message = new WithdrawalsBlockedEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .causeSequence(told.cause().sequence())
                .causeCrc(told.cause().crc())
                .blocked(told.isBlocked() ? BooleanType.T : BooleanType.F)
                .valueDecimals((short) told.valueDecimals());
        OutputEncoder.value(message.deficit(), told.deficit());
        OutputEncoder.value(message.funds(), told.funds());
        return message.encodedLength();
    }

    static Output.Deleverage deleverage(final DeleverageDecoder message, final long eventNs) {
        final String accountName = message.accountName(); // variable text is read in the order it was written
        final String counterpartyName = message.counterpartyName();
        final String symbol = message.symbol();
        return new Output.Deleverage(
                new Cause(message.causeSequence(), eventNs, message.causeCrc()),
                message.accountId(),
                message.counterpartyId(),
                message.counterpartyVersion(),
                new OrderId(message.orderEpoch(), message.orderSequence(), message.orderOrdinal()),
                message.quantity(),
                message.price(),
                OutputDecoder.value(message.score()),
                message.instrumentId(),
                message.rank(),
                message.side(),
                message.mode(),
                message.priceDecimals(),
                message.quantityDecimals(),
                accountName,
                counterpartyName,
                symbol);
    }

    static int write(
            final Output.Deleverage told,
            final MutableDirectBuffer buffer,
            final int at,
            final MessageHeaderEncoder header) {
        final DeleverageEncoder message = new DeleverageEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .causeSequence(told.cause().sequence())
                .accountId(told.accountId())
                .counterpartyId(told.counterpartyId())
                .counterpartyVersion(told.counterpartyVersion())
                .orderSequence(told.orderId().sequence())
                .quantity(told.quantity())
                .price(told.price())
                .causeCrc(told.cause().crc())
                .orderEpoch(told.orderId().epoch())
                .orderOrdinal(told.orderId().ordinal())
                .instrumentId(told.instrumentId())
                .rank(told.rank())
                .side(told.side())
                .mode(told.mode())
                .priceDecimals((short) told.priceDecimals())
                .quantityDecimals((short) told.quantityDecimals());
        OutputEncoder.value(message.score(), told.score());
        return message.accountName(told.accountName())
                .counterpartyName(told.counterpartyName())
                .symbol(told.symbol())
                .encodedLength();
    }
}
