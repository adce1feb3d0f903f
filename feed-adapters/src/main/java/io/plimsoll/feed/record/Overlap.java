package io.plimsoll.feed.record;

import io.plimsoll.protocol.VenueRecord;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.IntHashSet;

/**
 * What a queue, which is read from its oldest record at each start, has in common with {@code inputs}. It may be another queue than before,
 * in which the venue says its last records again, so that where a known record stands says nothing of others before it. A price is left out
 * only where {@code inputs} hold that one or a later one, behind which the engine would refuse it. That a source is down has neither
 * number nor time: it is surely recorded where the source is down by {@code inputs}, or where its last recorded price stands behind it; in
 * doubt it goes on, since a source that is down once too often is believed again with its next price. So the queue is looked at once before
 * it is read. Account records have their own sequences. One thread.
 */
public final class Overlap {
    private final RecordedPrices prices;
    private final IntHashSet downs;
    /** By source: where the last of its recorded prices is in the queue. */
    private final Int2ObjectHashMap<Long> lastRecorded = new Int2ObjectHashMap<>();

    private final VenueRecord record = new VenueRecord();
    private long current;

    /**
     * An overlap that is not known yet.
     *
     * @param downs price sources that are down; taken over
     */
    public Overlap(final RecordedPrices prices, final IntHashSet downs) {
        this.prices = prices;
        this.downs = downs;
    }

    /** Of a stream that says nothing twice. */
    public static Overlap none() {
        return new Overlap(new RecordedPrices(), new IntHashSet());
    }

    /** Whether {@code inputs} hold no price that could be known again, so that nobody has to look. */
    public boolean isSurelyEmpty() {
        return prices.isEmpty();
    }

    /**
     * Looks at a record of the queue.
     *
     * @param sequence its number in the queue
     * @param offset where its SBE header starts
     * @param length its length in bytes, header included
     */
    public void look(final long sequence, final DirectBuffer buffer, final int offset, final int length) {
        if (record.check(buffer, offset, length) == null && record.isPrice() && prices.find(record, sequence)) {
            lastRecorded.put(record.source(), Long.valueOf(sequence));
        }
    }

    /** The queue's record with that number comes next. */
    public void at(final long sequence) {
        current = sequence;
    }

    /** Whether a price that came next is recorded, or older than what is; where it is not, its source is up. */
    boolean isRecordedPrice(final VenueRecord price) {
        if (prices.hold(price, current)) {
            return true;
        }
        downs.remove(price.source());
        return false;
    }

    /** Whether it is surely recorded that a source is down, as came next; where it is not, it will be. */
    boolean isRecordedDown(final VenueRecord down) {
        final Long last = lastRecorded.get(down.source());
        return (last != null && current < last) || !downs.add(down.source());
    }
}
