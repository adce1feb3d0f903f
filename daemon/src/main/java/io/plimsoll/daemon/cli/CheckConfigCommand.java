package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.run.DaemonConfig;
import io.plimsoll.daemon.run.GuardWarnings;
import io.plimsoll.journal.config.ExitCode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code check-config}: whether a daemon would start with a configuration. */
@Command(
        name = "check-config",
        description = {
            "Reads a configuration and the files that it names as a start would, and says what it comes to.",
            "A mistake is told by file and line, with exit code 2. Whether the machine is fit is doctor's business."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  plimsoll check-config --config config/plimsoll.yaml"})
final class CheckConfigCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The configuration.")
    private Path config = Path.of("");

    @Override
    public Integer call() {
        final DaemonConfig read = DaemonConfig.read(config);
        System.out.printf(
                "%s: in order: mode %s, profile %s, %s, %s, %s, %s, hash %016x%n",
                config,
                read.mode().name().toLowerCase(Locale.ROOT),
                read.definitions().profile().name(),
                count(read.definitions().assets().size(), "asset"),
                count(read.definitions().instruments().size(), "instrument"),
                count(read.feeds().size(), "price feed"),
                count(read.accountSources().size(), "account source"),
                read.hash());
        GuardWarnings.ofQuorums(read.definitions()).forEach(warning -> System.out.println("warning: " + warning));
        return ExitCode.OK.code();
    }

    private static String count(final int number, final String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
