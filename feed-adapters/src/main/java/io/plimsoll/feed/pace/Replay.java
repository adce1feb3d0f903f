package io.plimsoll.feed.pace;

import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.PriceTick;
import io.plimsoll.feed.SourceStates;
import io.plimsoll.feed.TickSource;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Publishes recorded ticks, each when it is due. Runs on the thread that calls {@link #run()} until the ticks end or the
 * thread is interrupted; what still waits for room is then drained. A backtest's records carry the recorded times throughout,
 * so the same file gives the same bytes; a rehearsal of a live run carries the time at which each tick is sent, less what the
 * source had been late by, and leaves the event time to the sequencing stage.
 */
public final class Replay {
    private static final long RETRY_NS = 100_000;

    private final TickSource ticks;
    private final Pacer pacer;
    private final EpochNanoClock liveClock;
    private final PricePublisher publisher;
    private final SourceStates states;
    private final PriceTick tick = new PriceTick();
    private final Long2LongHashMap lastPublishNs = new Long2LongHashMap(Long.MIN_VALUE); // of a rehearsal, by price id
    private final int source;
    private long nowNs;

    /**
     * A replay of ticks among which the source never goes down.
     *
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
        this(ticks, source, pacer, liveClock, publisher, null);
    }

    /**
     * A replay.
     *
     * @param source number of the oracle source that the ticks count as
     * @param liveClock tells the time of a rehearsal; null: a backtest, with the recorded times
     * @param publisher for a backtest one that waits when the ring is full
     * @param states of that publisher's sources
     */
    public Replay(
            final TickSource ticks,
            final int source,
            final Pacer pacer,
            final EpochNanoClock liveClock,
            final PricePublisher publisher,
            final SourceStates states) {
        this.ticks = ticks;
        this.pacer = pacer;
        this.liveClock = liveClock;
        this.publisher = publisher;
        this.states = states;
        this.source = source;
        tick.source(source);
    }

    /** Publishes tick after tick; returns how many it offered, moments at which the source went down included. */
    public long run() {
        long count = 0;
        while (ticks.next()) {
            final long dueNanoTime = pacer.next(ticks.eventNs());
            await(dueNanoTime);
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
            if (ticks.isDown()) {
                states.down(source, dueNanoTime, liveClock == null ? ticks.eventNs() : InputPort.LIVE_TIME);
            } else {
                publish(dueNanoTime);
            }
            count++;
        }
        publisher.drain();
        return count;
    }

    private void publish(final long dueNanoTime) {
        tick.price(ticks.priceId(), ticks.value(), ticks.confidence()).endOfGroup(ticks.endsGroup());
        if (liveClock == null) {
            tick.published(ticks.publishNs(), ticks.sequence())
                    .received(ticks.eventNs(), dueNanoTime)
                    .eventNs(ticks.eventNs());
        } else {
            nowNs = Math.max(nowNs, liveClock.nanoTime()); // a clock that is set right again may go back
            tick.published(rehearsedNs(), ticks.sequence())
                    .received(nowNs, dueNanoTime)
                    .eventNs(InputPort.LIVE_TIME);
        }
        publisher.publish(tick);
    }

    // As late as it was. A price's time never decreases, or it would be refused; at another pace than the recorded one
    // it might.
    private long rehearsedNs() {
        final long priceId = ticks.priceId();
        final long publishNs = Math.max(lastPublishNs.get(priceId), nowNs - (ticks.eventNs() - ticks.publishNs()));
        lastPublishNs.put(priceId, publishNs);
        return publishNs;
    }

    // A price that found no room must not wait for the next tick, which may be hours of recorded time away.
    private void await(final long dueNanoTime) {
        boolean isDue = false;
        while (!isDue && !Thread.currentThread().isInterrupted()) {
            isDue = pacer.await(dueNanoTime, publisher.flush() ? Long.MAX_VALUE : RETRY_NS);
        }
    }
}
