package io.plimsoll.daemon.feeds;

import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.PriceIds;
import io.plimsoll.feed.WallClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.agrona.CloseHelper;

/**
 * Every venue of a configuration, listened to without a daemon: its prices go to an engine that has the configuration's guards and no
 * account, and nothing is kept. Any thread.
 */
public final class FeedsCheck implements AutoCloseable {
    private final DefinitionSet definitions;
    private final GuardStates states = new GuardStates();
    private final CheckEngine engine;
    private final List<LiveFeedConfig> configs = new ArrayList<>();
    private final List<LivePriceFeed> feeds = new ArrayList<>();
    private final long startedNs = WallClock.INSTANCE.nanoTime();

    /**
     * Reads every secret, and connects to nobody yet. Recorded files are left out: there is nothing to check.
     *
     * @param capture where every message is kept as it came, if anywhere
     * @param errors told who cannot go on, and why
     */
    public FeedsCheck(
            final List<FeedConfig> all,
            final DefinitionSet definitions,
            final Optional<Path> capture,
            final BiConsumer<String, Throwable> errors) {
        this.definitions = definitions;
        engine = new CheckEngine(definitions, states, WallClock.INSTANCE);
        final PriceIds prices = symbol -> {
            final DefinitionSet.PriceRef price = definitions.price(symbol);
            return price == null ? null : new PriceId(price.id(), price.decimals());
        };
        for (final FeedConfig config : all) {
            if (config instanceof LiveFeedConfig live) {
                configs.add(live);
                feeds.add(new LivePriceFeed(live, prices, engine, WallClock.INSTANCE, capture, errors));
            }
        }
    }

    /** How many venues there are to listen to. */
    public int size() {
        return feeds.size();
    }

    /** Begins to connect. */
    public void start() {
        feeds.forEach(LivePriceFeed::start);
    }

    /** Lets the guards see that time has passed: about once a second. */
    public void timer() {
        engine.timer();
    }

    /** Captures that ended early, a line each; after {@link #close} these are all. */
    public List<String> endedCaptures() {
        final List<String> ended = new ArrayList<>();
        for (final LivePriceFeed feed : feeds) {
            feed.captureEndedBy()
                    .ifPresent(reason -> ended.add("the capture of '" + feed.name() + "' ended early: " + reason));
        }
        return ended;
    }

    /** Whether every capture has ended early, so that nothing is kept any more. */
    public boolean keepsNothing() {
        return endedCaptures().size() == feeds.size();
    }

    /** What has come so far, as lines for people. */
    public List<String> report() {
        return new FeedsReport(definitions, states, startedNs, WallClock.INSTANCE.nanoTime()).lines(configs, feeds);
    }

    /** Whether every source is up with a price of each symbol whose market is open, and every guarded price VALID. */
    public boolean isWell() {
        return new FeedsReport(definitions, states, startedNs, WallClock.INSTANCE.nanoTime()).isWell(feeds);
    }

    @Override
    public void close() {
        CloseHelper.closeAll(feeds);
    }
}
