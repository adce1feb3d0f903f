package io.plimsoll.journal.text;

import static io.plimsoll.journal.text.OrderText.lower;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.DeleverageDecoder;
import io.plimsoll.protocol.codec.FundBalanceDecoder;
import io.plimsoll.protocol.codec.FundDrawDecoder;
import io.plimsoll.protocol.codec.FundPaymentDecoder;
import io.plimsoll.protocol.codec.LiquidationPenaltyDecoder;
import io.plimsoll.protocol.codec.UncoveredDecoder;
import io.plimsoll.protocol.codec.WithdrawalsBlockedDecoder;
import java.io.IOException;

/** What is said of insurance funds, and of who pays beyond them, as JSON fields. Stateless, any thread. */
final class FundText {
    private FundText() {}

    /** An input: mantissas, since it does not know its scales. The caller has written its type and source. */
    static void writeFields(final JsonGenerator json, final FundBalanceDecoder fact) throws IOException {
        json.writeNumberField("fundId", fact.fundId());
        json.writeNumberField("assetId", fact.assetId());
        json.writeNumberField("balance", fact.balance());
    }

    /** Likewise. */
    static void writeFields(final JsonGenerator json, final FundPaymentDecoder fact) throws IOException {
        json.writeNumberField("accountId", fact.accountId());
        json.writeNumberField("fundId", fact.fundId());
        json.writeNumberField("assetId", fact.assetId());
        json.writeNumberField("amount", fact.amount());
        if (fact.drawSequence() != FundPaymentDecoder.drawSequenceNullValue()) {
            json.writeStringField(
                    "draw", new OrderId(fact.drawEpoch(), fact.drawSequence(), fact.drawOrdinal()).toString());
        }
    }

    static void write(final JsonGenerator json, final FundDrawDecoder draw) throws IOException {
        json.writeStringField("type", "fundDraw");
        json.writeStringField("id", new OrderId(draw.epoch(), draw.causeSequence(), draw.ordinal()).toString());
        json.writeNumberField("accountId", draw.accountId());
        json.writeNumberField("fundId", draw.fundId());
        json.writeNumberField("assetId", draw.assetId());
        json.writeStringField("amount", Decimals.format(draw.amount(), draw.unitDecimals()));
        json.writeStringField("fundBalance", Decimals.format(draw.fundBalance(), draw.unitDecimals()));
        OrderText.value(json, "netWorth", draw.netWorth(), draw.valueDecimals());
        json.writeStringField("mode", lower(draw.mode()));
        json.writeNumberField("causeSequence", draw.causeSequence());
        json.writeStringField("account", draw.accountName());
        json.writeStringField("asset", draw.symbol());
    }

    static void write(final JsonGenerator json, final UncoveredDecoder uncovered) throws IOException {
        json.writeStringField("type", "uncovered");
        json.writeNumberField("accountId", uncovered.accountId());
        json.writeNumberField("fundId", uncovered.fundId());
        json.writeNumberField("assetId", uncovered.assetId());
        json.writeStringField("amount", Decimals.format(uncovered.amount(), uncovered.unitDecimals()));
        if (uncovered.socialise() == BooleanType.T) {
            json.writeStringField(
                    "owned",
                    Decimals.format(uncovered.owned().high(), uncovered.owned().low(), uncovered.unitDecimals()));
        }
        json.writeStringField("mode", lower(uncovered.mode()));
        json.writeNumberField("causeSequence", uncovered.causeSequence());
        json.writeStringField("account", uncovered.accountName());
        json.writeStringField("asset", uncovered.symbol());
    }

    static void write(final JsonGenerator json, final DeleverageDecoder deleverage) throws IOException {
        json.writeStringField("type", "deleverage");
        json.writeStringField(
                "order",
                new OrderId(deleverage.orderEpoch(), deleverage.orderSequence(), deleverage.orderOrdinal()).toString());
        json.writeNumberField("accountId", deleverage.accountId());
        json.writeNumberField("counterpartyId", deleverage.counterpartyId());
        json.writeNumberField("counterpartyVersion", deleverage.counterpartyVersion());
        json.writeNumberField("instrumentId", deleverage.instrumentId());
        json.writeStringField("side", lower(deleverage.side()));
        json.writeStringField("quantity", Decimals.format(deleverage.quantity(), deleverage.quantityDecimals()));
        json.writeStringField("price", Decimals.format(deleverage.price(), deleverage.priceDecimals()));
        json.writeNumberField(
                "score",
                Decimals.toBigInteger(
                        deleverage.score().high(), deleverage.score().low()));
        json.writeNumberField("rank", deleverage.rank());
        json.writeStringField("mode", lower(deleverage.mode()));
        json.writeNumberField("causeSequence", deleverage.causeSequence());
        json.writeStringField("account", deleverage.accountName());
        json.writeStringField("counterparty", deleverage.counterpartyName());
        json.writeStringField("instrument", deleverage.symbol());
    }

    static void write(final JsonGenerator json, final LiquidationPenaltyDecoder penalty) throws IOException {
        final int decimals = penalty.unitDecimals();
        json.writeStringField("type", "penalty");
        json.writeStringField(
                "order", new OrderId(penalty.orderEpoch(), penalty.orderSequence(), penalty.orderOrdinal()).toString());
        json.writeNumberField("accountId", penalty.accountId());
        if (penalty.counterpartyId() != LiquidationPenaltyDecoder.counterpartyIdNullValue()) {
            json.writeNumberField("counterpartyId", penalty.counterpartyId());
        }
        json.writeNumberField("instrumentId", penalty.instrumentId());
        json.writeNumberField("assetId", penalty.assetId());
        json.writeStringField("amount", Decimals.format(penalty.amount(), decimals));
        json.writeStringField("liquidator", Decimals.format(penalty.liquidatorAmount(), decimals));
        json.writeStringField("fund", Decimals.format(penalty.fundAmount(), decimals));
        json.writeStringField("protocol", Decimals.format(penalty.protocolAmount(), decimals));
        json.writeNumberField("fundId", penalty.fundId());
        json.writeStringField("mode", lower(penalty.mode()));
        json.writeNumberField("causeSequence", penalty.causeSequence());
        json.writeStringField("account", penalty.accountName());
        json.writeStringField("asset", penalty.symbol());
    }

    static void write(final JsonGenerator json, final WithdrawalsBlockedDecoder blocked) throws IOException {
        json.writeStringField("type", "withdrawalsBlocked");
        json.writeBooleanField("blocked", blocked.blocked() == BooleanType.T);
        OrderText.value(json, "deficit", blocked.deficit(), blocked.valueDecimals());
        OrderText.value(json, "funds", blocked.funds(), blocked.valueDecimals());
        json.writeNumberField("causeSequence", blocked.causeSequence());
    }
}
