package io.plimsoll.feed.pace;

import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.PriceTick;
import io.plimsoll.feed.TickSource;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Publishes recorded ticks, each when it is due. Runs on the thread that calls {@link #run()} until the ticks end or the
 * thread is interrupted; what still waits for room is then drained. A backtest's records carry the recorded time throughout,
 * so the same file gives the same bytes; a rehearsal of a live run carries the time at which each tick is sent, as if a source
 * had published it then, and leaves the event time to the sequencing stage.
 */
public final class Replay {
    private static final long RETRY_NS = 100_000;

    private final TickSource ticks;
    private final Pacer pacer;
    private final EpochNanoClock liveClock;
    private final PricePublisher publisher;
    private final PriceTick tick = new PriceTick();

    /**
     * @param source number of the oracle source that the ticks count as
     * @param liveClock tells the time of a rehearsal; null: a backtest, with the recorded times
     * @param publisher for a backtest one that waits when the ring is full
     */
    public Replay(
            final TickSource ticks,
            final int source,
            final Pacer pacer,
            final EpochNanoClock liveClock,
            final PricePublisher publisher) {
        this.ticks = ticks;
        this.pacer = pacer;
        this.liveClock = liveClock;
        this.publisher = publisher;
        tick.source(source);
    }

    /** Publishes tick after tick; returns how many it offered. */
    public long run() {
        long count = 0;
        while (ticks.next()) {
            final long dueNanoTime = pacer.next(ticks.eventNs());
            await(dueNanoTime);
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
            // a source's time never decreases; a clock that is set right again may, and the price would be refused
            final long publishNs =
                    liveClock == null ? ticks.eventNs() : Math.max(tick.publishNs(), liveClock.nanoTime());
            tick.price(ticks.priceId(), ticks.value(), ticks.confidence())
                    .published(publishNs, ticks.sequence())
                    .received(publishNs, dueNanoTime)
                    .eventNs(liveClock == null ? publishNs : InputPort.LIVE_TIME);
            publisher.publish(tick);
            count++;
        }
        publisher.drain();
        return count;
    }

    // A price that found no room must not wait for the next tick, which may be hours of recorded time away.
    private void await(final long dueNanoTime) {
        boolean isDue = false;
        while (!isDue && !Thread.currentThread().isInterrupted()) {
            isDue = pacer.await(dueNanoTime, publisher.flush() ? Long.MAX_VALUE : RETRY_NS);
        }
    }
}
