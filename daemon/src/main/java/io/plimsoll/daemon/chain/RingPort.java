package io.plimsoll.daemon.chain;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import io.plimsoll.feed.InputPort;
import io.plimsoll.protocol.Frame;
import java.util.concurrent.atomic.LongAdder;
import org.agrona.MutableDirectBuffer;

/** The ring as adapters see it. Any number of threads. */
final class RingPort implements InputPort {
    private final RingBuffer<RecordSlot> ring;
    private final LongAdder waits = new LongAdder();
    private final LongAdder refusals = new LongAdder();

    RingPort(final RingBuffer<RecordSlot> ring) {
        this.ring = ring;
    }

    @Override
    public long claim() {
        try {
            return ring.tryNext();
        } catch (final InsufficientCapacityException full) {
            waits.increment();
            return ring.next();
        }
    }

    @Override
    public long tryClaim() {
        try {
            return ring.tryNext();
        } catch (final InsufficientCapacityException full) {
            refusals.increment();
            return FULL;
        }
    }

    @Override
    public MutableDirectBuffer buffer(final long slot) {
        return ring.get(slot).buffer;
    }

    @Override
    public MutableDirectBuffer buffer(final long slot, final int length) {
        return ring.get(slot).withRoomFor(length);
    }

    @Override
    public int messageOffset(final long slot) {
        return Frame.HEADER_LENGTH;
    }

    @Override
    public int maxMessageLength() {
        return RecordSlot.SIZE - Frame.HEADER_LENGTH;
    }

    @Override
    public void publish(final long slot, final int length, final long dueNanoTime, final long eventNs) {
        final RecordSlot record = ring.get(slot);
        record.messageLength = length;
        record.dueNanoTime = dueNanoTime;
        record.eventNs = eventNs;
        ring.publish(slot);
    }

    /** Publishes an empty slot if there is room, so that an idle sequencing stage looks at its control lane. */
    void nudge() {
        try {
            publish(ring.tryNext(), 0, System.nanoTime(), LIVE_TIME);
        } catch (final InsufficientCapacityException full) {
            // there is work enough; should the sequencing stage be through with all of it, it is woken again
        }
    }

    /** Whether a slot is written and may be read. */
    boolean isWritten(final long slot) {
        return ring.isAvailable(slot);
    }

    /** Facts that had to wait for room. */
    long waits() {
        return waits.sum();
    }

    /** Times that a price found no room and was left to conflate in its adapter. */
    long refusals() {
        return refusals.sum();
    }

    /** Slots taken and not yet processed. */
    long fill() {
        return ring.getBufferSize() - ring.remainingCapacity();
    }

    /** Where the ring's writers have come to. */
    long written() {
        return ring.getCursor();
    }

    /** Where the last stage has come to. */
    long processed() {
        return ring.getMinimumGatingSequence();
    }

    int size() {
        return ring.getBufferSize();
    }
}
