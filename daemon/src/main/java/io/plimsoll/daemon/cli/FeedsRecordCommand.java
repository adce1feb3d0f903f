package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.feeds.FeedsCheck;
import io.plimsoll.journal.config.ExitCode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
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
            "Such files play again as a feed of type capture. Tells what came at the end. Ends early, with an exit code of its own, where no file can be written."
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
        final FeedsCheck feeds = options.open(Optional.of(out));
        try (feeds) {
            options.listen(feeds, feeds::keepsNothing);
            feeds.report().forEach(System.out::println);
        }
        return conclude(feeds.endedCaptures(), System.err).code(); // the last of it is written when they are closed
    }

    static ExitCode conclude(final List<String> endedCaptures, final PrintStream err) {
        endedCaptures.forEach(ended -> err.println("plimsoll: " + ended + "; what came after that is not kept"));
        return endedCaptures.isEmpty() ? ExitCode.OK : ExitCode.CAPTURE_CUT;
    }
}
