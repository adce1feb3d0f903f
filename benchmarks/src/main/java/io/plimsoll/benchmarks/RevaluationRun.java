package io.plimsoll.benchmarks;

import io.plimsoll.engine.EngineCapacity;

/**
 * One engine, one book, one way that prices go. Orders are filled after each round of ticks, and account events, where there are any, come
 * in batches between rounds, so that what ticks cost and what events cost are told apart. One thread.
 */
final class RevaluationRun {
    /** For so many ticks there is an account event: one record in five. */
    private static final int TICKS_AN_EVENT = 4;
    /** Rounds from one batch of events to the next. */
    private static final int ROUNDS_A_BATCH = 10;

    private final Subject subject;
    private final EngineFeed feed;
    private final RevaluationWorld world;
    private final boolean isMixed;
    private final boolean isBounded;
    private CpuClock clock = new CpuClock();
    private CpuClock eventClock = new CpuClock();
    private long events;
    private long found;
    private long exact;
    private long outputs;

    /** Loads a book of the kind that is wanted. */
    RevaluationRun(
            final RevaluationOptions options,
            final int accounts,
            final Contestant finder,
            final RevaluationVariant variant) {
        final EngineCapacity capacity = new EngineCapacity(
                accounts,
                RevaluationWorld.maxLegs(accounts),
                accounts * 2,
                RevaluationWorld.ASSETS,
                RevaluationWorld.INSTRUMENTS);
        subject = finder.make(capacity);
        feed = new EngineFeed(subject, subject::defect);
        world = new RevaluationWorld(accounts, options.seed(), options.isSkewed(), feed);
        isMixed = variant == RevaluationVariant.EVENTS;
        isBounded = variant == RevaluationVariant.BOUND;
        world.load(options.bound(variant));
    }

    RevaluationResult play(final RevaluationRegime regime) {
        clock = new CpuClock();
        eventClock = new CpuClock();
        events = 0;
        found = 0;
        exact = 0;
        outputs = 0;
        final long ticksBefore = subject.ticks();
        final double drift = regime.drift();
        start();
        for (int round = 0; round < regime.rounds(); round++) {
            for (int id = 1; id <= RevaluationWorld.INSTRUMENTS; id++) {
                world.move(id, drift + regime.wobble() * world.nextWobble());
            }
            if (isBounded) {
                drain();
            }
            final boolean isEventful = isMixed && round % ROUNDS_A_BATCH == 0;
            if (isEventful || feed.hasOrders()) {
                stop();
                feed.fillOrders();
                if (isEventful) {
                    playEvents();
                }
                start();
            }
        }
        stop();
        return new RevaluationResult(
                subject.ticks() - ticksBefore, clock.nanos(), events, eventClock.nanos(), found, exact, outputs);
    }

    // Else fills would serve the queue, off the clock, and a bounded cascade would seem to cost less than it does.
    private void drain() {
        for (int id = 1; subject.waiting() > 0; id = id % RevaluationWorld.INSTRUMENTS + 1) {
            world.move(id, 0);
        }
    }

    private void playEvents() {
        final int batch = ROUNDS_A_BATCH * RevaluationWorld.INSTRUMENTS / TICKS_AN_EVENT;
        eventClock.start();
        for (int i = 0; i < batch; i++) {
            world.accountEvent();
        }
        eventClock.stop();
        events += batch;
    }

    private void start() {
        count(-1);
        clock.start();
    }

    private void stop() {
        clock.stop();
        count(1);
    }

    private void count(final int sign) {
        found += sign * subject.found();
        exact += sign * subject.exact();
        outputs += sign * feed.outputs();
    }
}
