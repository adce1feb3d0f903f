package io.plimsoll.feed.record;

import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.fact.EncodedFacts;
import io.plimsoll.feed.fact.FactPublisher;
import io.plimsoll.feed.ndjson.Directory;
import io.plimsoll.protocol.VenueRecord;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.SourceDownEncoder;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2LongHashMap;

/**
 * Puts a matching engine's account records and prices into the ring, each after a check of its form: a record that is refused leaves a gap
 * in its source, which the engine answers with suspicion until a snapshot. Until it has {@linkplain #caughtUp() caught up}
 * it leaves out what {@code inputs} hold already. One thread; the counters any.
 */
public final class RecordForwarder {
    private final InputPort port;
    private final FactPublisher facts;
    private final Directory directory;
    private final Long2LongHashMap recordedPrices;
    private final RepeatedDowns downs;
    private final FactGate gate;

    private final VenueRecord record = new VenueRecord();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SourceDownEncoder down = new SourceDownEncoder();
    private final EncodedFacts one = new EncodedFacts();
    /** By source, the records of a snapshot whose last has not come: the engine stages one snapshot at a time. */
    private final Int2ObjectHashMap<EncodedFacts> snapshots = new Int2ObjectHashMap<>();

    private final AtomicLong forwarded = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private boolean isCatchingUp = true;

    /**
     * A forwarder of one stream.
     *
     * @param facts the one publisher of the port
     * @param directory is told the accounts that are opened
     * @param recordedPrices by price id: before this, prices were published that {@code inputs} hold already, or something later
     * @param downs which records that a price source is down go on
     * @param gate which account records go on
     */
    public RecordForwarder(
            final InputPort port,
            final FactPublisher facts,
            final Directory directory,
            final Long2LongHashMap recordedPrices,
            final RepeatedDowns downs,
            final FactGate gate) {
        this.port = port;
        this.facts = facts;
        this.directory = directory;
        this.recordedPrices = recordedPrices;
        this.downs = downs;
        this.gate = gate;
    }

    /**
     * Forwards one message, or refuses it, or leaves it out.
     *
     * @param offset where its SBE header starts
     * @param length its length in bytes, header included
     * @return why it was refused, or null
     */
    public String accept(final DirectBuffer buffer, final int offset, final int length) {
        final String defect = record.check(buffer, offset, length);
        if (defect != null) {
            refused.lazySet(refused.getPlain() + 1);
        } else if (record.isPrice()) {
            acceptPrice(buffer, offset, length);
        } else if (record.isSourceDown()) {
            acceptDown(buffer, offset, length);
        } else if (gate.admits(record)) {
            acceptFact(buffer, offset, length);
        }
        return defect;
    }

    // What was published before the last recorded price would be refused as older, once more at each start.
    private void acceptPrice(final DirectBuffer buffer, final int offset, final int length) {
        final long recordedNs = isCatchingUp ? recordedPrices.get(record.priceId()) : Long.MIN_VALUE;
        if (record.publishNs() > recordedNs) {
            downs.release(this::publishDown);
            downs.isUp(record.source());
        } else {
            downs.isRecorded(); // the last one again is recorded too
        }
        if (record.publishNs() >= recordedNs) {
            publish(buffer, offset, length);
        }
    }

    private void acceptDown(final DirectBuffer buffer, final int offset, final int length) {
        if (isCatchingUp && !downs.isNews()) {
            downs.add(record.source());
        } else {
            publish(buffer, offset, length);
        }
    }

    private void publishDown(final int source) {
        final long slot = port.claim();
        down.wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .source(source);
        port.publish(
                slot,
                MessageHeaderEncoder.ENCODED_LENGTH + SourceDownEncoder.BLOCK_LENGTH,
                System.nanoTime(),
                InputPort.LIVE_TIME);
        count(1);
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
        final long last = facts.sequences().last(record.source());
        if (isCatchingUp && record.sourceSequence() <= last) {
            if (!record.isHeartbeat()
                    || record.sourceSequence() < last) { // a heartbeat may repeat the last sequence for hours
                downs.isRecorded();
            }
            return;
        }
        downs.release(this::publishDown);
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

    /** Whether a snapshot has begun and its last record has not come. */
    public boolean isWithinSnapshot() {
        return !snapshots.isEmpty();
    }

    /** From now on whatever is said twice is the engine's to drop and count. */
    public void caughtUp() {
        downs.release(this::publishDown);
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
