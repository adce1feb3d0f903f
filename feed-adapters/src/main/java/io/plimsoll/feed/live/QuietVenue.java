package io.plimsoll.feed.live;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A venue whose connections may be silent for longer, or not so long, than it says itself: what an operator knows better. */
final class QuietVenue implements Venue {
    private final Venue venue;
    private final VenueLimits limits;

    QuietVenue(final Venue venue, final Duration maxSilence) {
        this.venue = venue;
        final VenueLimits own = venue.limits();
        limits = new VenueLimits(own.connections(), maxSilence, own.maxLife(), own.pingEvery(), own.maxFrameBytes());
    }

    @Override
    public Kind kind() {
        return venue.kind();
    }

    @Override
    public Endpoint endpoint(final int connection, final long nowMs) {
        return venue.endpoint(connection, nowMs);
    }

    @Override
    public List<String> subscription() {
        return venue.subscription();
    }

    @Override
    public int expectedAcknowledgements() {
        return venue.expectedAcknowledgements();
    }

    @Override
    public String answer() {
        return venue.answer();
    }

    @Override
    public FrameParser parser() {
        return venue.parser();
    }

    @Override
    public VenueLimits limits() {
        return limits;
    }

    @Override
    public Optional<Endpoint> backfill(final int symbol, final long afterNs, final long nowMs) {
        return venue.backfill(symbol, afterNs, nowMs);
    }
}
