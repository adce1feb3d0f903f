package io.plimsoll.daemon.run;

import io.plimsoll.daemon.feeds.LivePriceFeed;
import io.plimsoll.daemon.metrics.Metric;
import io.plimsoll.daemon.metrics.Scrape;
import io.plimsoll.feed.live.LiveCounters;
import io.plimsoll.feed.live.SymbolPrice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.concurrent.EpochNanoClock;

/**
 * How far this machine's clock is ahead of each venue's, at most. Nobody here asks a time server: what a venue says of the time of its prices,
 * against this clock, is what can be seen from inside. Polled by the duty thread, scraped by any.
 */
final class VenueClocks {
    private final List<VenueClock> venues = new ArrayList<>();
    private final EpochNanoClock clock;

    /**
     * Has seen nothing yet.
     *
     * @param clock that event time is taken from
     * @param nowNs of the monotonic clock
     */
    VenueClocks(final List<LivePriceFeed> feeds, final EpochNanoClock clock, final long nowNs) {
        this.clock = clock;
        feeds.forEach(feed -> venues.add(new VenueClock(feed, new LeastOffset(nowNs))));
    }

    /** A look at each symbol's last price; one that was seen before counts for nothing new, since it only gets older. */
    void poll(final long nowNs) {
        for (final VenueClock venue : venues) {
            final LiveCounters counters = venue.feed.counters();
            for (int symbol = 0; symbol < counters.symbols().size(); symbol++) {
                final Optional<SymbolPrice> last = counters.lastPrice(symbol);
                if (last.isPresent() && last.get().receiveNs() > venue.seenNs) {
                    venue.newestNs = Math.max(venue.newestNs, last.get().receiveNs());
                    venue.offset.seen(clock.nanoTime() - last.get().publishNs(), nowNs);
                }
            }
            venue.seenNs = venue.newestNs;
        }
    }

    void add(final Scrape scrape, final long nowNs) {
        for (final VenueClock venue : venues) {
            venue.offset
                    .least(nowNs)
                    .ifPresent(offsetNs -> scrape.setNanos(Metric.FEED_CLOCK_OFFSET, offsetNs, venue.feed.name()));
        }
    }

    // What one venue's prices have said.
    private static final class VenueClock {
        private final LivePriceFeed feed;
        private final LeastOffset offset;
        private long seenNs = Long.MIN_VALUE;
        private long newestNs = Long.MIN_VALUE;

        VenueClock(final LivePriceFeed feed, final LeastOffset offset) {
            this.feed = feed;
            this.offset = offset;
        }
    }
}
