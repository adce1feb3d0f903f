package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.latency.LatencyFile;
import io.plimsoll.daemon.latency.LatencyPlot;
import io.plimsoll.journal.config.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code latency}: a histogram log as a percentile table and a plot. */
@Command(
        name = "latency",
        description = {
            "Prints the percentiles of histogram logs (.hlog) and draws them as one SVG.",
            "Two files are compared, percentile by percentile: another day's, another machine's, a hop's and the hiccups beside it."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  plimsoll latency data/latency/tick-order.hlog",
            "  plimsoll latency data/latency/2026-11-29/tick-order.hlog data/latency/tick-order.hlog",
            "  plimsoll latency --svg all.svg data/latency/*.hlog"
        })
final class LatencyCommand implements Callable<Integer> {
    private static final double[] PERCENTILES = {50, 75, 90, 99, 99.9, 99.99, 99.999, 100};
    private static final double NS_PER_US = 1e3;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Histogram logs, of nanoseconds.")
    private List<Path> files = List.of();

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            description = "Where the plot goes. Default: the first file's name with .svg.")
    private Path svg;

    @Override
    public Integer call() throws IOException {
        final List<LatencyPlot.Curve> curves = new ArrayList<>();
        for (final Path file : files) {
            curves.add(new LatencyPlot.Curve(curveName(file), LatencyFile.read(file)));
        }
        if (curves.size() == 2) {
            compare(curves.get(0), curves.get(1));
        } else {
            curves.forEach(curve -> print(curve.name(), curve.histogram()));
        }
        final Path target = svg != null ? svg : files.get(0).resolveSibling(name(files.get(0)) + ".svg");
        final String title = curves.size() == 1 ? "Latency, " + curves.get(0).name() : "Latency by hop";
        Files.writeString(target, LatencyPlot.svg(title, curves));
        System.err.println("plot: " + target);
        return ExitCode.OK.code();
    }

    private static void print(final String name, final Histogram histogram) {
        System.out.printf(Locale.ROOT, "%s: %,d values%n", name, histogram.getTotalCount());
        System.out.printf(Locale.ROOT, "%12s %14s %14s%n", "percentile", "us", "values above");
        for (final double percentile : PERCENTILES) {
            final long value = histogram.getValueAtPercentile(percentile);
            final long above = histogram.getTotalCount() - histogram.getCountBetweenValues(0, value);
            System.out.printf(Locale.ROOT, "%12s %14.3f %,14d%n", trimmed(percentile), value / NS_PER_US, above);
        }
        System.out.printf(
                Locale.ROOT,
                "%12s %14.3f%n%12s %14.3f%n%n",
                "mean",
                histogram.getMean() / NS_PER_US,
                "stddev",
                histogram.getStdDeviation() / NS_PER_US);
    }

    private static void compare(final LatencyPlot.Curve first, final LatencyPlot.Curve second) {
        System.out.printf(
                Locale.ROOT,
                "first:  %s, %,d values%nsecond: %s, %,d values%n",
                first.name(),
                first.histogram().getTotalCount(),
                second.name(),
                second.histogram().getTotalCount());
        System.out.printf(
                Locale.ROOT, "%12s %14s %14s %14s%n", "percentile", "first, us", "second, us", "second/first");
        for (final double percentile : PERCENTILES) {
            printPair(trimmed(percentile), (double) first.histogram().getValueAtPercentile(percentile), (double)
                    second.histogram().getValueAtPercentile(percentile));
        }
        printPair("mean", first.histogram().getMean(), second.histogram().getMean());
    }

    private static void printPair(final String what, final double first, final double second) {
        final String ratio = first == 0 ? "-" : String.format(Locale.ROOT, "%.2f", second / first);
        System.out.printf(Locale.ROOT, "%12s %14.3f %14.3f %14s%n", what, first / NS_PER_US, second / NS_PER_US, ratio);
    }

    // Of two files of one name the folders tell them apart.
    private String curveName(final Path file) {
        final boolean isAlone =
                files.stream().filter(other -> name(other).equals(name(file))).count() == 1;
        return isAlone ? name(file) : file.toString().replaceAll("\\.hlog$", "");
    }

    private static String trimmed(final double percentile) {
        return String.valueOf(percentile).replaceAll("\\.0$", "");
    }

    private static String name(final Path file) {
        return file.getFileName().toString().replaceAll("\\.hlog$", "");
    }
}
