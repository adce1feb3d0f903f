package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Cause;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.AccountDifferenceDecoder;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.DeleverageDecoder;
import io.plimsoll.protocol.codec.EngineStateDecoder;
import io.plimsoll.protocol.codec.FundDrawDecoder;
import io.plimsoll.protocol.codec.InputFlaggedDecoder;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.LiquidationPenaltyDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OrderStateDecoder;
import io.plimsoll.protocol.codec.PriceStateChangeDecoder;
import io.plimsoll.protocol.codec.SeizeOrderDecoder;
import io.plimsoll.protocol.codec.SeizeOrderStateDecoder;
import io.plimsoll.protocol.codec.StateHashDecoder;
import io.plimsoll.protocol.codec.UncoveredDecoder;
import io.plimsoll.protocol.codec.UnitStateDecoder;
import io.plimsoll.protocol.codec.Value128Decoder;
import io.plimsoll.protocol.codec.WithdrawalsBlockedDecoder;
import io.plimsoll.protocol.codec.WithheldDecoder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.agrona.DirectBuffer;

/**
 * Turns one SBE output message into the {@link Output} of the same meaning, every field included but a state's hash.
 */
public final class OutputDecoder {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    /**
     * Decodes the message at {@code offset}.
     *
     * @param length bytes that the engine said it wrote; more or fewer than the message has is an error
     * @param eventNs event time that the engine gave for the output's frame
     */
    public Output decode(final DirectBuffer buffer, final int offset, final int length, final long eventNs) {
        header.wrap(buffer, offset);
        return switch (header.templateId()) {
            case LiquidationOrderDecoder.TEMPLATE_ID ->
                order(new LiquidationOrderDecoder().wrapAndApplyHeader(buffer, offset, header), length, eventNs);
            case OrderStateDecoder.TEMPLATE_ID ->
                orderState(new OrderStateDecoder().wrapAndApplyHeader(buffer, offset, header), length, eventNs);
            case SeizeOrderDecoder.TEMPLATE_ID -> {
                final var message = new SeizeOrderDecoder().wrapAndApplyHeader(buffer, offset, header);
                yield checked(SeizeOutputs.order(message, eventNs), message.encodedLength(), length);
            }
            case SeizeOrderStateDecoder.TEMPLATE_ID -> {
                final var message = new SeizeOrderStateDecoder().wrapAndApplyHeader(buffer, offset, header);
                yield checked(SeizeOutputs.state(message, eventNs), message.encodedLength(), length);
            }
            case FundDrawDecoder.TEMPLATE_ID -> {
                final var message = new FundDrawDecoder().wrapAndApplyHeader(buffer, offset, header);
                yield checked(WaterfallOutputs.draw(message, eventNs), message.encodedLength(), length);
            }
            case UncoveredDecoder.TEMPLATE_ID -> {
                final var message = new UncoveredDecoder().wrapAndApplyHeader(buffer, offset, header);
                yield checked(WaterfallOutputs.uncovered(message, eventNs), message.encodedLength(), length);
            }
            case DeleverageDecoder.TEMPLATE_ID -> {
                final var message = new DeleverageDecoder().wrapAndApplyHeader(buffer, offset, header);
                yield checked(WaterfallOutputs.deleverage(message, eventNs), message.encodedLength(), length);
            }
            case LiquidationPenaltyDecoder.TEMPLATE_ID -> {
                final var message = new LiquidationPenaltyDecoder().wrapAndApplyHeader(buffer, offset, header);
                yield checked(WaterfallOutputs.penalty(message, eventNs), message.encodedLength(), length);
            }
            case WithdrawalsBlockedDecoder.TEMPLATE_ID -> {
                final var message = new WithdrawalsBlockedDecoder().wrapAndApplyHeader(buffer, offset, header);
                yield checked(WaterfallOutputs.withdrawals(message, eventNs), message.encodedLength(), length);
            }
            case UnitStateDecoder.TEMPLATE_ID ->
                unitState(new UnitStateDecoder().wrapAndApplyHeader(buffer, offset, header), length, eventNs);
            case WithheldDecoder.TEMPLATE_ID ->
                withheld(new WithheldDecoder().wrapAndApplyHeader(buffer, offset, header), length, eventNs);
            case InputFlaggedDecoder.TEMPLATE_ID ->
                inputFlagged(new InputFlaggedDecoder().wrapAndApplyHeader(buffer, offset, header), length, eventNs);
            case EngineStateDecoder.TEMPLATE_ID ->
                engineState(new EngineStateDecoder().wrapAndApplyHeader(buffer, offset, header), length, eventNs);
            case PriceStateChangeDecoder.TEMPLATE_ID ->
                priceState(new PriceStateChangeDecoder().wrapAndApplyHeader(buffer, offset, header), length, eventNs);
            case AccountDifferenceDecoder.TEMPLATE_ID ->
                accountDifference(
                        new AccountDifferenceDecoder().wrapAndApplyHeader(buffer, offset, header), length, eventNs);
            case StateHashDecoder.TEMPLATE_ID ->
                stateHash(new StateHashDecoder().wrapAndApplyHeader(buffer, offset, header), length, eventNs);
            default -> throw new IllegalArgumentException("no output record has template id " + header.templateId());
        };
    }

