package io.plimsoll.daemon.backtest;

import io.plimsoll.daemon.chain.Chain;
import io.plimsoll.daemon.chain.CountingPort;
import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.PriceTick;
import io.plimsoll.feed.SourceStates;
import io.plimsoll.feed.WhenFull;
import io.plimsoll.feed.pace.Pacer;
import io.plimsoll.journal.FrameLogReader;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * Releases ticks, timers and paper fills into the chain in order of event time (at one time: timers, then fills, then ticks). A
 * later record is released only when every decision that could put a fill before it stands in the journal, so the same files
 * give the same inputs whatever the machine does. One thread.
 */
final class BacktestDriver {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long CHECK_NS = 100_000_000; // between looks at a chain that may have failed

    private final Chain chain;
    private final CountingPort port;
    private final RunRecords records;
    private final MergedTicks ticks;
    private final Pacer pacer;
    private final PaperVenue venue;
    private final FrameLogReader decisions;
    private final long timerIntervalNs;
    private final PricePublisher prices;
    private final SourceStates states;
    private final PriceTick tick = new PriceTick();
    private final IdleStrategy idle = new BackoffIdleStrategy(200, 2_000, 1_000, 20_000);
    private long nextTimerNs;
    private long firstUndecidedNs = NEVER;

    /**
     * Releases nothing yet.
     *
     * @param venue fills orders; null leaves them in flight
     * @param decisions shows the venue the orders; null without one
     */
    BacktestDriver(
            final Chain chain,
            final CountingPort port,
            final MergedTicks ticks,
            final Pacer pacer,
            final PaperVenue venue,
            final FrameLogReader decisions,
            final long timerIntervalNs) {
        this.chain = chain;
        this.port = port;
        this.records = new RunRecords(port);
        this.ticks = ticks;
        this.pacer = pacer;
        this.venue = venue;
        this.decisions = decisions;
        this.timerIntervalNs = timerIntervalNs;
        this.prices = new PricePublisher(port, WhenFull.WAIT);
        this.states = new SourceStates(port, prices);
    }

    /** Releases everything; answers when the last decision stands in the journal. The first tick is loaded already. */
    long run(final long startNs) {
        nextTimerNs = Math.floorDiv(startNs, timerIntervalNs) * timerIntervalNs + timerIntervalNs;
        firstUndecidedNs = startNs;
        long released = 0;
        boolean hasTick = true;
        while (hasTick || (venue != null && (venue.nextDueNs() != NEVER || firstUndecidedNs != NEVER))) {
            final long tickNs = hasTick ? ticks.eventNs() : NEVER;
            final long fillNs = venue == null ? NEVER : venue.nextDueNs();
            final long nextNs = Math.min(Math.min(tickNs, fillNs), hasTick ? nextTimerNs : NEVER);
            if (venue != null && mayStillAddBefore(nextNs)) {
                awaitDecisions();
                while (decisions.poll(venue)) {
                    // until none is left
                }
            } else if (hasTick && nextNs == nextTimerNs) {
                records.timer(nextTimerNs, nextTimerNs);
                nextTimerNs += timerIntervalNs;
                released(nextNs);
            } else if (nextNs == fillNs) {
                venue.publishNext(port);
                released(nextNs);
            } else {
                release();
                released(nextNs);
                released++;
                hasTick = ticks.next();
            }
        }
        awaitDecisions();
        return released;
    }

    /** Waits until the decisions on everything released stand in the journal. */
    void awaitDecisions() {
        idle.reset();
        while (!chain.progress().isDecided(port.published())) {
            if (chain.hasFailed()) {
                throw new IllegalStateException("the chain failed while the backtest ran");
            }
            idle.idle();
        }
        firstUndecidedNs = NEVER;
    }

    // A decision on something released could lead to a fill that is due before (or at) the next release.
    private boolean mayStillAddBefore(final long nextNs) {
        return firstUndecidedNs != NEVER && (nextNs == NEVER || firstUndecidedNs + venue.delayNs() <= nextNs);
    }

    private void released(final long eventNs) {
        if (firstUndecidedNs == NEVER) {
            firstUndecidedNs = eventNs;
        }
    }

    private void release() {
        final long dueNanoTime = pacer.next(ticks.eventNs());
        boolean isDue = false;
        while (!isDue && !chain.hasFailed()) {
            isDue = pacer.await(dueNanoTime, CHECK_NS);
        }
        if (ticks.isDown()) {
            states.down(ticks.source(), dueNanoTime, ticks.eventNs());
            return;
        }
        tick.source(ticks.source())
                .price(ticks.priceId(), ticks.value(), ticks.confidence())
                .published(ticks.publishNs(), ticks.sequence())
                .received(ticks.eventNs(), dueNanoTime)
                .endOfGroup(ticks.endsGroup())
                .eventNs(ticks.eventNs());
        prices.publish(tick);
    }
}
