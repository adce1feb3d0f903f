package io.plimsoll.journal.text;

import static io.plimsoll.journal.text.OrderText.lower;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.PriceCurve;
import io.plimsoll.protocol.codec.SeizeFillDecoder;
import io.plimsoll.protocol.codec.SeizeOrderDecoder;
import io.plimsoll.protocol.codec.SeizeOrderDecoder.LegsDecoder;
import io.plimsoll.protocol.codec.SeizeOrderStateDecoder;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/** Seizures of collateral as JSON objects and as lines for people. Numbers are exact decimals as text. Stateless, any thread. */
final class SeizeText {
    private SeizeText() {}

    /** Fields only; the caller opens and closes the object. The group and texts are read, so the decoder is used up. */
    static void writeFields(final JsonGenerator json, final SeizeOrderDecoder order, final long eventNs)
            throws IOException {
        final String prices = prices(order.legs());
        final String account = order.accountName();
        final String debt = order.debtSymbol();
        final String collateral = order.collateralSymbol();
        json.writeStringField("id", id(order).toString());
        json.writeStringField("account", account);
        json.writeStringField("debt", debt);
        json.writeStringField("collateral", collateral);
        json.writeStringField("repay", Decimals.format(order.repay(), order.debtDecimals()));
        json.writeStringField("reserve", Decimals.format(order.reserve(), order.debtDecimals()));
        json.writeStringField("seize", Decimals.format(order.seize(), order.collateralDecimals()));
        json.writeStringField("protocolFee", Decimals.format(order.protocolFee(), order.collateralDecimals()));
        json.writeStringField("bonus", Decimals.format(order.bonus(), Decimals.MAX_DECIMALS));
        json.writeStringField("debtPrice", Decimals.format(order.debtPrice(), order.debtPriceDecimals()));
        json.writeStringField(
                "collateralPrice", Decimals.format(order.collateralPrice(), order.collateralPriceDecimals()));
        terms(json, order);
        json.writeStringField("reason", lower(order.reason()));
        json.writeStringField("mode", lower(order.mode()));
        json.writeNumberField("causeSequence", order.causeSequence());
        json.writeNumberField("causeTimeNs", eventNs);
        json.writeStringField("causeCrc", Long.toHexString(order.causeCrc()));
        OrderText.value(json, "equity", order.equity(), order.valueDecimals());
        OrderText.value(json, "netWorth", order.netWorth(), order.valueDecimals());
        OrderText.value(json, "initialMargin", order.initialMargin(), order.valueDecimals());
        OrderText.value(json, "stopMargin", order.stopMargin(), order.valueDecimals());
        OrderText.value(json, "maintenanceMargin", order.maintenanceMargin(), order.valueDecimals());
        OrderText.value(json, "shortfall", order.shortfall(), order.valueDecimals());
        json.writeNumberField("profileVersion", order.profileVersion());
        json.writeNumberField("accountId", order.accountId());
        json.writeNumberField("accountVersion", order.accountVersion());
        json.writeNumberField("debtAssetId", order.debtAssetId());
        json.writeNumberField("collateralAssetId", order.collateralAssetId());
        json.writeFieldName("prices");
        json.writeRawValue(prices);
    }

    private static String prices(final LegsDecoder legs) {
        final StringBuilder prices = new StringBuilder("[");
        while (legs.hasNext()) {
            legs.next();
            OrderText.appendPrice(
                    prices,
                    legs.priceId(),
                    Decimals.format(legs.value(), legs.priceDecimals()),
                    legs.ageNs(),
                    legs.state());
        }
        return prices.append(']').toString();
    }