    private static Output order(final LiquidationOrderDecoder message, final int length, final long eventNs) {
        final List<Output.PriceUsed> prices = new ArrayList<>();
        for (final LiquidationOrderDecoder.LegsDecoder leg : message.legs()) {
            prices.add(new Output.PriceUsed(leg.priceId(), leg.value(), leg.ageNs(), leg.state(), leg.priceDecimals()));
        }
        final String accountName = message.accountName(); // variable text is read in the order it was written
        final String symbol = message.symbol();
        final Output output = new Output.Order(
                new Cause(message.causeSequence(), eventNs, message.causeCrc()),
                new OrderId(message.epoch(), message.causeSequence(), message.ordinal()),
                message.accountId(),
                message.accountVersion(),
                message.quantity(),
                message.limitPrice(),
                message.markPrice(),
                nullable(message.bankruptcyPrice(), LiquidationOrderDecoder.bankruptcyPriceNullValue()),
                nullable(message.expiryNs(), LiquidationOrderDecoder.expiryNsNullValue()),
                value(message.equity()),
                value(message.netWorth()),
                value(message.initialMargin()),
                value(message.stopMargin()),
                value(message.maintenanceMargin()),
                value(message.shortfall()),
                message.instrumentId(),
                message.profileVersion(),
                message.side(),
                message.reason(),
                message.mode(),
                message.curve(),
                message.priceDecimals(),
                message.quantityDecimals(),
                message.valueDecimals(),
                terms(message),
                List.copyOf(prices),
                accountName,
                symbol);
        checkLength(output, message.encodedLength(), length);
        return output;
    }

    private static Output.OrderTerms terms(final LiquidationOrderDecoder message) {
        return new Output.OrderTerms(
                nullable(message.feePaidMax(), LiquidationOrderDecoder.feePaidMaxNullValue()),
                message.penaltyPpm() == LiquidationOrderDecoder.penaltyPpmNullValue()
                        ? OptionalInt.empty()
                        : OptionalInt.of(message.penaltyPpm()),
                nullable(message.startPrice(), LiquidationOrderDecoder.startPriceNullValue()),
                nullable(message.curveSeconds(), LiquidationOrderDecoder.curveSecondsNullValue()),
                nullable(message.cut(), LiquidationOrderDecoder.cutNullValue()),
                replaces(message),
                nullable(message.parentAccountId(), LiquidationOrderDecoder.parentAccountIdNullValue()),
                message.cancelOpenOrders() == BooleanType.T);
    }

    // the three parts are there together or not at all
    private static Optional<OrderId> replaces(final LiquidationOrderDecoder message) {
        final boolean hasSequence = message.replacesSequence() != LiquidationOrderDecoder.replacesSequenceNullValue();
        final boolean hasEpoch = message.replacesEpoch() != LiquidationOrderDecoder.replacesEpochNullValue();
        final boolean hasOrdinal = message.replacesOrdinal() != LiquidationOrderDecoder.replacesOrdinalNullValue();
        if (hasSequence != hasEpoch || hasSequence != hasOrdinal) {
            throw new IllegalArgumentException("a part of the id of the replaced order is missing: " + message);
        }
        return hasSequence
                ? Optional.of(
                        new OrderId(message.replacesEpoch(), message.replacesSequence(), message.replacesOrdinal()))
                : Optional.empty();
    }

    private static Output orderState(final OrderStateDecoder message, final int length, final long eventNs) {
        final Output output = new Output.OrderStateChange(
                new Cause(message.causeSequence(), eventNs, message.causeCrc()),
                new OrderId(message.orderEpoch(), message.orderSequence(), message.orderOrdinal()),
                message.accountId(),
                message.instrumentId(),
                message.filled(),
                message.remaining(),
                message.status(),
                message.reason(),
                message.quantityDecimals());
        checkLength(output, message.encodedLength(), length);
        return output;
    }

