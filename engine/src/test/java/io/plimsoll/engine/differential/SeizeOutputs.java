package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Cause;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.SeizeOrderDecoder;
import io.plimsoll.protocol.codec.SeizeOrderEncoder;
import io.plimsoll.protocol.codec.SeizeOrderStateDecoder;
import io.plimsoll.protocol.codec.SeizeOrderStateEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.agrona.MutableDirectBuffer;

/** What is said of seize orders as values, and values as what is said. */
final class SeizeOutputs {
    private SeizeOutputs() {}

    static Output.SeizeOrder order(final SeizeOrderDecoder message, final long eventNs) {
        final List<Output.PriceUsed> prices = new ArrayList<>();
        for (final SeizeOrderDecoder.LegsDecoder leg : message.legs()) {
            prices.add(new Output.PriceUsed(leg.priceId(), leg.value(), leg.ageNs(), leg.state(), leg.priceDecimals()));
        }
        final String accountName = message.accountName(); // variable text is read in the order it was written
        final String debtSymbol = message.debtSymbol();
        final String collateralSymbol = message.collateralSymbol();
        return new Output.SeizeOrder(
                new Cause(message.causeSequence(), eventNs, message.causeCrc()),
                new OrderId(message.epoch(), message.causeSequence(), message.ordinal()),
                message.accountId(),
                message.accountVersion(),
                message.repay(),
                message.reserve(),
                message.seize(),
                message.protocolFee(),
                message.bonus(),
                message.debtPrice(),
                message.collateralPrice(),
                nullable(message.expiryNs(), SeizeOrderDecoder.expiryNsNullValue()),
                OutputDecoder.value(message.equity()),
                OutputDecoder.value(message.netWorth()),
                OutputDecoder.value(message.initialMargin()),
                OutputDecoder.value(message.stopMargin()),
                OutputDecoder.value(message.maintenanceMargin()),
                OutputDecoder.value(message.shortfall()),
                message.debtAssetId(),
                message.collateralAssetId(),
                message.profileVersion(),
                message.reason(),
                message.mode(),
                message.curve(),
                message.debtDecimals(),
                message.collateralDecimals(),
                message.debtPriceDecimals(),
                message.collateralPriceDecimals(),
                message.valueDecimals(),
                terms(message),
                List.copyOf(prices),
                accountName,
                debtSymbol,
                collateralSymbol);
    }

    private static Output.OrderTerms terms(final SeizeOrderDecoder message) {
        return new Output.OrderTerms(
                OptionalLong.empty(),
                OptionalInt.empty(),
                nullable(message.startPrice(), SeizeOrderDecoder.startPriceNullValue()),
                nullable(message.curveSeconds(), SeizeOrderDecoder.curveSecondsNullValue()),
                nullable(message.cut(), SeizeOrderDecoder.cutNullValue()),
                replaces(message),
                nullable(message.parentAccountId(), SeizeOrderDecoder.parentAccountIdNullValue()),
                false);
    }

    // the three parts are there together or not at all
    private static Optional<OrderId> replaces(final SeizeOrderDecoder message) {
        final boolean hasSequence = message.replacesSequence() != SeizeOrderDecoder.replacesSequenceNullValue();
        final boolean hasEpoch = message.replacesEpoch() != SeizeOrderDecoder.replacesEpochNullValue();
        final boolean hasOrdinal = message.replacesOrdinal() != SeizeOrderDecoder.replacesOrdinalNullValue();
        if (hasSequence != hasEpoch || hasSequence != hasOrdinal) {
            throw new IllegalArgumentException("a part of the id of the replaced order is missing: " + message);
        }
        return hasSequence
                ? Optional.of(
                        new OrderId(message.replacesEpoch(), message.replacesSequence(), message.replacesOrdinal()))
                : Optional.empty();
    }

    static Output.SeizeOrderStateChange state(final SeizeOrderStateDecoder message, final long eventNs) {
        return new Output.SeizeOrderStateChange(
                new Cause(message.causeSequence(), eventNs, message.causeCrc()),
                new OrderId(message.orderEpoch(), message.orderSequence(), message.orderOrdinal()),
                message.accountId(),
                message.debtAssetId(),
                message.collateralAssetId(),
                message.repaid(),
                message.repayRemaining(),
                message.seized(),
                message.seizeRemaining(),
                message.status(),
                message.reason(),
                message.debtDecimals(),
                message.collateralDecimals());
    }

