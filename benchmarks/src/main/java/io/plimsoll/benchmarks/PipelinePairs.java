package io.plimsoll.benchmarks;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.daemon.latency.Hop;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Runs of the floor and of the engine in turn, at one setting and pace: medians over the runs, ratios pair by pair. */
final class PipelinePairs {
    private static final double US = 1e3;
    private static final double[] PERCENTILES = {50, 99, 99.9};
    /** The stretches that follow one another; the engine's has the appends of inline orders in it, which the fourth tells alone. */
    private static final List<Hop> HOPS =
            List.of(Hop.RECEIVE_TO_SEQUENCE, Hop.SEQUENCE_TO_ENGINE, Hop.ENGINE, Hop.ENGINE_TO_ORDERS);

    private final PipelineSetting setting;
    private final String pace;
    private final List<PipelineRun.Result> floors = new ArrayList<>();
    private final List<PipelineRun.Result> engines = new ArrayList<>();

    /** Median of the pairs' ratios, engine to floor, and the least and the largest of them. */
    private record Ratio(double median, double least, double most) {}

    PipelinePairs(final PipelineSetting setting, final String pace) {
        this.setting = setting;
        this.pace = pace;
    }

    void add(final PipelineRun.Result floor, final PipelineRun.Result engine) {
        floors.add(floor);
        engines.add(engine);
    }

    /** The head of what {@link #print} prints. */
    static void printHead(final PrintStream out) {
        out.printf(
                "%-9s %-7s %11s %9s | %9s %9s %9s | %s%n",
                "pace",
                "",
                "ticks/s",
                "orders",
                "p50",
                "p99",
                "p99.9",
                "mean of receive-sequence, sequence-engine," + " engine, engine-orders");
    }

    void print(final PrintStream out) {
        print(out, "floor", floors);
        print(out, "engine", engines);
        final Ratio p50 = ratio(result -> percentile(result, 50));
        final Ratio p99 = ratio(result -> percentile(result, 99));
        final Ratio rate = ratio(PipelineRun.Result::ticksPerSecond);
        out.printf(
                Locale.ROOT,
                "%-9s %-7s ticks/s %.2f (%.2f to %.2f)   p50 %.2f (%.2f to %.2f)   p99 %.2f (%.2f to %.2f)%n",
                pace,
                "ratio",
                rate.median(),
                rate.least(),
                rate.most(),
                p50.median(),
                p50.least(),
                p50.most(),
                p99.median(),
                p99.least(),
                p99.most());
    }

    private void print(final PrintStream out, final String what, final List<PipelineRun.Result> results) {
        out.printf(
                Locale.ROOT,
                "%-9s %-7s %,11.0f %,9d | %9.1f %9.1f %9.1f |",
                pace,
                what,
                median(results, PipelineRun.Result::ticksPerSecond),
                results.get(0).orders().getTotalCount(),
                median(results, result -> percentile(result, PERCENTILES[0])),
                median(results, result -> percentile(result, PERCENTILES[1])),
                median(results, result -> percentile(result, PERCENTILES[2])));
        for (final Hop hop : HOPS) {
            out.printf(Locale.ROOT, " %8.1f", mean(results, hop));
        }
        out.println();
    }

    void writeTo(final JsonGenerator json) throws IOException {
        json.writeStartObject();
        setting.writeTo(json);
        json.writeStringField("pace", pace);
        write(json, "floor", floors);
        write(json, "engine", engines);
        json.writeObjectFieldStart("ratio");
        write(json, "ticksPerSecond", ratio(PipelineRun.Result::ticksPerSecond));
        for (final double percentile : PERCENTILES) {
            write(json, name(percentile), ratio(result -> percentile(result, percentile)));
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void write(final JsonGenerator json, final String what, final List<PipelineRun.Result> results)
            throws IOException {
        json.writeObjectFieldStart(what);
        json.writeNumberField("ticksPerSecond", median(results, PipelineRun.Result::ticksPerSecond));
        json.writeNumberField("orders", results.get(0).orders().getTotalCount());
        json.writeObjectFieldStart("tickToOrderUs");
        for (final double percentile : PERCENTILES) {
            json.writeNumberField(name(percentile), median(results, result -> percentile(result, percentile)));
        }
        json.writeEndObject();
        json.writeObjectFieldStart("meanUs");
        for (final Hop hop : HOPS) {
            json.writeNumberField(hop.label(), mean(results, hop));
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void write(final JsonGenerator json, final String what, final Ratio ratio) throws IOException {
        json.writeObjectFieldStart(what);
        json.writeNumberField("median", ratio.median());
        json.writeNumberField("least", ratio.least());
        json.writeNumberField("most", ratio.most());
        json.writeEndObject();
    }

    private static String name(final double percentile) {
        return "p" + (percentile == Math.rint(percentile) ? Integer.toString((int) percentile) : percentile);
    }

    private Ratio ratio(final ToDoubleFunction<PipelineRun.Result> figure) {
        final double[] ratios = new double[floors.size()];
        for (int pair = 0; pair < ratios.length; pair++) {
            ratios[pair] = figure.applyAsDouble(engines.get(pair)) / figure.applyAsDouble(floors.get(pair));
        }
        Arrays.sort(ratios);
        return new Ratio(ratios[ratios.length / 2], ratios[0], ratios[ratios.length - 1]);
    }

    private static double percentile(final PipelineRun.Result result, final double percentile) {
        return Math.max(1, result.orders().getValueAtPercentile(percentile)) / US;
    }

    private static double mean(final List<PipelineRun.Result> results, final Hop hop) {
        return median(results, result -> result.hops().get(hop).getMean() / US);
    }

    private static double median(
            final List<PipelineRun.Result> results, final ToDoubleFunction<PipelineRun.Result> figure) {
        final double[] sorted = results.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
