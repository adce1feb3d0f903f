package io.plimsoll.daemon.compare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;

/** A comparison as one JSON object; numbers are exact decimals as text. One thread. */
public final class ComparisonJson {
    private final JsonGenerator json;

    private ComparisonJson(final JsonGenerator json) {
        this.json = json;
    }

    /** Writes it, closed by a line's end. */
    public static void write(final OutputStream out, final Comparison told) throws IOException {
        try (JsonGenerator json =
                JsonFactory.builder().build().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            new ComparisonJson(json).write(told);
            json.writeRaw('\n');
        }
    }

    private void write(final Comparison told) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("agreed", told.isAgreed());
        json.writeArrayFieldStart("both");
        for (final Comparison.Pair pair : told.both()) {
            json.writeStartObject();
            json.writeStringField("account", pair.ours().account());
            json.writeNumberField("accountId", pair.ours().accountId());
            json.writeStringField("subject", pair.ours().subject());
            json.writeNumberField("lagNs", pair.lagNs());
            number("sizeDifference", pair.sizeDifference());
            episode("venue", pair.venue());
            episode("ours", pair.ours());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("venueOnly");
        for (final Comparison.Only only : told.venueOnly()) {
            json.writeStartObject();
            json.writeStringField("account", only.venue().account());
            json.writeNumberField("accountId", only.venue().accountId());
            json.writeStringField("subject", only.venue().subject());
            json.writeStringField("why", only.why());
            episode("venue", only.venue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("oursOnly");
        for (final Episode ours : told.oursOnly()) {
            json.writeStartObject();
            json.writeStringField("account", ours.account());
            json.writeNumberField("accountId", ours.accountId());
            json.writeStringField("subject", ours.subject());
            episode("ours", ours);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("outside");
        for (final String line : told.outside()) {
            json.writeString(line);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void episode(final String name, final Episode episode) throws IOException {
        final Standing standing = episode.standing();
        json.writeObjectFieldStart(name);
        json.writeStringField("where", episode.where());
        json.writeNumberField("firstNs", episode.firstNs());
        json.writeNumberField("lastNs", episode.lastNs());
        json.writeNumberField("count", episode.count());
        number("quantity", episode.quantity());
        number("venueEquity", episode.equity());
        number("venueRequirement", episode.requirement());
        json.writeNumberField("sequence", standing.sequence());
        json.writeStringField("verdict", standing.verdict());
        number("equity", standing.equity());
        number("requirement", standing.requirement());
        number("surplus", standing.surplus());
        number("netWorth", standing.netWorth());
        json.writeStringField("withheld", standing.withheld());
        json.writeObjectFieldStart("prices");
        for (final var price : standing.prices().entrySet()) {
            number(price.getKey(), price.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void number(final String name, final BigDecimal value) throws IOException {
        json.writeStringField(name, value == null ? null : ComparisonText.plain(value));
    }
}
