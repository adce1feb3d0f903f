package io.plimsoll.feed.record;

import io.plimsoll.protocol.VenueRecord;
import java.util.HashMap;
import java.util.Map;
import org.agrona.collections.Int2ObjectHashMap;

/** The last price that {@code inputs} hold of each source and price id, to be known again. One thread. */
public final class RecordedPrices {
    private record Of(int source, int priceId) {}

    private static final class Last {
        private final long publishNs;
        private final long sequence;
        private long foundAt = Long.MIN_VALUE;

        private Last(final long publishNs, final long sequence) {
            this.publishNs = publishNs;
            this.sequence = sequence;
        }

        private int compare(final VenueRecord price) {
            final int byTime = Long.compare(price.publishNs(), publishNs);
            return byTime != 0 ? byTime : Long.compare(price.sourceSequence(), sequence);
        }
    }

    private final Map<Of, Last> prices = new HashMap<>();
    /** By price id, the one of the latest time, whosever it is. */
    private final Int2ObjectHashMap<Last> latest = new Int2ObjectHashMap<>();

    /** Notes one. */
    public void put(final int source, final int priceId, final long publishNs, final long sequence) {
        final Last last = new Last(publishNs, sequence);
        prices.put(new Of(source, priceId), last);
        final Last other = latest.get(priceId);
        if (other == null || other.publishNs < publishNs) {
            latest.put(priceId, last);
        }
    }

    boolean isEmpty() {
        return prices.isEmpty();
    }

    /** Whether a price, which has that place in the queue, is one of them, for the first time: what says the same again is another. */
    boolean find(final VenueRecord price, final long at) {
        final Last last = prices.get(new Of(price.source(), price.priceId()));
        if (last == null || last.foundAt != Long.MIN_VALUE || last.compare(price) != 0) {
            return false;
        }
        last.foundAt = at;
        return true;
    }

    /**
     * Whether a price, which has that place in the queue, is recorded or older than what is. Of a price id that no guard watches the engine
     * knows but one source's: there another source's price is recorded where it is older and stands before that one.
     */
    boolean hold(final VenueRecord price, final long at) {
        final Last own = prices.get(new Of(price.source(), price.priceId()));
        if (own != null) {
            return own.compare(price) <= 0;
        }
        final Last other = latest.get(price.priceId());
        return other != null && at < other.foundAt && price.publishNs() < other.publishNs;
    }
}
