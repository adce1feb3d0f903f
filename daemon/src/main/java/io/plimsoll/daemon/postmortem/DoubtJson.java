package io.plimsoll.daemon.postmortem;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/** Doubts about prices as a JSON list; absent where there were none. Stateless. */
final class DoubtJson {
    private DoubtJson() {}

    static void write(final JsonGenerator json, final List<Doubt> doubts) throws IOException {
        if (doubts.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("pricesInDoubt");
        for (final Doubt doubt : doubts) {
            write(json, doubt);
        }
        json.writeEndArray();
    }

    private static void write(final JsonGenerator json, final Doubt doubt) throws IOException {
        json.writeStartObject();
        json.writeNumberField("sequence", doubt.sequence());
        json.writeNumberField("fromNs", doubt.fromNs());
        if (doubt.toNs() != null) {
            json.writeNumberField("toNs", doubt.toNs());
        }
        json.writeStringField("symbol", doubt.symbol());
        json.writeStringField("what", doubt.what());
        if (doubt.source() != null) {
            json.writeNumberField("source", doubt.source());
        }
        final Doubt.Standing standing = doubt.standing();
        if (standing != null) {
            number(json, "price", standing.price());
            number(json, "low", standing.low());
            number(json, "high", standing.high());
            json.writeNumberField("fresh", standing.fresh());
            json.writeNumberField("kept", standing.kept());
        }
        json.writeEndObject();
    }

    private static void number(final JsonGenerator json, final String field, final BigDecimal value)
            throws IOException {
        json.writeStringField(
                field, value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString());
    }
}