    private static void terms(final JsonGenerator json, final SeizeOrderDecoder order) throws IOException {
        OptionalFields.number(json, "expiryNs", order.expiryNs(), SeizeOrderDecoder.expiryNsNullValue());
        if (order.curve() != PriceCurve.FIXED) {
            OptionalFields.choice(json, "curve", order.curve());
        }
        if (order.startPrice() != SeizeOrderDecoder.startPriceNullValue()) {
            json.writeStringField("startPrice", Decimals.format(order.startPrice(), order.collateralPriceDecimals()));
        }
        OptionalFields.number(json, "curveSeconds", order.curveSeconds(), SeizeOrderDecoder.curveSecondsNullValue());
        if (order.cut() != SeizeOrderDecoder.cutNullValue()) {
            json.writeStringField("cut", Decimals.format(order.cut(), Decimals.MAX_DECIMALS));
        }
        if (order.replacesSequence() != SeizeOrderDecoder.replacesSequenceNullValue()) {
            json.writeStringField(
                    "replaces",
                    new OrderId(order.replacesEpoch(), order.replacesSequence(), order.replacesOrdinal()).toString());
        }
        OptionalFields.number(
                json, "parentAccountId", order.parentAccountId(), SeizeOrderDecoder.parentAccountIdNullValue());
    }

    /** One line. */
    static void printLine(final PrintStream out, final SeizeOrderDecoder order, final long eventNs) {
        final LegsDecoder legs = order.legs();
        while (legs.hasNext()) {
            legs.next();
        }
        final String account = order.accountName();
        final String debt = order.debtSymbol();
        final String collateral = order.collateralSymbol();
        out.printf(
                Locale.ROOT,
                "%s  %-14s %-16s repay %s %s  seize %s %s  equity %s  %s%n",
                EventTime.text(eventNs),
                id(order),
                account,
                Decimals.format(order.repay(), order.debtDecimals()),
                debt,
                Decimals.format(order.seize(), order.collateralDecimals()),
                collateral,
                OrderText.below(order.equity(), order.maintenanceMargin(), order.valueDecimals()),
                lower(order.reason()));
    }

    private static OrderId id(final SeizeOrderDecoder order) {
        return new OrderId(order.epoch(), order.causeSequence(), order.ordinal());
    }

    /** A change of state; the record knows the decimals of both amounts. */
    static void write(final JsonGenerator json, final SeizeOrderStateDecoder state) throws IOException {
        json.writeStringField("type", "seizeOrderState");
        json.writeStringField(
                "id", new OrderId(state.orderEpoch(), state.orderSequence(), state.orderOrdinal()).toString());
        json.writeNumberField("accountId", state.accountId());
        json.writeNumberField("debtAssetId", state.debtAssetId());
        json.writeNumberField("collateralAssetId", state.collateralAssetId());
        json.writeStringField("status", lower(state.status()));
        json.writeStringField("reason", lower(state.reason()));
        json.writeStringField("repaid", Decimals.format(state.repaid(), state.debtDecimals()));
        json.writeStringField("repayRemaining", Decimals.format(state.repayRemaining(), state.debtDecimals()));
        json.writeStringField("seized", Decimals.format(state.seized(), state.collateralDecimals()));
        json.writeStringField("seizeRemaining", Decimals.format(state.seizeRemaining(), state.collateralDecimals()));
        json.writeNumberField("causeSequence", state.causeSequence());
    }

    /** An input: mantissas, since it does not know its scales. The caller has written its type and source. */
    static void writeFields(final JsonGenerator json, final SeizeFillDecoder fact) throws IOException {
        json.writeNumberField("accountId", fact.accountId());
        OptionalFields.number(
                json, "counterpartyId", fact.counterpartyId(), SeizeFillDecoder.counterpartyIdNullValue());
        json.writeStringField(
                "order", new OrderId(fact.orderEpoch(), fact.orderSequence(), fact.orderOrdinal()).toString());
        json.writeNumberField("debtAssetId", fact.debtAssetId());
        json.writeNumberField("collateralAssetId", fact.collateralAssetId());
        json.writeNumberField("repaid", fact.repaid());
        json.writeNumberField("seized", fact.seized());
    }
}
