package io.plimsoll.daemon.postmortem;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;

/** Losses beyond liquidation as a JSON list and their counts; absent where there were none. Stateless. */
final class LossJson {
    private LossJson() {}

    static void write(final JsonGenerator json, final PostMortem facts) throws IOException {
        if (facts.losses().isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("lossCounts");
        for (final var count : facts.lossCounts().entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("losses");
        for (final Loss loss : facts.losses()) {
            write(json, loss);
        }
        json.writeEndArray();
    }

    private static void write(final JsonGenerator json, final Loss loss) throws IOException {
        json.writeStartObject();
        json.writeNumberField("sequence", loss.sequence());
        json.writeNumberField("eventNs", loss.eventNs());
        json.writeStringField("what", loss.what());
        json.writeStringField("account", loss.account());
        json.writeStringField("amount", text(loss.amount()));
        json.writeStringField("symbol", loss.symbol());
        if (loss.price() != null) {
            json.writeStringField("price", text(loss.price()));
        }
        json.writeStringField("from", loss.from());
        json.writeEndObject();
    }

    private static String text(final BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