    /** Writes it and says how long it is without its header. */
    static int write(
            final Output.SeizeOrder order,
            final MutableDirectBuffer buffer,
            final int at,
            final MessageHeaderEncoder header) {
        final SeizeOrderEncoder message = new SeizeOrderEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .causeSequence(order.cause().sequence())
                .accountId(order.accountId())
                .accountVersion(order.accountVersion())
                .repay(order.repay())
                .reserve(order.reserve())
                .seize(order.seize())
                .protocolFee(order.protocolFee())
                .bonus(order.bonus())
                .debtPrice(order.debtPrice())
                .collateralPrice(order.collateralPrice())
                .expiryNs(order.expiryNs().orElse(SeizeOrderEncoder.expiryNsNullValue()))
                .epoch(order.id().epoch())
                .ordinal(order.id().ordinal())
                .causeCrc(order.cause().crc())
                .debtAssetId(order.debtAssetId())
                .collateralAssetId(order.collateralAssetId())
                .profileVersion(order.profileVersion())
                .reason(order.reason())
                .mode(order.mode())
                .curve(order.curve())
                .debtDecimals((short) order.debtDecimals())
                .collateralDecimals((short) order.collateralDecimals())
                .debtPriceDecimals((short) order.debtPriceDecimals())
                .collateralPriceDecimals((short) order.collateralPriceDecimals())
                .valueDecimals((short) order.valueDecimals());
        write(order.terms(), message);
        OutputEncoder.value(message.equity(), order.equity());
        OutputEncoder.value(message.netWorth(), order.netWorth());
        OutputEncoder.value(message.initialMargin(), order.initialMargin());
        OutputEncoder.value(message.stopMargin(), order.stopMargin());
        OutputEncoder.value(message.maintenanceMargin(), order.maintenanceMargin());
        OutputEncoder.value(message.shortfall(), order.shortfall());
        final SeizeOrderEncoder.LegsEncoder legs =
                message.legsCount(order.prices().size());
        for (final Output.PriceUsed used : order.prices()) {
            legs.next()
                    .value(used.value())
                    .ageNs(used.ageNs())
                    .priceId(used.priceId())
                    .state(used.state())
                    .priceDecimals((short) used.priceDecimals());
        }
        return message.accountName(order.accountName())
                .debtSymbol(order.debtSymbol())
                .collateralSymbol(order.collateralSymbol())
                .encodedLength();
    }

    private static void write(final Output.OrderTerms terms, final SeizeOrderEncoder message) {
        message.startPrice(terms.startPrice().orElse(SeizeOrderEncoder.startPriceNullValue()))
                .curveSeconds(terms.curveSeconds().orElse(SeizeOrderEncoder.curveSecondsNullValue()))
                .cut(terms.cut().orElse(SeizeOrderEncoder.cutNullValue()))
                .replacesSequence(
                        terms.replaces().map(OrderId::sequence).orElse(SeizeOrderEncoder.replacesSequenceNullValue()))
                .replacesEpoch(terms.replaces().map(OrderId::epoch).orElse(SeizeOrderEncoder.replacesEpochNullValue()))
                .replacesOrdinal(
                        terms.replaces().map(OrderId::ordinal).orElse(SeizeOrderEncoder.replacesOrdinalNullValue()))
                .parentAccountId(terms.parentAccountId().orElse(SeizeOrderEncoder.parentAccountIdNullValue()));
    }

    /** Writes it and says how long it is without its header. */
    static int write(
            final Output.SeizeOrderStateChange change,
            final MutableDirectBuffer buffer,
            final int at,
            final MessageHeaderEncoder header) {
        return new SeizeOrderStateEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .causeSequence(change.cause().sequence())
                .accountId(change.accountId())
                .orderSequence(change.id().sequence())
                .repaid(change.repaid())
                .repayRemaining(change.repayRemaining())
                .seized(change.seized())
                .seizeRemaining(change.seizeRemaining())
                .orderEpoch(change.id().epoch())
                .orderOrdinal(change.id().ordinal())
                .causeCrc(change.cause().crc())
                .debtAssetId(change.debtAssetId())
                .collateralAssetId(change.collateralAssetId())
                .status(change.status())
                .reason(change.reason())
                .debtDecimals((short) change.debtDecimals())
                .collateralDecimals((short) change.collateralDecimals())
                .encodedLength();
    }

    private static OptionalLong nullable(final long value, final long nullValue) {
        return value == nullValue ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
