package io.plimsoll.benchmarks;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.daemon.latency.Hop;
import java.io.IOException;
import java.util.List;

/** Writes pairs of runs for machines. */
final class PipelineJson {
    private final JsonGenerator json;

    PipelineJson(final JsonGenerator json) {
        this.json = json;
    }

    /** One object, of one setting, regime and pace. */
    void write(final PipelinePairs pairs) throws IOException {
        json.writeStartObject();
        pairs.setting().writeTo(json);
        json.writeStringField("regime", pairs.regime().label());
        json.writeStringField("pace", pairs.pace());
        json.writeStringField("measured", pairs.regime().measured().label());
        write(pairs, "floor", pairs.floors());
        write(pairs, "engine", pairs.engines());
        json.writeObjectFieldStart("ratio");
        pairs.ratio(PipelineRun.Result::ticksPerSecond).writeTo(json, "ticksPerSecond");
        for (final double percentile : PipelinePairs.PERCENTILES) {
            pairs.ratio(pairs.percentile(percentile)).writeTo(json, PipelinePairs.name(percentile));
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void write(final PipelinePairs pairs, final String what, final List<PipelineRun.Result> results)
            throws IOException {
        json.writeObjectFieldStart(what);
        json.writeNumberField("ticksPerSecond", PipelinePairs.median(results, PipelineRun.Result::ticksPerSecond));
        json.writeNumberField("orders", results.get(0).orders());
        json.writeObjectFieldStart("us");
        for (final double percentile : PipelinePairs.PERCENTILES) {
            json.writeNumberField(
                    PipelinePairs.name(percentile), PipelinePairs.median(results, pairs.percentile(percentile)));
        }
        json.writeEndObject();
        json.writeObjectFieldStart("meanUs");
        for (final Hop hop : Hop.values()) {
            json.writeNumberField(hop.label(), PipelinePairs.median(results, PipelinePairs.mean(hop)));
        }
        json.writeEndObject();
        json.writeObjectFieldStart("shareOfTickProcessed");
        for (final Hop hop : PipelinePairs.WAY) {
            json.writeNumberField(hop.label(), PipelinePairs.median(results, PipelinePairs.share(hop)));
        }
        json.writeNumberField(
                Hop.ENGINE_TO_ORDERS.label(), PipelinePairs.median(results, PipelinePairs.share(Hop.ENGINE_TO_ORDERS)));
        json.writeEndObject();
        json.writeEndObject();
    }
}
