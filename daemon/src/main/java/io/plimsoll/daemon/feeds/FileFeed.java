package io.plimsoll.daemon.feeds;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.daemon.log.EventLog;
import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.PriceIds;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.WallClock;
import io.plimsoll.feed.WhenFull;
import io.plimsoll.feed.file.RecordedFile;
import io.plimsoll.feed.file.RecordedTicks;
import io.plimsoll.feed.pace.Pacer;
import io.plimsoll.feed.pace.Replay;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/** A recorded file that plays as a live feed, on its own thread; its ticks get the sequencing stage's time. */
public final class FileFeed implements PriceFeed {
    private static final EventLog LOG = EventLog.of(FileFeed.class);

    private final String name;
    private final PricePublisher publisher;
    private final Replay replay;
    private final Thread thread;
    private final long tickCount;

    /**
     * Reads the whole file.
     *
     * @param prices what its symbols price
     * @param errors told who cannot go on, and why
     */
    public FileFeed(
            final FileFeedConfig feed,
            final PriceIds prices,
            final InputPort port,
            final BiConsumer<String, Throwable> errors)
            throws IOException {
        name = feed.name();
        final RecordedTicks ticks = RecordedFile.read(feed.file(), prices, feed.prices());
        tickCount = ticks.tickCount();
        if (ticks.mayBeCut()) {
            LOG.warn(
                    LogCode.FEED,
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

    private void run(final BiConsumer<String, Throwable> errors) {
        try {
            replay.run();
        } catch (final RuntimeException | Error e) {
            errors.accept(name, e);
        }
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void writeStatus(final JsonGenerator json) throws IOException {
        json.writeNumberField("ticks", tickCount);
    }

    @Override
    public long published() {
        return publisher.published();
    }

    @Override
    public long conflated() {
        return publisher.conflated();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
