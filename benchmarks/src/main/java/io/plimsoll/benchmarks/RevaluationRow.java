package io.plimsoll.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The same run in each fork, next to what it is compared with there.
 *
 * @param results of each fork
 * @param base of each fork likewise: of a plain run the plain run by index, of another the plain run by the same finder; empty: there is none
 */
record RevaluationRow(
        String regime,
        Contestant finder,
        RevaluationVariant variant,
        List<RevaluationResult> results,
        List<RevaluationResult> base) {
    /** Rows of everything that the first fork measured, in its order. */
    static List<RevaluationRow> of(final List<List<RevaluationMeasured>> forks) {
        return forks.get(0).stream().map(first -> of(first, forks)).toList();
    }

    private static RevaluationRow of(final RevaluationMeasured first, final List<List<RevaluationMeasured>> forks) {
        final String regime = first.regime();
        final boolean isPlain = first.variant() == RevaluationVariant.PLAIN;
        final boolean isBase = isPlain && first.finder() == Contestant.INDEX;
        return new RevaluationRow(
                regime,
                first.finder(),
                first.variant(),
                results(forks, regime, first.finder(), first.variant()),
                isBase
                        ? List.of()
                        : results(
                                forks, regime, isPlain ? Contestant.INDEX : first.finder(), RevaluationVariant.PLAIN));
    }

    private static List<RevaluationResult> results(
            final List<List<RevaluationMeasured>> forks,
            final String regime,
            final Contestant finder,
            final RevaluationVariant variant) {
        return forks.stream()
                .flatMap(List::stream)
                .filter(measured -> measured.isOf(regime, finder, variant))
                .map(RevaluationMeasured::result)
                .toList();
    }

    /** Of any figure, over the forks. */
    Spread spread(final ToDoubleFunction<RevaluationResult> figure) {
        return Spread.of(results.stream().mapToDouble(figure).toArray());
    }

    /** What it costs to what it is compared with, fork by fork: a tick, or with a bound, whose ticks are more, all of them. */
    Optional<Spread> ratio() {
        final ToDoubleFunction<RevaluationResult> cost =
                variant == RevaluationVariant.BOUND ? RevaluationResult::cpuNs : RevaluationResult::nsPerTick;
        if (base.size() != results.size()) {
            return Optional.empty();
        }
        final double[] ratios = new double[results.size()];
        for (int fork = 0; fork < ratios.length; fork++) {
            ratios[fork] = cost.applyAsDouble(results.get(fork)) / cost.applyAsDouble(base.get(fork));
        }
        return Optional.of(Spread.of(ratios));
    }
}
