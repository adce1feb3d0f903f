package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.feeds.FeedsCheck;
import io.plimsoll.journal.config.ExitCode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feeds record}: keeps what venues send, as it comes. */
@Command(
        name = "record",
        description = {
            "Connects to every venue of a configuration and keeps each message as it comes: a file an hour and source.",
            "Such files play again as a feed of type capture. Tells what came at the end."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  plimsoll feeds record --config config/plimsoll.yaml --for 1h -o raw"})
final class FeedsRecordCommand implements Callable<Integer> {
    @Mixin
    private FeedsOptions options = new FeedsOptions();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            required = true,
            description = "Where the files go; made if it is not there.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws InterruptedException {
        try (FeedsCheck feeds = options.open(Optional.of(out))) {
            options.listen(feeds);
            feeds.report().forEach(System.out::println);
        }
        return ExitCode.OK.code();
    }
}
