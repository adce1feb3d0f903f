package io.plimsoll.daemon.run;

import io.plimsoll.daemon.metrics.Metric;
import io.plimsoll.daemon.metrics.Scrape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * How far this machine's clock is ahead of each venue's, at most. Nobody here asks a time server: what a venue says of the time of its prices,
 * against this clock when they came, is what can be seen from inside. Polled by the duty thread, scraped by any.
 */
final class VenueClocks {
    private final List<VenueClock> venues = new ArrayList<>();

    private record VenueClock(String name, Supplier<OptionalLong> arrivals, LeastOffset least) {}

    /**
     * Has seen nothing yet.
     *
     * @param arrivals by the name of each venue, the least time from its timestamps to their arrival since it was last asked, nanoseconds
     * @param nowNs of the monotonic clock
     */
    VenueClocks(final Map<String, Supplier<OptionalLong>> arrivals, final long nowNs) {
        arrivals.forEach((name, least) -> venues.add(new VenueClock(name, least, new LeastOffset(nowNs))));
    }

    /** Takes over what came since the last time. */
    void poll(final long nowNs) {
        for (final VenueClock venue : venues) {
            venue.arrivals.get().ifPresent(offsetNs -> venue.least.seen(offsetNs, nowNs));
        }
    }

    void add(final Scrape scrape, final long nowNs) {
        for (final VenueClock venue : venues) {
            venue.least
                    .least(nowNs)
                    .ifPresent(offsetNs -> scrape.setNanos(Metric.FEED_CLOCK_OFFSET, offsetNs, venue.name));
        }
    }
}
