package io.plimsoll.benchmarks;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes rows for machines: an array of regimes, each with an array of runs. */
final class RevaluationJson {
    private final JsonGenerator json;

    RevaluationJson(final JsonGenerator json) {
        this.json = json;
    }

    void write(final List<RevaluationRow> rows) throws IOException {
        json.writeArrayFieldStart("regimes");
        for (final String regime :
                rows.stream().map(RevaluationRow::regime).distinct().toList()) {
            json.writeStartObject();
            json.writeStringField("regime", regime);
            json.writeArrayFieldStart("runs");
            for (final RevaluationRow row : rows) {
                if (row.regime().equals(regime)) {
                    write(row);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void write(final RevaluationRow row) throws IOException {
        json.writeStartObject();
        json.writeStringField("finder", row.finder().name().toLowerCase(Locale.ROOT));
        json.writeStringField("variant", row.variant().name().toLowerCase(Locale.ROOT));
        json.writeNumberField(
                "ticks", (long) row.spread(RevaluationResult::ticks).median());
        row.spread(RevaluationResult::nsPerTick).writeTo(json, "nsPerTick");
        json.writeNumberField(
                "foundPerTick", row.spread(RevaluationResult::foundPerTick).median());
        json.writeNumberField(
                "exactPerTick", row.spread(RevaluationResult::exactPerTick).median());
        row.spread(RevaluationResult::nsPerFound).writeTo(json, "nsPerFound");
        json.writeNumberField(
                "outputs", (long) row.spread(RevaluationResult::outputs).median());
        if (row.variant() == RevaluationVariant.EVENTS) {
            row.spread(RevaluationResult::nsPerEvent).writeTo(json, "nsPerEvent");
        }
        final Optional<Spread> ratio = row.ratio();
        if (ratio.isPresent()) {
            ratio.get().writeTo(json, "ratio");
        }
        json.writeEndObject();
    }
}
