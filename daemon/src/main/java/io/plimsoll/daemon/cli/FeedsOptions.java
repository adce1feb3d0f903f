package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.feeds.FeedFaults;
import io.plimsoll.daemon.feeds.FeedsCheck;
import io.plimsoll.daemon.run.DaemonConfig;
import io.plimsoll.daemon.run.OsSignals;
import io.plimsoll.journal.config.Amounts;
import io.plimsoll.journal.config.UserError;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Option;

/** Which sources a command listens to, and for how long. */
final class FeedsOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "The daemon's configuration: its venues, prices and guards.")
    private Path config = Path.of("");

    @Option(names = "--for", paramLabel = "DURATION", description = "How long, as 30s or 1h. Default: until a signal.")
    private String duration;

    /**
     * Every venue of the configuration.
     *
     * @param capture where every message is kept as it came, if anywhere
     */
    FeedsCheck open(final Optional<Path> capture) {
        final DaemonConfig read = DaemonConfig.read(config);
        final FeedsCheck feeds = new FeedsCheck(read.feeds(), read.definitions(), capture, new FeedFaults()::met);
        if (feeds.size() == 0) {
            throw new UserError(config + ": 'feeds' names no venue to listen to");
        }
        return feeds;
    }

    /**
     * Listens for as long as was asked for, or until SIGINT or SIGTERM.
     *
     * @param isInVain asked once a second: whether there is no use in going on
     */
    void listen(final FeedsCheck feeds, final BooleanSupplier isInVain) throws InterruptedException {
        final long limitNs = duration == null ? Long.MAX_VALUE : Amounts.parseNs(duration);
        if (limitNs == Amounts.NONE) {
            throw new UserError("--for " + duration + ": expected " + Amounts.DURATION);
        }
        final CountDownLatch stop = new CountDownLatch(1);
        OsSignals.handle("TERM", stop::countDown);
        OsSignals.handle("INT", stop::countDown);
        final long begun = System.nanoTime();
        feeds.start();
        long leftNs = limitNs;
        while (leftNs > 0
                && !isInVain.getAsBoolean()
                && !stop.await(Math.min(leftNs, TimeUnit.SECONDS.toNanos(1)), TimeUnit.NANOSECONDS)) {
            feeds.timer();
            leftNs = limitNs - (System.nanoTime() - begun);
        }
    }
}
