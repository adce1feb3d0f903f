package io.plimsoll.daemon.feeds;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.PriceIds;
import io.plimsoll.feed.file.RecordedFile;
import io.plimsoll.feed.file.RecordedTicks;
import io.plimsoll.journal.talk.EventLog;
import java.io.IOException;
import java.util.function.BiConsumer;

/** A recorded file that plays as a live feed. */
public final class FileFeed implements PriceFeed {
    private static final EventLog LOG = EventLog.of(FileFeed.class);

    private final String name;
    private final ReplayThread thread;
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
        thread = new ReplayThread(
                feed,
                ticks.ticks(),
                feed.pace(),
                port,
                errors,
                () -> LOG.info(LogCode.FEED, "feed {}: played to its end", name));
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
        return thread.published();
    }

    @Override
    public long conflated() {
        return thread.conflated();
    }

    @Override
    public void close() {
        thread.close();
    }
}
