package io.plimsoll.daemon.backtest;

import io.plimsoll.journal.FrameLogWriter;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** A writer whose thread is now and then held up at random, for up to two milliseconds, before and after each record. */
final class ParkingWriter implements FrameLogWriter {
    private static final long LONGEST_NS = 2_000_000;

    private final FrameLogWriter writer;
    private final SplittableRandom random;
    private final double share;

    /** @param share of the moments at which it parks, 0 to 1 */
    ParkingWriter(final FrameLogWriter writer, final SplittableRandom random, final double share) {
        this.writer = writer;
        this.random = random;
        this.share = share;
    }

    static void maybePark(final SplittableRandom random, final double share) {
        if (random.nextDouble() < share) {
            LockSupport.parkNanos(random.nextLong(LONGEST_NS));
        }
    }

    @Override
    public MutableDirectBuffer claim(final int maxMessageLength) {
        maybePark(random, share);
        return writer.claim(maxMessageLength);
    }

    @Override
    public int messageOffset() {
        return writer.messageOffset();
    }

    @Override
    public long commit(final int messageLength, final long eventNs) {
        maybePark(random, share);
        final long sequence = writer.commit(messageLength, eventNs);
        maybePark(random, share);
        return sequence;
    }

    @Override
    public void abort() {
        writer.abort();
    }

    @Override
    public void append(final DirectBuffer buffer, final int offset, final int length) {
        maybePark(random, share);
        writer.append(buffer, offset, length);
        maybePark(random, share);
    }

    @Override
    public void handOver() {
        writer.handOver();
    }

    @Override
    public long lastSequence() {
        return writer.lastSequence();
    }

    @Override
    public int lastCrc() {
        return writer.lastCrc();
    }

    @Override
    public long lastEventNs() {
        return writer.lastEventNs();
    }

    @Override
    public void close() {
        writer.close();
    }
}
