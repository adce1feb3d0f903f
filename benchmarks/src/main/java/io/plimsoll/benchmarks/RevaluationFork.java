package io.plimsoll.benchmarks;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** All runs once, in this JVM; each result is a line on standard output. Started by {@link RevaluationBenchmark}. */
@Command(name = "revaluation-fork")
public final class RevaluationFork implements Callable<Integer> {
    @Mixin
    private RevaluationOptions options = new RevaluationOptions();

    public static void main(final String[] args) {
        System.exit(new CommandLine(new RevaluationFork()).execute(args));
    }

    @Override
    public Integer call() {
        warmUp();
        for (final RevaluationRegime regime : options.regimes()) {
            for (final Contestant finder : options.finders()) {
                for (final RevaluationVariant variant : options.variants(regime)) {
                    final RevaluationResult result = measure(regime, finder, variant);
                    System.out.println(new RevaluationMeasured(regime.name(), finder, variant, result).line());
                }
            }
        }
        return 0;
    }

    // What is compiled late would be measured cold: a gap is 64 ticks long.
    private void warmUp() {
        for (final Contestant finder : options.finders()) {
            final int accounts = Math.min(options.accounts(), finder.warmUpAccounts());
            for (final RevaluationRegime regime : RevaluationRegime.ALL) {
                for (final RevaluationVariant variant : options.variants(regime)) {
                    new RevaluationRun(options, accounts, finder, variant)
                            .play(regime.first(finder.rounds(options.accounts())));
                }
            }
        }
    }

    private RevaluationResult measure(
            final RevaluationRegime regime, final Contestant finder, final RevaluationVariant variant) {
        final int accounts = options.accounts();
        final RevaluationRun run = new RevaluationRun(options, accounts, finder, variant);
        run.play(RevaluationRegime.SETTLING.first(finder.settlingRounds(accounts)));
        return run.play(regime.first(finder.rounds(accounts)));
    }
}
