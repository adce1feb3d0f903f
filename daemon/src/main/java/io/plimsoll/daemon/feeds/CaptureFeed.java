package io.plimsoll.daemon.feeds;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.PriceIds;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.live.capture.CaptureReader;
import io.plimsoll.feed.live.capture.CaptureTicks;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.talk.EventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.agrona.CloseHelper;

/** A venue's captured messages that play as a live feed: read by the venue's parser, and believed as the venue itself would be. */
public final class CaptureFeed implements PriceFeed {
    private static final EventLog LOG = EventLog.of(CaptureFeed.class);

    private final String name;
    private final CaptureTicks ticks;
    private final ReplayThread thread;

    /**
     * Looks at the head of every file.
     *
     * @param prices what the configuration's prices are
     * @param errors told who cannot go on, and why
     */
    public CaptureFeed(
            final CaptureFeedConfig feed,
            final PriceIds prices,
            final InputPort port,
            final BiConsumer<String, Throwable> errors)
            throws IOException {
        name = feed.name();
        ticks = ticks(feed, prices);
        thread = new ReplayThread(feed, ticks, feed.pace(), port, errors, this::tell);
    }

    private void tell() {
        LOG.info(LogCode.FEED, "feed {}: played to its end; {}", name, summary(ticks));
        ticks.defects().forEach(defect -> LOG.warn(LogCode.FEED, "feed {}: {}", name, defect));
    }

    /** What was played so far, for people. */
    public static String summary(final CaptureTicks ticks) {
        return String.format(
                Locale.ROOT,
                "%,d messages, %,d that cannot be read, %,d prices dropped as repeated, old or of the future",
                ticks.messages(),
                ticks.malformed(),
                ticks.dropped());
    }

    /**
     * The ticks of a feed's files.
     *
     * @param prices what the configuration's prices are
     * @throws UserError where there is no file, or one is none that was captured
     */
    public static CaptureTicks ticks(final CaptureFeedConfig feed, final PriceIds prices) throws IOException {
        final SymbolIndex symbols = Venues.symbols(feed.symbols(), prices);
        return new CaptureTicks(files(feed), Venues.captured(feed.venue(), symbols), symbols);
    }

    /**
     * The feed's files, in their order.
     *
     * @throws UserError where there is none, or one is none that was captured
     */
    public static List<Path> files(final CaptureFeedConfig feed) throws IOException {
        final List<Path> files = named(feed);
        for (final Path file : files) {
            try {
                new CaptureReader(file).close();
            } catch (final IOException e) {
                throw new UserError("feed '" + feed.name() + "': " + e.getMessage());
            }
        }
        return files;
    }

    private static List<Path> named(final CaptureFeedConfig feed) throws IOException {
        if (Files.isRegularFile(feed.path())) {
            return List.of(feed.path());
        }
        final Pattern name =
                Pattern.compile(Pattern.quote(feed.recorded()) + "-[0-9]{8}T[0-9]{2}-[0-9]{3}\\.capture(\\.part)?");
        final List<Path> files = new ArrayList<>();
        if (Files.isDirectory(feed.path())) {
            try (Stream<Path> all = Files.list(feed.path())) {
                all.filter(file -> name.matcher(file.getFileName().toString()).matches())
                        .filter(file -> file.toFile().length() > 0) // a process that died at once left nothing in it
                        .sorted()
                        .forEach(files::add);
            }
        }
        if (files.isEmpty()) {
            throw new UserError("feed '" + feed.name() + "': " + feed.path() + " is no captured file, nor a folder of "
                    + feed.recorded() + "-YYYYMMDDTHH-NNN.capture");
        }
        return files;
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
        json.writeNumberField("messages", ticks.messages());
        json.writeNumberField("malformed", ticks.malformed());
        json.writeNumberField("dropped", ticks.dropped());
        json.writeArrayFieldStart("defects");
        for (final String defect : ticks.defects()) {
            json.writeString(defect);
        }
        json.writeEndArray();
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
        CloseHelper.quietClose(ticks);
    }
}
