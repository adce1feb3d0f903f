package io.plimsoll.feed.record;

import io.plimsoll.protocol.VenueRecord;
import java.util.HashMap;
import java.util.Map;

/** The last price that {@code inputs} hold of each source and price id, to be known again. One thread. */
public final class RecordedPrices {
    private record Of(int source, int priceId) {}

    private record Last(long publishNs, long sequence) {}

    private final Map<Of, Last> prices = new HashMap<>();

    /** Notes one. */
    public void put(final int source, final int priceId, final long publishNs, final long sequence) {
        prices.put(new Of(source, priceId), new Last(publishNs, sequence));
    }

    boolean isEmpty() {
        return prices.isEmpty();
    }

    /** Whether a price is one of them; it is forgotten then, since what says the same again is another. */
    boolean take(final VenueRecord price) {
        return prices.remove(
                new Of(price.source(), price.priceId()), new Last(price.publishNs(), price.sourceSequence()));
    }
}
