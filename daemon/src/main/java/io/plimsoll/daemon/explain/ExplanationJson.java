package io.plimsoll.daemon.explain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.daemon.explain.Decisions.Order;
import io.plimsoll.daemon.explain.Decisions.Penalty;
import io.plimsoll.daemon.explain.Decisions.Seizure;
import io.plimsoll.daemon.explain.Explanation.SafePrice;
import io.plimsoll.daemon.explain.Explanation.Standing;
import io.plimsoll.daemon.explain.HandPlan.Step;
import io.plimsoll.daemon.explain.HandValuation.BalanceLine;
import io.plimsoll.daemon.explain.HandValuation.PositionLine;
import io.plimsoll.engine.UnitSheet.Price;
import io.plimsoll.engine.UnitSheet.Tier;
import io.plimsoll.protocol.Rates;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** An explanation as one JSON object; numbers are exact decimals as text. One thread. */
public final class ExplanationJson {
    private final JsonGenerator json;
    private final Explanation told;

    private ExplanationJson(final JsonGenerator json, final Explanation told) {
        this.json = json;
        this.told = told;
    }

    /** Writes it, closed by a line's end. */
    public static void write(final OutputStream out, final Explanation told) throws IOException {
        try (JsonGenerator json =
                JsonFactory.builder().build().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            new ExplanationJson(json, told).write();
            json.writeRaw('\n');
        }
    }

