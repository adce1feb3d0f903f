package io.plimsoll.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What a tick costs the engine alone, by index, by sweep and as the tests' oracle does it, over the same book and the same prices: CPU time of
 * the thread, units looked at, and the ratios. Regime by regime, each finder with an engine of its own, all of it again in each of several JVMs.
 */
@Command(name = "revaluation", mixinStandardHelpOptions = true)
public final class RevaluationBenchmark implements Callable<Integer> {
    @Mixin
    private RevaluationOptions options = new RevaluationOptions();

    @Option(
            names = "--forks",
            defaultValue = "1",
            description =
                    "JVMs that measure, one after the other; the table has the median. Default: ${DEFAULT-VALUE}.")
    private int forks = 1;

    @Option(names = "--json", description = "Write the figures to this file as well.")
    private Path json;

    @Spec
    private CommandSpec spec;

    public static void main(final String[] args) {
        System.exit(new CommandLine(new RevaluationBenchmark())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws IOException {
        check();
        final Environment environment = Environment.here();
        System.out.printf("%s%n%s, forks %d%n%n", environment, options.text(), forks);
        final List<List<RevaluationMeasured>> measured = new ArrayList<>();
        for (int fork = 1; fork <= forks; fork++) {
            measured.add(measure(fork));
        }
        final List<RevaluationRow> rows = RevaluationRow.of(measured);
        new RevaluationTable(System.out, options.bound()).print(rows);
        if (json != null) {
            JsonReport.write(json, environment, out -> {
                options.writeTo(out);
                out.writeNumberField("forks", forks);
                new RevaluationJson(out).write(rows);
            });
        }
        return 0;
    }

    private void check() {
        if (forks < 1) {
            throw new ParameterException(spec.commandLine(), "--forks " + forks + ": expected 1 or more");
        }
        if (!options.overtaxed().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--accounts " + options.accounts() + ": too many for " + options.overtaxed());
        }
        if (options.regimes().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--regime: there is none of that name");
        }
    }

    private List<RevaluationMeasured> measure(final int fork) throws IOException {
        final List<RevaluationMeasured> measured = new ArrayList<>();
        Forks.run(
                RevaluationFork.class,
                options.arguments(),
                line -> RevaluationMeasured.parse(line)
                        .ifPresentOrElse(
                                result -> {
                                    tell(fork, result);
                                    measured.add(result);
                                },
                                () -> System.err.println(line)));
        return measured;
    }

    // For whoever waits: the table comes at the end.
    private static void tell(final int fork, final RevaluationMeasured measured) {
        System.err.printf(
                Locale.ROOT,
                "fork %d: %s, %s, %s: %,.1f ns/tick%n",
                fork,
                measured.regime(),
                measured.finder(),
                measured.variant(),
                measured.result().nsPerTick());
    }
}
