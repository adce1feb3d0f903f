package io.plimsoll.feed.record;

import io.plimsoll.feed.fact.FactSequences;
import io.plimsoll.protocol.VenueRecord;
import org.agrona.DirectBuffer;
import org.agrona.collections.IntHashSet;

/**
 * What a queue, which is read from its oldest record at each start, has in common with {@code inputs}. They hold it in its order, up to
 * some record; but of prices each source's last one alone can be known again, and of a source that is down nothing, since that record has
 * neither number nor time. So the queue is looked at once before it is read: the last of its records that is known to be recorded is
 * where the two part. Prices and sources that are down are left out up to there, whatever their times say, and none behind it. Account
 * records have their own sequences, and those of a snapshot that was not whole are in the queue before that place but not recorded. One
 * thread.
 */
public final class Overlap {
    private final FactSequences facts;
    private final RecordedPrices prices;
    private final IntHashSet downs;
    private final IntHashSet found = new IntHashSet(); // sources whose last account record was seen
    private final VenueRecord record = new VenueRecord();
    private long lastRecorded = Long.MIN_VALUE;
    private long current;

    /**
     * An overlap that is not known yet.
     *
     * @param facts where each source's account records end
     * @param downs price sources that are down; taken over
     */
    public Overlap(final FactSequences facts, final RecordedPrices prices, final IntHashSet downs) {
        this.facts = facts;
        this.prices = prices;
        this.downs = downs;
    }

    /** Of a stream that says nothing twice. */
    public static Overlap none() {
        return new Overlap(new FactSequences(), new RecordedPrices(), new IntHashSet());
    }

    /** Whether {@code inputs} hold nothing that could be known again, so that nobody has to look. */
    public boolean isSurelyEmpty() {
        final boolean[] any = new boolean[1];
        facts.forEach((source, last) -> any[0] = true);
        return !any[0] && prices.isEmpty();
    }

    /**
     * Looks at a record of the queue.
     *
     * @param sequence its number in the queue
     * @param offset where its SBE header starts
     * @param length its length in bytes, header included
     */
    public void look(final long sequence, final DirectBuffer buffer, final int offset, final int length) {
        if (record.check(buffer, offset, length) == null && isKnown()) {
            lastRecorded = sequence;
        }
    }

    private boolean isKnown() {
        if (record.isPrice()) {
            return prices.take(record);
        }
        return !record.isSourceDown()
                && !record.isHeartbeat() // repeats the last sequence, for hours
                && record.sourceSequence() == facts.last(record.source())
                && found.add(record.source()); // said again, as by a venue that was killed, it is not the recorded one
    }

    /** The queue's record with that number comes next. */
    public void at(final long sequence) {
        current = sequence;
    }

    /** Whether a price that came next is recorded; where it is not, its source is up. */
    boolean isRecordedPrice(final VenueRecord price) {
        if (current <= lastRecorded) {
            return true;
        }
        downs.remove(price.source());
        return false;
    }

    /** Whether it is recorded that a source is down, as came next; where it is not, it will be. */
    boolean isRecordedDown(final VenueRecord down) {
        return current <= lastRecorded || !downs.add(down.source());
    }
}
