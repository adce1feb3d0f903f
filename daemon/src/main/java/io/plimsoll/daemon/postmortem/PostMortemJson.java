package io.plimsoll.daemon.postmortem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.daemon.postmortem.PostMortem.Event;
import io.plimsoll.daemon.postmortem.PostMortem.Gap;
import io.plimsoll.daemon.postmortem.PostMortem.Health;
import io.plimsoll.daemon.postmortem.PostMortem.Integrity;
import io.plimsoll.daemon.postmortem.PostMortem.Liquidation;
import io.plimsoll.daemon.postmortem.PostMortem.PricePath;
import io.plimsoll.daemon.postmortem.PostMortem.Totals;
import io.plimsoll.daemon.postmortem.PostMortem.Withholding;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A post-mortem as one JSON object, with every liquidation; numbers are exact decimals as text. One thread. */
public final class PostMortemJson {
    private final JsonGenerator json;
    private final PostMortem facts;

    private PostMortemJson(final JsonGenerator json, final PostMortem facts) {
        this.json = json;
        this.facts = facts;
    }

    /** Writes it, closed by a line's end. */
    public static void write(final OutputStream out, final PostMortem facts) throws IOException {
        try (JsonGenerator json =
                JsonFactory.builder().build().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            new PostMortemJson(json, facts).write();
            json.writeRaw('\n');
        }
    }

    private void write() throws IOException {
        json.writeStartObject();
        json.writeStringField("journal", facts.journal());
        json.writeStringField("currency", facts.currency());
        json.writeNumberField("firstInput", facts.span().first());
        json.writeNumberField("firstNs", facts.span().firstNs());
        json.writeNumberField("lastInput", facts.span().last());
        json.writeNumberField("lastNs", facts.span().lastNs());
        json.writeNumberField("snapshot", facts.snapshot());
        integrity(facts.integrity());
        totals(facts.totals());
        json.writeArrayFieldStart("timeline");
        for (final Event event : facts.timeline()) {
            json.writeStartObject();
            json.writeNumberField("sequence", event.sequence());
            json.writeNumberField("eventNs", event.eventNs());
            json.writeStringField("what", event.what());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("prices");
        for (final PricePath path : facts.prices()) {
            price(path);
        }
        json.writeEndArray();
        health("healthBefore", facts.before());
        health("healthAfter", facts.after());
        json.writeArrayFieldStart("liquidations");
        for (final Liquidation liquidation : facts.liquidations()) {
            liquidation(liquidation);
        }
        json.writeEndArray();
        counts("withheldByReason", facts.withheldCounts());
        json.writeArrayFieldStart("withheld");
        for (final Withholding withholding : facts.withheld()) {
            withholding(withholding);
        }
        json.writeEndArray();
        counts("flagged", facts.flags());
        LossJson.write(json, facts);
        DoubtJson.write(json, facts.doubts());
        latency();
        json.writeEndObject();
    }

    private void integrity(final Integrity integrity) throws IOException {
        json.writeObjectFieldStart("integrity");
        json.writeBooleanField("intact", integrity.isIntact());
        json.writeBooleanField("damaged", integrity.isDamaged());
        json.writeStringField("defect", integrity.defect());
        json.writeNumberField("decisionsCompared", integrity.compared());
        json.writeStringField("stateHash", Long.toHexString(integrity.stateHash()));
        json.writeEndObject();
    }

    private void totals(final Totals totals) throws IOException {
        json.writeObjectFieldStart("totals");
        json.writeNumberField("prices", totals.prices());
        json.writeNumberField("pricesRefused", totals.pricesRefused());
        json.writeNumberField("accountsLiquidated", totals.accounts());
        json.writeNumberField("orders", totals.orders());
        json.writeNumberField("ordersFilled", totals.filled());
        json.writeNumberField("ordersCancelled", totals.cancelled());
        json.writeNumberField("ordersInFlight", totals.inFlight());
        json.writeNumberField("deficitAccounts", totals.deficitAccounts());
        number("deficit", totals.deficit());
        json.writeEndObject();
    }

    private void price(final PricePath path) throws IOException {
        json.writeStartObject();
        json.writeNumberField("priceId", path.priceId());
        json.writeStringField("symbol", path.symbol());
        json.writeNumberField("accepted", path.accepted());
        number("first", path.first());
        number("low", path.low());
        number("high", path.high());
        number("last", path.last());
        json.writeNumberField("gapLimitNs", path.gapLimitNs());
        json.writeArrayFieldStart("gaps");
        for (final Gap gap : path.gaps()) {
            json.writeStartObject();
            json.writeNumberField("fromNs", gap.fromNs());
            json.writeNumberField("toNs", gap.toNs());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void health(final String name, final Health health) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("beforeInput", health.sequence());
        json.writeObjectFieldStart("accountsByRatio");
        final List<String> labels = HealthScale.labels();
        for (int i = 0; i < labels.size(); i++) {
            json.writeNumberField(labels.get(i), health.byRatio().get(i));
        }
        json.writeEndObject();
        json.writeNumberField("withoutRequirement", health.withoutRequirement());
        json.writeNumberField("unpriced", health.unpriced());
        json.writeEndObject();
    }

    private void liquidation(final Liquidation liquidation) throws IOException {
        json.writeStartObject();
        json.writeStringField("account", liquidation.account());
        json.writeNumberField("accountId", liquidation.accountId());
        json.writeStringField("firstOrder", liquidation.firstOrder());
        json.writeNumberField("firstNs", liquidation.firstNs());
        json.writeStringField("instruments", liquidation.instruments());
        json.writeStringField("reason", liquidation.reason());
        number("mark", liquidation.mark());
        number("equity", liquidation.equity());
        number("maintenanceMargin", liquidation.maintenanceMargin());
        number("netWorth", liquidation.netWorth());
        json.writeNumberField("orders", liquidation.orders());
        number("closedValue", liquidation.closedValue());
        number("filledValue", liquidation.filledValue());
        json.writeStringField("finalVerdict", liquidation.finalVerdict());
        number("finalNetWorth", liquidation.finalNetWorth());
        json.writeEndObject();
    }

    private void withholding(final Withholding withholding) throws IOException {
        json.writeStartObject();
        json.writeNumberField("sequence", withholding.sequence());
        json.writeNumberField("eventNs", withholding.eventNs());
        json.writeStringField("account", withholding.account());
        json.writeStringField("reason", withholding.reason());
        number("equity", withholding.equity());
        number("maintenanceMargin", withholding.maintenanceMargin());
        json.writeEndObject();
    }

    private void latency() throws IOException {
        json.writeObjectFieldStart("latencyNs");
        for (final var curve : facts.latency()) {
            json.writeObjectFieldStart(curve.name());
            json.writeNumberField("count", curve.histogram().getTotalCount());
            json.writeNumberField("p50", curve.histogram().getValueAtPercentile(50));
            json.writeNumberField("p99", curve.histogram().getValueAtPercentile(99));
            json.writeNumberField("p999", curve.histogram().getValueAtPercentile(99.9));
            json.writeNumberField("max", curve.histogram().getMaxValue());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void counts(final String name, final Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (final Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }

    private void number(final String field, final BigDecimal value) throws IOException {
        json.writeStringField(
                field, value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString());
    }
}