    private void write() throws IOException {
        json.writeStartObject();
        json.writeStringField("account", told.account());
        json.writeNumberField("accountId", told.accountId());
        json.writeNumberField("sequence", told.sequence());
        json.writeNumberField("eventNs", told.eventNs());
        json.writeObjectFieldStart("cause");
        for (final Map.Entry<String, String> field : told.cause().entrySet()) {
            json.writeStringField(field.getKey(), field.getValue());
        }
        json.writeEndObject();
        standing("before", told.before());
        standing("at", told.at());
        legs(told.at().valuation());
        buckets(told.at().valuation());
        plan();
        orders();
        seizures();
        penalties();
        json.writeStringField("withheld", told.withheld());
        rescues();
        json.writeNumberField("agreements", told.agreements());
        json.writeArrayFieldStart("disagreements");
        for (final String disagreement : told.disagreements()) {
            json.writeString(disagreement);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void standing(final String name, final Standing standing) throws IOException {
        if (standing == null) {
            json.writeNullField(name);
            return;
        }
        final HandValuation hand = standing.valuation();
        json.writeObjectFieldStart(name);
        json.writeStringField("verdict", standing.verdict());
        number("equity", hand.equity());
        number("maintenanceMargin", hand.maintenanceMargin());
        number("shortfall", hand.shortfall());
        number("netWorth", hand.netWorth());
        number("stopMargin", hand.requirement().stop());
        number("initialMargin", hand.initialMargin());
        if (hand.openOrders().initial().signum() != 0) {
            number("openOrderMargin", hand.openOrders().initial());
        }
        if (hand.openOrders().maintenance().signum() != 0) {
            number("openOrderMaintenanceMargin", hand.openOrders().maintenance());
        }
        json.writeEndObject();
    }

    private void legs(final HandValuation hand) throws IOException {
        json.writeArrayFieldStart("collateral");
        for (final BalanceLine line : hand.balances()) {
            json.writeStartObject();
            json.writeStringField("asset", line.source().symbol());
            number("amount", line.amount());
            price(line.source().price(), line.price());
            number("value", line.value());
            number("weight", line.weight());
            if (!line.source().tiers().isEmpty()) {
                tiers(line.source().tiers()); // of 1 - weight
            }
            number("counts", line.counts().maintenance());
            number("asked", line.asked().maintenance());
            json.writeEndObject();
        }
        json.writeEndArray();
        domains(hand);
        json.writeArrayFieldStart("positions");
        for (final PositionLine line : hand.positions()) {
            json.writeStartObject();
            json.writeStringField("instrument", line.source().symbol());
            number("quantity", line.quantity());
            price(line.source().price(), line.price());
            number("settlementPrice", line.settlement());
            number("notional", line.notional());
            number("cost", line.cost());
            number("funding", line.funding());
            number("pnl", line.pnl());
            tiers(line.source().tiers());
            if (line.source().scalePpm() != Rates.ONE) {
                number("marginScale", HandRequirement.rate(line.source().scalePpm()));
            }
            number("maintenanceMargin", line.asked().maintenance());
            number("stopMargin", line.asked().stop());
            number("initialMargin", line.asked().initial());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void domains(final HandValuation hand) throws IOException {
        if (hand.domains().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("domains");
        for (final HandCollateral domain : hand.domains()) {
            json.writeStartObject();
            json.writeNumberField("domain", domain.domainId());
            number("together", domain.together().maintenance());
            number("cap", domain.cap());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void buckets(final HandValuation hand) throws IOException {
        if (hand.buckets().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("buckets");
        for (final HandBucket bucket : hand.buckets()) {
            json.writeStartObject();
            json.writeStringField("asset", bucket.asset().symbol());
            number("sum", bucket.sum().maintenance());
            number("weight", bucket.weights(bucket.sum().maintenance()).maintenance());
            number("counts", bucket.counts().maintenance());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void tiers(final List<Tier> tiers) throws IOException {
        json.writeArrayFieldStart("rates");
        for (final Tier tier : tiers) {
            json.writeStartObject();
            number("from", BigDecimal.valueOf(tier.floorMicros(), Rates.DECIMALS));
            number("maintenance", HandRequirement.rate(tier.maintenancePpm()));
            number("stop", HandRequirement.rate(tier.stopPpm()));
            number("initial", HandRequirement.rate(tier.initialPpm()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void price(final Price source, final BigDecimal value) throws IOException {
        number("price", value);
        if (source.priceId() != 0 && source.value() != 0) {
            json.writeNumberField("priceId", source.priceId());
            json.writeNumberField("ageNs", told.eventNs() - source.publishNs());
            json.writeNumberField("source", source.source());
        }
    }

    private void plan() throws IOException {
        if (told.plan() == null) {
            json.writeNullField("plan");
            return;
        }
        json.writeObjectFieldStart("plan");
        number("stopMargin", told.plan().stopMargin());
        number("toFree", told.plan().toFree());
        json.writeArrayFieldStart("steps");
        for (final Step step : told.plan().steps()) {
            json.writeStartObject();
            json.writeStringField("instrument", step.position().source().symbol());
            json.writeStringField("side", step.isBuy() ? "buy" : "sell");
            number("available", step.available());
            number("toFree", step.toFree());
            number("step", step.step());
            if (step.perStep() != null) {
                number("perStep", step.perStep());
            }
            number("frees", step.frees());
            number("quantity", step.quantity());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void orders() throws IOException {
        json.writeArrayFieldStart("orders");
        for (final Order order : told.orders()) {
            json.writeStartObject();
            json.writeStringField("id", order.id().toString());
            json.writeStringField("instrument", order.symbol());
            json.writeStringField("side", order.isBuy() ? "buy" : "sell");
            number("quantity", order.quantity());
            number("limitPrice", order.limitPrice());
            if (order.bankruptcyPrice() != null) {
                number("bankruptcyPrice", order.bankruptcyPrice());
            }
            if (order.penalty() != null) {
                number("penalty", order.penalty());
            }
            json.writeStringField("reason", order.reason());
            if (order.isCancelling()) {
                json.writeBooleanField("cancelOpenOrders", true);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void seizures() throws IOException {
        json.writeArrayFieldStart("seizures");
        for (final Seizure seizure : told.seizures()) {
            json.writeStartObject();
            json.writeStringField("id", seizure.id().toString());
            json.writeStringField("debt", seizure.debt());
            json.writeStringField("collateral", seizure.collateral());
            number("repay", seizure.repay());
            number("reserve", seizure.reserve());
            number("seize", seizure.seize());
            number("protocolFee", seizure.protocolFee());
            number("bonus", seizure.bonus());
            json.writeStringField("reason", seizure.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void penalties() throws IOException {
        if (told.penalties().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("penalties");
        for (final Penalty penalty : told.penalties()) {
            json.writeStartObject();
            json.writeStringField("order", penalty.order().toString());
            json.writeStringField("asset", penalty.asset());
            number("amount", penalty.amount());
            number("liquidator", penalty.liquidator());
            if (penalty.counterpartyId() != null) {
                json.writeNumberField("liquidatorId", penalty.counterpartyId());
            }
            number("fund", penalty.fund());
            json.writeNumberField("fundId", penalty.fundId());
            number("protocol", penalty.protocol());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void rescues() throws IOException {
        json.writeArrayFieldStart("savedBy");
        for (final Rescue rescue : told.deposits()) {
            json.writeStartObject();
            json.writeStringField("deposit", rescue.asset());
            number("amount", rescue.amount());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("safePrices");
        for (final SafePrice safe : told.prices()) {
            json.writeStartObject();
            json.writeStringField("instrument", safe.symbol());
            number(safe.isFloor() ? "atOrAbove" : "atOrBelow", safe.price());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void number(final String field, final BigDecimal value) throws IOException {
        json.writeStringField(
                field, value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString());
    }
}
