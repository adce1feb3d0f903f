package io.plimsoll.feed.record;

import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.fact.EncodedFacts;
import io.plimsoll.feed.fact.FactPublisher;
import io.plimsoll.feed.ndjson.Directory;
import io.plimsoll.protocol.VenueRecord;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.SourceDownEncoder;
import io.plimsoll.protocol.codec.SourceResyncEncoder;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.IntHashSet;

/**
 * Puts a matching engine's account records and prices into the ring, each after a check of its form: a record that is refused leaves a gap
 * in its source, which the engine answers with suspicion until a snapshot. Until it has {@linkplain #caughtUp() caught up}
 * it leaves out what {@code inputs} hold already. One thread; the counters any.
 */
public final class RecordForwarder {
    private final InputPort port;
    private final FactPublisher facts;
    private final Directory directory;
    private final Overlap overlap;
    private final FactGate gate;
    private final IntPredicate feedSources;

    private final VenueRecord record = new VenueRecord();
    private final EncodedFacts one = new EncodedFacts();
    /** By source, the records of a snapshot whose last has not come: the engine stages one snapshot at a time. */
    private final Int2ObjectHashMap<EncodedFacts> snapshots = new Int2ObjectHashMap<>();

    /** Price sources that are up by what came here. */
    private final IntHashSet speaking = new IntHashSet();

    /** Account sources that were heard here. */
    private final IntHashSet stating = new IntHashSet();

    private boolean wasWhole;
    private boolean isResyncing; // after it was whole

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SourceDownEncoder down = new SourceDownEncoder();
    private final SourceResyncEncoder resync = new SourceResyncEncoder();

    private final AtomicLong forwarded = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private boolean isCatchingUp = true;

    /**
     * A forwarder of one stream.
     *
     * @param facts the one publisher of the port
     * @param directory is told the accounts that are opened
     * @param overlap which prices, and which records that a price source is down, {@code inputs} hold already
     * @param gate which account records go on
     * @param feedSources price sources that a feed speaks for: what comes of them here is refused, since it would be taken for the feed's
     */
    public RecordForwarder(
            final InputPort port,
            final FactPublisher facts,
            final Directory directory,
            final Overlap overlap,
            final FactGate gate,
            final IntPredicate feedSources) {
        this.port = port;
        this.facts = facts;
        this.directory = directory;
        this.overlap = overlap;
        this.gate = gate;
        this.feedSources = feedSources;
    }

    /**
     * Forwards one message, or refuses it, or leaves it out.
     *
     * @param offset where its SBE header starts
     * @param length its length in bytes, header included
     * @return why it was refused, or null
     */
    public String accept(final DirectBuffer buffer, final int offset, final int length) {
        final String defect = defect(buffer, offset, length);
        if (defect != null) {
            refused.lazySet(refused.getPlain() + 1);
        } else if (record.isPrice()) {
            if (!isCatchingUp || !overlap.isRecordedPrice(record)) {
                publish(buffer, offset, length);
                speaking.add(record.source());
            }
        } else if (record.isSourceDown()) {
            if (!isCatchingUp || !overlap.isRecordedDown(record)) {
                publish(buffer, offset, length);
                speaking.remove(record.source());
            }
        } else if (gate.admits(record)) {
            state(record.source());
            acceptFact(buffer, offset, length);
        } else {
            followGate(); // it may have seen that something is missing
        }
        return defect;
    }

    // A source that is new in an answer may have more in it.
    private void state(final int source) {
        if (stating.add(source) && isResyncing) {
            publishResync(source);
        }
    }

    /**
     * Tells the engine when records of a stream turn out to be missing that may still come, and when all are here: meanwhile the accounts of
     * its sources get no orders. Before it was whole for the first time nothing is told, since nothing is armed before that. To be asked
     * whenever the gate may have changed its mind for another reason than a record.
     */
    public void followGate() {
        wasWhole |= gate.isWhole();
        final boolean isMissing = wasWhole && !gate.isWhole();
        if (isMissing != isResyncing) {
            isResyncing = isMissing;
            stating.forEachInt(this::publishResync);
        }
    }

    private void publishResync(final int source) {
        final long slot = port.claim();
        resync.wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .source(source)
                .underWay(isResyncing ? BooleanType.T : BooleanType.F);
        port.publish(
                slot,
                MessageHeaderEncoder.ENCODED_LENGTH + SourceResyncEncoder.BLOCK_LENGTH,
                System.nanoTime(),
                InputPort.LIVE_TIME);
    }

    private String defect(final DirectBuffer buffer, final int offset, final int length) {
        final String malformed = record.check(buffer, offset, length);
        final boolean isOfAFeed =
                malformed == null && (record.isPrice() || record.isSourceDown()) && feedSources.test(record.source());
        return isOfAFeed ? "price source " + record.source() + " is a feed's" : malformed;
    }

    private void publish(final DirectBuffer buffer, final int offset, final int length) {
        final long slot = port.claim();
        port.buffer(slot).putBytes(port.messageOffset(slot), buffer, offset, length);
        port.publish(slot, length, System.nanoTime(), InputPort.LIVE_TIME);
        count(1);
    }

    private void acceptFact(final DirectBuffer buffer, final int offset, final int length) {
        final String opened = record.openedName();
        if (opened != null) {
            directory.accountOpened(opened, record.openedAccountId());
        }
        if (isCatchingUp && record.sourceSequence() <= facts.sequences().last(record.source())) {
            return;
        }
        final EncodedFacts waiting = snapshots.get(record.source());
        if (waiting != null && (record.isFirst() || !record.isOfSnapshot())) {
            publish(snapshots.remove(record.source())); // its last record never came: the engine has a rule for that
        }
        if (record.isOfSnapshot() && !record.isLast()) {
            add(snapshots.computeIfAbsent(record.source(), source -> new EncodedFacts()), buffer, offset, length);
            return;
        }
        final EncodedFacts begun = snapshots.remove(record.source());
        final EncodedFacts series = begun == null ? one : begun;
        add(series, buffer, offset, length);
        publish(series);
    }

    private void add(final EncodedFacts series, final DirectBuffer buffer, final int offset, final int length) {
        series.add(record.source(), record.sourceSequence(), buffer, offset, length);
    }

    private void publish(final EncodedFacts series) {
        count(series.size());
        facts.publish(series, System.nanoTime(), InputPort.LIVE_TIME);
    }

    private void count(final int records) {
        forwarded.lazySet(forwarded.getPlain() + records);
    }

    /** What carries the stream is lost: the price sources that spoke over it are down until they speak again. */
    public void lost() {
        speaking.forEachInt(source -> {
            final long slot = port.claim();
            down.wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                    .source(source);
            port.publish(
                    slot,
                    MessageHeaderEncoder.ENCODED_LENGTH + SourceDownEncoder.BLOCK_LENGTH,
                    System.nanoTime(),
                    InputPort.LIVE_TIME);
        });
        speaking.clear();
    }

    /** Whether a snapshot has begun and its last record has not come. */
    public boolean isWithinSnapshot() {
        return !snapshots.isEmpty();
    }

    /** From now on whatever is said twice is the engine's to drop and count. */
    public void caughtUp() {
        isCatchingUp = false;
    }

    /** Records put into the ring. Any thread. */
    public long forwarded() {
        return forwarded.get();
    }

    /** Records refused. Any thread. */
    public long refused() {
        return refused.get();
    }
}
