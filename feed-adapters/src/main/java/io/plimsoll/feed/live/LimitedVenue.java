package io.plimsoll.feed.live;

import java.util.List;
import java.util.Optional;

/** A venue with other limits than its own: what an operator knows better. */
final class LimitedVenue implements Venue {
    private final Venue venue;
    private final VenueLimits limits;

    LimitedVenue(final Venue venue, final VenueLimits limits) {
        this.venue = venue;
        this.limits = limits;
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
