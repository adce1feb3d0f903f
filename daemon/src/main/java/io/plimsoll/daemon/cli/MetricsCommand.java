package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.metrics.MetricList;
import io.plimsoll.journal.config.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code metrics}: what the daemon shows to monitoring systems. */
@Command(
        name = "metrics",
        description = "What a daemon shows to monitoring systems at GET /metrics of its admin port.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  plimsoll metrics list"},
        subcommands = MetricsCommand.Listing.class)
final class MetricsCommand {
    private MetricsCommand() {}

    /** {@code list}. */
    @Command(
            name = "list",
            description = "Prints every metric: its name with its labels, type, unit and meaning.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  plimsoll metrics list | grep latency"})
    static final class Listing implements Callable<Integer> {
        @Option(names = "--markdown", description = "As rows of a table, as docs/operating/monitor.md has them.")
        private boolean markdown;

        @Override
        public Integer call() {
            (markdown ? MetricList.rows() : MetricList.lines()).forEach(System.out::println);
            return ExitCode.OK.code();
        }
    }
}
