package io.plimsoll.journal.text;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder.LegsDecoder;
import io.plimsoll.protocol.codec.PriceCurve;
import io.plimsoll.protocol.codec.PriceState;
import io.plimsoll.protocol.codec.Value128Decoder;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** A liquidation order as a JSON object and as a line for people. Numbers are exact decimals as text. One thread. */
final class OrderText {
    private OrderText() {}

    /** Fields only; the caller opens and closes the object. The group and texts are read, so the decoder is used up. */
    static void writeFields(final JsonGenerator json, final LiquidationOrderDecoder order, final long eventNs)
            throws IOException {
        final int priceDecimals = order.priceDecimals();
        final LegsDecoder legs = order.legs();
        final StringBuilder prices = new StringBuilder("[");
        while (legs.hasNext()) {
            legs.next();
            appendPrice(
                    prices,
                    legs.priceId(),
                    Decimals.format(legs.value(), legs.priceDecimals()),
                    legs.ageNs(),
                    legs.state());
        }
        final String account = order.accountName();
        final String instrument = order.symbol();
        json.writeStringField("id", id(order).toString());
        json.writeStringField("account", account);
        json.writeStringField("instrument", instrument);
        json.writeStringField("side", lower(order.side()));
        json.writeStringField("quantity", Decimals.format(order.quantity(), order.quantityDecimals()));
        json.writeStringField("limitPrice", Decimals.format(order.limitPrice(), priceDecimals));
        json.writeStringField("markPrice", Decimals.format(order.markPrice(), priceDecimals));
        if (order.bankruptcyPrice() == LiquidationOrderDecoder.bankruptcyPriceNullValue()) {
            json.writeNullField("bankruptcyPrice");
        } else {
            json.writeStringField("bankruptcyPrice", Decimals.format(order.bankruptcyPrice(), priceDecimals));
        }
        terms(json, order);
        json.writeStringField("reason", lower(order.reason()));
        json.writeStringField("mode", lower(order.mode()));
        json.writeNumberField("causeSequence", order.causeSequence());
        json.writeNumberField("causeTimeNs", eventNs);
        json.writeStringField("causeCrc", Long.toHexString(order.causeCrc()));
        value(json, "equity", order.equity(), order.valueDecimals());
        value(json, "netWorth", order.netWorth(), order.valueDecimals());
        value(json, "initialMargin", order.initialMargin(), order.valueDecimals());
        value(json, "stopMargin", order.stopMargin(), order.valueDecimals());
        value(json, "maintenanceMargin", order.maintenanceMargin(), order.valueDecimals());
        value(json, "shortfall", order.shortfall(), order.valueDecimals());
        json.writeNumberField("profileVersion", order.profileVersion());
        json.writeNumberField("accountId", order.accountId());
        json.writeNumberField("accountVersion", order.accountVersion());
        json.writeNumberField("instrumentId", order.instrumentId());
        json.writeFieldName("prices");
        json.writeRawValue(prices.append(']').toString());
    }

    /** One more object of an array that was begun with its bracket. */
    static void appendPrice(
            final StringBuilder prices,
            final long priceId,
            final String price,
            final long ageNs,
            final PriceState state) {
        prices.append(prices.length() == 1 ? "" : ",")
                .append("{\"priceId\":")
                .append(priceId)
                .append(",\"price\":\"")
                .append(price)
                .append("\",\"ageNs\":")
                .append(ageNs)
                .append(",\"state\":\"")
                .append(lower(state))
                .append("\"}");
    }

    private static void terms(final JsonGenerator json, final LiquidationOrderDecoder order) throws IOException {
        final int priceDecimals = order.priceDecimals();
        OptionalFields.number(json, "feePaidMax", order.feePaidMax(), LiquidationOrderDecoder.feePaidMaxNullValue());
        OptionalFields.number(json, "penaltyPpm", order.penaltyPpm(), LiquidationOrderDecoder.penaltyPpmNullValue());
        if (order.curve() != PriceCurve.FIXED) {
            OptionalFields.choice(json, "curve", order.curve());
        }
        if (order.startPrice() != LiquidationOrderDecoder.startPriceNullValue()) {
            json.writeStringField("startPrice", Decimals.format(order.startPrice(), priceDecimals));
        }
        OptionalFields.number(
                json, "curveSeconds", order.curveSeconds(), LiquidationOrderDecoder.curveSecondsNullValue());
        if (order.cut() != LiquidationOrderDecoder.cutNullValue()) {
            json.writeStringField("cut", Decimals.format(order.cut(), Decimals.MAX_DECIMALS));
        }
        if (order.replacesSequence() != LiquidationOrderDecoder.replacesSequenceNullValue()) {
            json.writeStringField(
                    "replaces",
                    new OrderId(order.replacesEpoch(), order.replacesSequence(), order.replacesOrdinal()).toString());
        }
        OptionalFields.number(
                json, "parentAccountId", order.parentAccountId(), LiquidationOrderDecoder.parentAccountIdNullValue());
        OptionalFields.flag(json, "cancelOpenOrders", order.cancelOpenOrders());
    }

    /** One line. */
    static void printLine(final PrintStream out, final LiquidationOrderDecoder order, final long eventNs) {
        final LegsDecoder legs = order.legs();
        while (legs.hasNext()) {
            legs.next();
        }
        final String account = order.accountName();
        final String instrument = order.symbol();
        out.printf(
                Locale.ROOT,
                "%s  %-14s %-16s %-4s %s %s  limit %s  mark %s  equity %s  %s%n",
                EventTime.text(eventNs),
                id(order),
                account,
                lower(order.side()),
                Decimals.format(order.quantity(), order.quantityDecimals()),
                instrument,
                Decimals.format(order.limitPrice(), order.priceDecimals()),
                Decimals.format(order.markPrice(), order.priceDecimals()),
                below(order.equity(), order.maintenanceMargin(), order.valueDecimals()),
                lower(order.reason()));
    }

    static OrderId id(final LiquidationOrderDecoder order) {
        return new OrderId(order.epoch(), order.causeSequence(), order.ordinal());
    }

    static void value(final JsonGenerator json, final String field, final Value128Decoder value, final int decimals)
            throws IOException {
        json.writeStringField(field, Decimals.format(value.high(), value.low(), decimals));
    }

    private static BigDecimal exact(final Value128Decoder value, final int decimals) {
        return Decimals.toBigDecimal(value.high(), value.low(), decimals);
    }

    /** To the cent, or to as many digits as show that one is below the other. */
    static String below(final Value128Decoder equity, final Value128Decoder requirement, final int decimals) {
        return below(exact(equity, decimals), exact(requirement, decimals));
    }

    private static String below(final BigDecimal equity, final BigDecimal requirement) {
        int decimals = 2;
        while (decimals < requirement.scale()
                && rounded(equity, decimals).compareTo(rounded(requirement, decimals)) >= 0) {
            decimals++;
        }
        return rounded(equity, decimals).toPlainString() + " < "
                + rounded(requirement, decimals).toPlainString();
    }

    private static BigDecimal rounded(final BigDecimal value, final int decimals) {
        return value.setScale(decimals, RoundingMode.HALF_EVEN);
    }

    static String lower(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
