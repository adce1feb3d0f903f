package io.plimsoll.daemon.feeds;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.PriceIds;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.SourceStates;
import io.plimsoll.feed.WhenFull;
import io.plimsoll.feed.live.FrameTap;
import io.plimsoll.feed.live.LiveContext;
import io.plimsoll.feed.live.LiveCounters;
import io.plimsoll.feed.live.LiveFeed;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.live.SymbolPrice;
import io.plimsoll.feed.live.Venue;
import io.plimsoll.feed.live.Verdict;
import io.plimsoll.feed.live.capture.CaptureWriter;
import io.plimsoll.feed.live.net.JdkTransport;
import io.plimsoll.journal.talk.EventLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.agrona.CloseHelper;
import org.agrona.concurrent.EpochNanoClock;

/** A venue that is listened to. */
public final class LivePriceFeed implements PriceFeed {
    private static final EventLog LOG = EventLog.of(LivePriceFeed.class);

    private static final long LEAST_FREE_BYTES = 1L << 30; // the journal on the same disk goes before a capture

    private final String name;
    private final PricePublisher publisher;
    private final int source;
    private final SourceStates states;
    private final LiveFeed feed;
    private final CaptureWriter tap;

    /**
     * Reads the secret, and connects to nobody yet.
     *
     * @param prices what the configuration's prices are
     * @param clock the time of day, which ages are measured against
     * @param capture where every message is kept as it came, if anywhere
     * @param errors told who met a fault, and which
     */
    public LivePriceFeed(
            final LiveFeedConfig config,
            final PriceIds prices,
            final InputPort port,
            final EpochNanoClock clock,
            final Optional<Path> capture,
            final BiConsumer<String, Throwable> errors) {
        name = config.name();
        source = config.source();
        publisher = new PricePublisher(port, WhenFull.CONFLATE);
        final SymbolIndex symbols = Venues.symbols(config.symbols(), prices);
        final Venue venue = Venues.of(config, symbols, System.getenv());
        tap = capture.map(folder -> newCapture(folder, venue)).orElse(null);
        states = new SourceStates(port, publisher);
        final LiveContext context = new LiveContext(
                        name,
                        config.source(),
                        venue,
                        symbols,
                        publisher,
                        (down, atNs) -> states.down(down, System.nanoTime(), InputPort.LIVE_TIME),
                        cause -> errors.accept(name, cause))
                .wallClock(clock)
                .tap(tap == null ? FrameTap.NONE : tap)
                .notices(notice -> LOG.info(LogCode.FEED, "feed {}", notice));
        feed = new LiveFeed(context, JdkTransport::new);
    }

    private CaptureWriter newCapture(final Path folder, final Venue venue) {
        return new CaptureWriter(
                folder,
                name,
                venue.limits().maxFrameBytes(),
                LEAST_FREE_BYTES,
                notice -> LOG.warn(LogCode.FEED_CAPTURE, "capture {}", notice));
    }

    @Override
    public String name() {
        return name;
    }

    /** Begins to connect. What a run before this one heard of the source is believed no longer: it may never come back. */
    @Override
    public void start() {
        states.down(source, System.nanoTime(), InputPort.LIVE_TIME);
        feed.start();
    }

    /** Why what it hears is kept no longer, if it was and should be. After {@link #close} it is the last word. */
    public Optional<String> captureEndedBy() {
        return Optional.ofNullable(tap).flatMap(CaptureWriter::endedBy);
    }

    /** What it has done so far. */
    public LiveCounters counters() {
        return feed.counters();
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
    public void writeStatus(final JsonGenerator json) throws IOException {
        final LiveCounters counters = counters();
        json.writeBooleanField("up", counters.isUp());
        json.writeArrayFieldStart("connections");
        for (int i = 0; i < counters.connections(); i++) {
            json.writeString(counters.state(i).name().toLowerCase(Locale.ROOT));
        }
        json.writeEndArray();
        json.writeNumberField("messages", counters.messages());
        json.writeNumberField("lastMessageNs", counters.lastMessageNs());
        json.writeNumberField("malformed", counters.malformed());
        json.writeNumberField("unknownSymbols", counters.unknownSymbols());
        json.writeNumberField("closedMarkets", counters.closedMarkets());
        json.writeObjectFieldStart("prices");
        for (final Verdict verdict : Verdict.values()) {
            json.writeNumberField(verdict.name().toLowerCase(Locale.ROOT), counters.count(verdict));
        }
        json.writeEndObject();
        json.writeNumberField("gaps", counters.gaps());
        json.writeNumberField("reconnects", counters.reconnects());
        json.writeNumberField("rotations", counters.rotations());
        json.writeNumberField("downs", counters.downs());
        json.writeNumberField("backfills", counters.backfills());
        json.writeObjectFieldStart("lastPublishNs");
        for (int symbol = 0; symbol < counters.symbols().size(); symbol++) {
            final Optional<SymbolPrice> last = counters.lastPrice(symbol);
            json.writeFieldName(counters.symbols().name(symbol));
            if (last.isPresent()) {
                json.writeNumber(last.get().publishNs());
            } else {
                json.writeNull();
            }
        }
        json.writeEndObject();
        json.writeStringField("lastFailure", counters.lastFailure().orElse(""));
    }

    @Override
    public void close() {
        feed.close();
        CloseHelper.close(tap);
    }
}
