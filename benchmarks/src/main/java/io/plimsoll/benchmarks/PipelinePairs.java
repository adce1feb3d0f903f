package io.plimsoll.benchmarks;

import io.plimsoll.daemon.latency.Hop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Runs of the floor and of the engine in turn, at one setting, regime and pace. Medians over the runs; ratios, engine to floor, pair by pair, whose
 * spread is told by {@link Spread}.
 */
final class PipelinePairs {
    /** The percentiles told, all from due time. */
    static final List<Double> PERCENTILES = List.of(50.0, 99.0, 99.9);
    /** The stretches that follow one another and make up the way from tick to processed. */
    static final List<Hop> WAY = List.of(Hop.RECEIVE_TO_SEQUENCE, Hop.SEQUENCE_TO_ENGINE, Hop.ENGINE);

    private static final double US = 1e3;

    private final PipelineSetting setting;
    private final PipelineRegime regime;
    private final String pace;
    private final List<PipelineRun.Result> floors = new ArrayList<>();
    private final List<PipelineRun.Result> engines = new ArrayList<>();

    PipelinePairs(final PipelineSetting setting, final PipelineRegime regime, final String pace) {
        this.setting = setting;
        this.regime = regime;
        this.pace = pace;
    }

    void add(final PipelineRun.Result floor, final PipelineRun.Result engine) {
        floors.add(floor);
        engines.add(engine);
    }

    PipelineSetting setting() {
        return setting;
    }

    PipelineRegime regime() {
        return regime;
    }

    String pace() {
        return pace;
    }

    int count() {
        return engines.size();
    }

    List<PipelineRun.Result> floors() {
        return floors;
    }

    List<PipelineRun.Result> engines() {
        return engines;
    }

    /** Of a figure, engine to floor. */
    Spread ratio(final ToDoubleFunction<PipelineRun.Result> figure) {
        final double[] ratios = new double[engines.size()];
        for (int pair = 0; pair < ratios.length; pair++) {
            ratios[pair] = figure.applyAsDouble(engines.get(pair)) / figure.applyAsDouble(floors.get(pair));
        }
        return Spread.of(ratios);
    }

    /** A percentile of the stretch that the regime measures, microseconds; at least a nanosecond. */
    ToDoubleFunction<PipelineRun.Result> percentile(final double percentile) {
        return result -> Math.max(1, result.of(regime.measured()).getValueAtPercentile(percentile)) / US;
    }

    /** Mean of a stretch, microseconds. */
    static ToDoubleFunction<PipelineRun.Result> mean(final Hop hop) {
        return result -> result.of(hop).getMean() / US;
    }

    /** What a stretch took of all that records took from tick to processed, 0 to 1. */
    static ToDoubleFunction<PipelineRun.Result> share(final Hop hop) {
        return result -> result.sum(hop) / result.sum(Hop.TICK_TO_PROCESSED);
    }

    static double median(final List<PipelineRun.Result> results, final ToDoubleFunction<PipelineRun.Result> figure) {
        return Spread.of(results.stream().mapToDouble(figure).toArray()).median();
    }

    static String name(final double percentile) {
        return "p" + (percentile == Math.rint(percentile) ? Integer.toString((int) percentile) : percentile);
    }
}
