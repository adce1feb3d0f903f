package io.plimsoll.daemon.run;

import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.WallClock;
import io.plimsoll.feed.WhenFull;
import io.plimsoll.feed.file.RecordedFile;
import io.plimsoll.feed.file.RecordedTicks;
import io.plimsoll.feed.pace.Pacer;
import io.plimsoll.feed.pace.Replay;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A recorded file that plays as a live feed, on its own thread; its ticks get the sequencing stage's time. */
final class FileFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileFeed.class);

    private final String name;
    private final PricePublisher publisher;
    private final Replay replay;
    private final Thread thread;
    private final long tickCount;

    FileFeed(final DaemonConfig.FeedConfig feed, final Names names, final InputPort port, final ErrorSink errors)
            throws IOException {
        name = feed.name();
        final RecordedTicks ticks = RecordedFile.read(feed.file(), names, feed.prices());
        tickCount = ticks.tickCount();
        if (ticks.mayBeCut()) {
            LOG.warn(
                    "{}: the last line has no end; if the file was cut short, its last price is not what was recorded",
                    feed.file());
        }
        publisher = new PricePublisher(port, WhenFull.CONFLATE);
        replay = new Replay(
                ticks.ticks(),
                feed.source(),
                new Pacer(feed.pace(), System::nanoTime, LockSupport::parkNanos),
                WallClock.INSTANCE,
                publisher);
        thread = new Thread(() -> run(errors), "plimsoll-feed-" + name);
        thread.setDaemon(true);
    }

    private void run(final ErrorSink errors) {
        try {
            replay.run();
        } catch (final RuntimeException | Error e) {
            errors.onError(name, e);
        }
    }

    void start() {
        thread.start();
    }

    String name() {
        return name;
    }

    long tickCount() {
        return tickCount;
    }

    long published() {
        return publisher.published();
    }

    long conflated() {
        return publisher.conflated();
    }

    @Override
    public void close() {
        thread.interrupt();
        Threads.join(thread);
    }
}