    private static Output unitState(final UnitStateDecoder message, final int length, final long eventNs) {
        final Output output = new Output.UnitStateChange(
                new Cause(message.causeSequence(), eventNs, message.causeCrc()),
                message.accountId(),
                value(message.equity()),
                value(message.netWorth()),
                value(message.maintenanceMargin()),
                message.previous(),
                message.current(),
                message.valueDecimals(),
                message.accountName());
        checkLength(output, message.encodedLength(), length);
        return output;
    }

    private static Output withheld(final WithheldDecoder message, final int length, final long eventNs) {
        final Output output = new Output.Withheld(
                new Cause(message.causeSequence(), eventNs, message.causeCrc()),
                message.accountId(),
                value(message.equity()),
                value(message.netWorth()),
                value(message.maintenanceMargin()),
                message.reason(),
                message.valueDecimals(),
                message.accountName());
        checkLength(output, message.encodedLength(), length);
        return output;
    }

    private static Output inputFlagged(final InputFlaggedDecoder message, final int length, final long eventNs) {
        final Output output = new Output.InputFlagged(
                new Cause(message.causeSequence(), eventNs, message.causeCrc()),
                nullable(message.accountId(), InputFlaggedDecoder.accountIdNullValue()),
                nullable(message.subjectId(), InputFlaggedDecoder.subjectIdNullValue()),
                message.source() == InputFlaggedDecoder.sourceNullValue()
                        ? OptionalInt.empty()
                        : OptionalInt.of(message.source()),
                message.disposition(),
                message.reason());
        checkLength(output, message.encodedLength(), length);
        return output;
    }

    private static Output engineState(final EngineStateDecoder message, final int length, final long eventNs) {
        final Output output = new Output.EngineState(
                new Cause(message.causeSequence(), eventNs, message.causeCrc()), message.status(), message.mode());
        checkLength(output, message.encodedLength(), length);
        return output;
    }

    private static Output priceState(final PriceStateChangeDecoder message, final int length, final long eventNs) {
        final Output output = new Output.PriceStateChange(
                new Cause(message.causeSequence(), eventNs, message.causeCrc()),
                message.priceId(),
                message.value(),
                message.low(),
                message.high(),
                message.previous(),
                message.current(),
                message.fresh(),
                message.kept(),
                message.source() == PriceStateChangeDecoder.sourceNullValue()
                        ? OptionalInt.empty()
                        : OptionalInt.of(message.source()),
                message.dwelling() == BooleanType.T,
                message.priceDecimals());
        checkLength(output, message.encodedLength(), length);
        return output;
    }

    private static Output accountDifference(
            final AccountDifferenceDecoder message, final int length, final long eventNs) {
        final Output output = new Output.AccountDifference(
                new Cause(message.causeSequence(), eventNs, message.causeCrc()),
                message.accountId(),
                nullable(message.assetId(), AccountDifferenceDecoder.assetIdNullValue()),
                nullable(message.instrumentId(), AccountDifferenceDecoder.instrumentIdNullValue()),
                BigInteger.valueOf(message.ourUnits()),
                BigInteger.valueOf(message.theirUnits()),
                value(message.ourCost()),
                value(message.theirCost()),
                message.source(),
                message.unitDecimals(),
                message.priceDecimals(),
                message.accountName());
        checkLength(output, message.encodedLength(), length);
        return output;
    }

    private static Output stateHash(final StateHashDecoder message, final int length, final long eventNs) {
        final Output output =
                new Output.StateHash(new Cause(message.causeSequence(), eventNs, message.causeCrc()), message.marker());
        checkLength(output, message.encodedLength(), length);
        return output;
    }

    static BigInteger value(final Value128Decoder value) {
        return Decimals.toBigInteger(value.high(), value.low());
    }

    private static OptionalLong nullable(final long value, final long nullValue) {
        return value == nullValue ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static Output checked(final Output output, final int decoded, final int committed) {
        checkLength(output, decoded, committed);
        return output;
    }

    private static void checkLength(final Output output, final int decoded, final int committed) {
        final int expected = MessageHeaderDecoder.ENCODED_LENGTH + decoded;
        if (committed != expected) {
            throw new IllegalArgumentException(
                    "committed " + committed + " bytes, the message has " + expected + ": " + output);
        }
    }
}
