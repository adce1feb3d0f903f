package io.plimsoll.feed.fact;

import io.plimsoll.feed.InputPort;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Puts facts into the ring, waiting for room. Any number of threads share the one that belongs to a
 * port: its lock keeps the records of an account snapshot together, since the engine stages one snapshot at a time. The
 * counter may be read by any thread.
 */
public final class FactPublisher {
    private final InputPort port;
    private final FactSequences sequences;
    private final AtomicLong published = new AtomicLong();

    /** A publisher into {@code port}, behind which there is no fact yet; make one per port. */
    public FactPublisher(final InputPort port) {
        this(port, new FactSequences());
    }

    /** A publisher into a port behind which there are facts up to {@code sequences}, which it carries on. */
    public FactPublisher(final InputPort port, final FactSequences sequences) {
        if (port.maxMessageLength() < Fact.MAX_LENGTH) {
            throw new IllegalArgumentException("a slot holds " + port.maxMessageLength()
                    + " bytes, an account record takes up to " + Fact.MAX_LENGTH);
        }
        this.port = port;
        this.sequences = sequences;
    }

    /**
     * Publishes facts one after another with no other fact between them; {@link AccountSnapshot#facts()} is such a series.
     *
     * @param dueNanoTime {@link System#nanoTime()} at which they were received
     * @param eventNs event time to give them, or {@link InputPort#LIVE_TIME}
     */
    public synchronized void publish(final List<? extends Fact> facts, final long dueNanoTime, final long eventNs) {
        for (int i = 0; i < facts.size(); i++) {
            publishOne(facts.get(i), dueNanoTime, eventNs);
        }
    }

    /** The same for facts that are encoded already; forgets them afterwards. */
    public synchronized void publish(final EncodedFacts facts, final long dueNanoTime, final long eventNs) {
        for (int i = 0; i < facts.size(); i++) {
            final long slot = port.claim();
            int length = 0;
            try {
                length = facts.copy(i, port.buffer(slot), port.messageOffset(slot));
            } finally {
                publish(slot, length, dueNanoTime, eventNs);
            }
            sequences.advance(facts.source(i), facts.sequence(i));
        }
        facts.clear();
    }

    private void publishOne(final Fact fact, final long dueNanoTime, final long eventNs) {
        final long slot = port.claim();
        int length = 0;
        try {
            length = fact.encode(port.buffer(slot), port.messageOffset(slot));
        } finally {
            publish(slot, length, dueNanoTime, eventNs);
        }
        sequences.advance(fact.source(), fact.sourceSequence());
    }

    private void publish(final long slot, final int length, final long dueNanoTime, final long eventNs) {
        port.publish(slot, length, dueNanoTime, eventNs);
        published.lazySet(published.getPlain() + (length > 0 ? 1 : 0)); // writers hold the lock
    }

    /** How far each source has come. */
    public FactSequences sequences() {
        return sequences;
    }

    /** Records published. */
    public long published() {
        return published.get();
    }
}
