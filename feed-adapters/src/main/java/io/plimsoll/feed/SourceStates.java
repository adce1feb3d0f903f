package io.plimsoll.feed;

import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.SourceDownEncoder;

/**
 * Tells the ring that a price source's connection is lost, or silent for too long, so that nobody relies on what it said last. Nothing has to
 * be told when it is back: its next prices say so. Owned by the adapter thread that owns the {@link PricePublisher}; waits while the ring is
 * full, and is never dropped. Allocates nothing.
 */
public final class SourceStates {
    private static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + SourceDownEncoder.BLOCK_LENGTH;

    private final InputPort port;
    private final PricePublisher prices;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SourceDownEncoder encoder = new SourceDownEncoder();

    /**
     * States of the sources whose prices that publisher publishes.
     *
     * @param port the publisher's
     */
    public SourceStates(final InputPort port, final PricePublisher prices) {
        this.port = port;
        this.prices = prices;
    }

    /**
     * A source is lost or silent. Prices that wait go first: behind it they would say that it is back. Once is enough, but again does no harm.
     *
     * @param source 0 to {@link PricePublisher#MAX_SOURCE}
     * @param dueNanoTime {@link System#nanoTime()} at which it was found out
     * @param eventNs event time to give the record, or {@link InputPort#LIVE_TIME}
     * @throws IllegalArgumentException for another number, of which nothing is told
     */
    public void down(final int source, final long dueNanoTime, final long eventNs) {
        if (source < 0 || source > PricePublisher.MAX_SOURCE) {
            throw new IllegalArgumentException("source " + source + ", expected 0 to " + PricePublisher.MAX_SOURCE);
        }
        prices.drain();
        final long slot = port.claim();
        int length = 0;
        try {
            encoder.wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                    .source(source);
            length = LENGTH;
        } finally {
            port.publish(slot, length, dueNanoTime, eventNs);
        }
    }
}
