package io.plimsoll.feed;

import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.PriceTickEncoder;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.MutableDirectBuffer;

/**
 * Encodes prices in place into ring slots. Owned by one adapter thread; the counters may be read by any. While the ring is
 * full (and {@link WhenFull#CONFLATE} is chosen) the latest price per source and price id waits here, and the record that
 * carries it says how many it replaced: the last value is never lost, and once nothing waits the sum of (1 + conflated)
 * over the published records is the number offered. Allocates nothing per price.
 */
public final class PricePublisher {
    /** Largest source number: 65,535 is SBE's null of a uint16. */
    public static final int MAX_SOURCE = 65_534;

    private static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + PriceTickEncoder.BLOCK_LENGTH;
    private static final long MAX_CONFLATED = PriceTickEncoder.conflatedNullValue() - 1;

    private final InputPort port;
    private final WhenFull whenFull;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PriceTickEncoder encoder = new PriceTickEncoder();
    private final LatestValues latest = new LatestValues();
    private final AtomicLong offered = new AtomicLong();
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong conflated = new AtomicLong();

    /** A publisher into {@code port}. */
    public PricePublisher(final InputPort port, final WhenFull whenFull) {
        if (port.maxMessageLength() < LENGTH) {
            throw new IllegalArgumentException(
                    "a slot holds " + port.maxMessageLength() + " bytes, a price tick takes " + LENGTH);
        }
        this.port = port;
        this.whenFull = whenFull;
    }

    /**
     * Publishes a price or, while there is no room, keeps it as the latest of its source and price id. Prices that wait
     * already go first, so that one which seldom ticks is not left behind by those that often do.
     *
     * @return whether nothing waits any more
     */
    public boolean publish(final PriceTick tick) {
        increment(offered);
        if (whenFull == WhenFull.WAIT) {
            publish(port.claim(), tick, 0);
            return true;
        }
        if (latest.isEmpty()) {
            final long slot = port.tryClaim();
            if (slot != InputPort.FULL) {
                publish(slot, tick, 0);
                return true;
            }
        }
        if (latest.put(tick)) {
            increment(conflated);
        }
        return flush();
    }

    /**
     * Publishes as much of what waits as there is room for. To be called whenever the adapter has nothing better to do.
     *
     * @return whether nothing waits any more
     */
    public boolean flush() {
        while (!latest.isEmpty()) {
            final long slot = port.tryClaim();
            if (slot == InputPort.FULL) {
                return false;
            }
            publishFirst(slot);
        }
        return true;
    }

    /** Publishes all that waits, waiting for room: before the adapter ends, or blocks until its source sends more. */
    public void drain() {
        while (!latest.isEmpty()) {
            publishFirst(port.claim());
        }
    }

    private void publishFirst(final long slot) {
        publish(slot, latest.first(), latest.firstConflated());
        latest.removeFirst();
    }

    private void publish(final long slot, final PriceTick tick, final long replaced) {
        int length = 0;
        try {
            encode(port.buffer(slot), port.messageOffset(slot), tick, replaced);
            length = LENGTH;
        } finally {
            port.publish(slot, length, tick.dueNanoTime(), tick.eventNs());
        }
        increment(published);
    }

    private void encode(final MutableDirectBuffer buffer, final int offset, final PriceTick tick, final long replaced) {
        encoder.wrapAndApplyHeader(buffer, offset, header)
                .value(tick.value())
                .confidence(tick.confidence())
                .publishNs(tick.publishNs())
                .receiveNs(tick.receiveNs())
                .sourceSequence(tick.sourceSequence())
                .priceId(tick.priceId() & 0xFFFF_FFFFL)
                .conflated(Math.min(replaced, MAX_CONFLATED))
                .source(tick.source())
                .endOfGroup(tick.endOfGroup() ? BooleanType.T : BooleanType.F);
    }

    // One writer: no atomic addition needed, only that readers see whole values in order.
    private static void increment(final AtomicLong counter) {
        counter.lazySet(counter.getPlain() + 1);
    }

    /** Prices that wait for room; the owner's thread only. */
    public int waiting() {
        return latest.size();
    }

    /** Prices handed to {@link #publish}. Any thread. */
    public long offered() {
        return offered.get();
    }

    /** Records published. Any thread. */
    public long published() {
        return published.get();
    }

    /** Prices that a later one replaced before they were published. Any thread. */
    public long conflated() {
        return conflated.get();
    }
}
