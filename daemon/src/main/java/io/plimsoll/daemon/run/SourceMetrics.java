package io.plimsoll.daemon.run;

import io.plimsoll.daemon.feeds.LivePriceFeed;
import io.plimsoll.daemon.feeds.PriceFeed;
import io.plimsoll.daemon.metrics.Metric;
import io.plimsoll.daemon.metrics.Scrape;
import io.plimsoll.feed.live.LiveCounters;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What monitors see of price feeds and account sources. Polled by the duty thread, scraped by any. */
final class SourceMetrics {
    private final Sources sources;
    private final VenueClocks venueClocks;
    private final Map<String, SinceChange> feedAges = new HashMap<>(); // filled once
    private final Map<String, SinceChange> sourceAges = new HashMap<>(); // filled once

    SourceMetrics(final Sources sources, final long nowNs) {
        this.sources = sources;
        final Map<String, Supplier<OptionalLong>> live = new TreeMap<>();
        for (final PriceFeed feed : sources.feeds()) {
            if (feed instanceof LivePriceFeed venue) {
                live.put(venue.name(), venue.counters()::takeLeastOffset);
            }
        }
        venueClocks = new VenueClocks(live, nowNs);
        sources.feeds().forEach(feed -> feedAges.put(feed.name(), new SinceChange(nowNs)));
        sources.accounts().forEach(source -> sourceAges.put(source.name(), new SinceChange(nowNs)));
    }

    void poll(final long nowNs) {
        venueClocks.poll(nowNs);
        for (final PriceFeed feed : sources.feeds()) {
            feedAges.get(feed.name()).poll(feed.published(), nowNs);
        }
        for (final AccountSource source : sources.accounts()) {
            sourceAges.get(source.name()).poll(source.forwarded(), nowNs);
        }
    }

    void add(final Scrape scrape, final long nowNs) {
        venueClocks.add(scrape, nowNs);
        for (final PriceFeed feed : sources.feeds()) {
            final String name = feed.name();
            scrape.setNanos(Metric.FEED_AGE, feedAges.get(name).ageNs(nowNs), name)
                    .set(Metric.FEED_PUBLISHED, feed.published(), name)
                    .set(Metric.FEED_CONFLATED, feed.conflated(), name);
            if (feed instanceof LivePriceFeed live) {
                addVenue(scrape, name, live.counters());
            } else {
                scrape.set(Metric.FEED_UP, feed.published() > 0, name);
            }
        }
        for (final AccountSource source : sources.accounts()) {
            final String name = source.name();
            scrape.set(Metric.SOURCE_AT_HEAD, source.isAtHead(), name)
                    .setNanos(Metric.SOURCE_AGE, sourceAges.get(name).ageNs(nowNs), name)
                    .set(Metric.SOURCE_FORWARDED, source.forwarded(), name)
                    .set(Metric.SOURCE_REFUSED, source.refused(), name);
        }
    }

    private static void addVenue(final Scrape scrape, final String name, final LiveCounters counters) {
        final long dropped =
                counters.prices() - counters.published() + counters.unknownSymbols() + counters.closedMarkets();
        scrape.set(Metric.FEED_UP, counters.isUp(), name)
                .set(Metric.FEED_MESSAGES, counters.messages(), name)
                .set(Metric.FEED_MALFORMED, counters.malformed(), name)
                .set(Metric.FEED_DROPPED, Math.max(0, dropped), name)
                .set(Metric.FEED_RECONNECTS, counters.reconnects(), name)
                .set(Metric.FEED_DOWNS, counters.downs(), name);
    }
}
