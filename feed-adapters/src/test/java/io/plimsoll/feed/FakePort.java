package io.plimsoll.feed;

import io.plimsoll.protocol.codec.BalanceSnapshotDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.SourceDownDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A ring that keeps what is published, and is full whenever the test says so. Checks the port's rules: a slot is published
 * once, by the thread that claimed it, and messages stay within it.
 */
public final class FakePort implements InputPort {
    public static final int SLOT = 160;
    private static final int OFFSET = 32;
    private static final byte GARBAGE = 0x5A; // a field that is not written shows

    public record Published(DirectBuffer buffer, int length, long dueNanoTime, long eventNs, Thread thread) {
        public int templateId() {
            return new MessageHeaderDecoder().wrap(buffer, 0).templateId();
        }

        public PriceTickDecoder price() {
            return new PriceTickDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
        }

        /** The source that a SourceDown is about. */
        public int down() {
            return new SourceDownDecoder()
                    .wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder())
                    .source();
        }

        public BalanceSnapshotDecoder balance() {
            return new BalanceSnapshotDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
        }
    }

    private record Claimed(UnsafeBuffer buffer, Thread thread) {}

    private final BooleanSupplier full;
    private final Map<Long, Claimed> claimed = new HashMap<>();
    private final List<Published> published = new ArrayList<>();
    private long slots;
    private int givenUp;
    private int waits;

    public FakePort() {
        this(() -> false);
    }

    public FakePort(final BooleanSupplier full) {
        this.full = full;
    }

    @Override
    public synchronized long claim() {
        if (full.getAsBoolean()) {
            waits++;
        }
        return newSlot();
    }

    @Override
    public synchronized long tryClaim() {
        return full.getAsBoolean() ? FULL : newSlot();
    }

    private long newSlot() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[OFFSET + SLOT]);
        buffer.setMemory(0, buffer.capacity(), GARBAGE);
        claimed.put(slots, new Claimed(buffer, Thread.currentThread()));
        return slots++;
    }

    @Override
    public synchronized MutableDirectBuffer buffer(final long slot) {
        return claimed.get(slot).buffer();
    }

    @Override
    public int messageOffset(final long slot) {
        return OFFSET;
    }

    @Override
    public int maxMessageLength() {
        return SLOT;
    }

    @Override
    public synchronized void publish(final long slot, final int length, final long dueNanoTime, final long eventNs) {
        final Claimed claim = claimed.remove(slot);
        if (claim == null || claim.thread() != Thread.currentThread()) {
            throw new AssertionError("slot " + slot + " is not this thread's to publish");
        }
        for (int i = 0; i < OFFSET; i++) {
            if (claim.buffer().getByte(i) != GARBAGE) {
                throw new AssertionError("wrote in front of the message");
            }
        }
        if (length == 0) {
            givenUp++;
            return;
        }
        final UnsafeBuffer message = new UnsafeBuffer(new byte[length]);
        message.putBytes(0, claim.buffer(), OFFSET, length);
        published.add(new Published(message, length, dueNanoTime, eventNs, Thread.currentThread()));
    }

    /** How many were published so far, while others may be about to be. */
    public synchronized int publishedSoFar() {
        return published.size();
    }

    public synchronized List<Published> published() {
        if (!claimed.isEmpty()) {
            throw new AssertionError(claimed.size() + " slots were claimed and never published");
        }
        return List.copyOf(published);
    }

    public synchronized int givenUp() {
        return givenUp;
    }

    public synchronized int waits() {
        return waits;
    }
}
