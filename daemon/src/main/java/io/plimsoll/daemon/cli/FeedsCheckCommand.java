package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.feeds.FeedsCheck;
import io.plimsoll.journal.config.ExitCode;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code feeds check}: whether every source speaks, and what the guards make of them. */
@Command(
        name = "check",
        description = {
            "Connects to every venue of a configuration and tells, at the end, of each: whether it is up, its rate, the age of",
            "each price, what was dropped and why; and of each price whether its guard believes it. Ends with exit code 44",
            "where a source is down, a symbol had no price, or a guarded price is not VALID."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  plimsoll feeds check --config config/plimsoll.yaml --for 30s"})
final class FeedsCheckCommand implements Callable<Integer> {
    @Mixin
    private FeedsOptions options = new FeedsOptions();

    @Override
    public Integer call() throws InterruptedException {
        try (FeedsCheck feeds = options.open(Optional.empty())) {
            options.listen(feeds, () -> false);
            feeds.report().forEach(System.out::println);
            return (feeds.isWell() ? ExitCode.OK : ExitCode.FEEDS_UNWELL).code();
        }
    }
}
