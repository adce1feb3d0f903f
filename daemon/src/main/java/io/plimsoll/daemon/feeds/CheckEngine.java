package io.plimsoll.daemon.feeds;

import io.plimsoll.daemon.chain.EngineInput;
import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.daemon.definitions.DefinitionRecords;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.feed.InputPort;
import io.plimsoll.protocol.codec.EngineMode;
import java.util.concurrent.locks.ReentrantLock;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.EpochNanoClock;

/**
 * The real engine behind feeds that are only tried out: disarmed, without accounts, ring or journal, so that the guards answer as they
 * would in the daemon. Any number of threads; one record at a time.
 */
final class CheckEngine implements InputPort {
    private final ReentrantLock lock = new ReentrantLock();
    private final EngineInput input;
    private final EpochNanoClock clock;

    /**
     * With the definitions in force.
     *
     * @param clock what records without an event time of their own get
     */
    CheckEngine(final DefinitionSet definitions, final GuardStates states, final EpochNanoClock clock) {
        this.clock = clock;
        final EngineCapacity capacity = new EngineCapacity(
                1,
                1,
                1,
                Math.max(1, definitions.assets().size()),
                Math.max(1, definitions.instruments().size()));
        input = new EngineInput(new MarginEngine(capacity), states);
        final long now = clock.nanoTime();
        new RunRecords(input).ready(EngineMode.SHADOW, capacity, 0, "", now);
        new DefinitionRecords(definitions).write(input, now);
    }

    /** Time passes: sources that have said nothing for too long stop counting. */
    void timer() {
        new RunRecords(this).timer(clock.nanoTime(), LIVE_TIME);
    }

    @Override
    public long claim() {
        lock.lock();
        return input.claim();
    }

    @Override
    public long tryClaim() {
        return claim();
    }

    @Override
    public MutableDirectBuffer buffer(final long slot) {
        return input.buffer(slot);
    }

    @Override
    public int messageOffset(final long slot) {
        return input.messageOffset(slot);
    }

    @Override
    public int maxMessageLength() {
        return input.maxMessageLength();
    }

    @Override
    public void publish(final long slot, final int length, final long dueNanoTime, final long eventNs) {
        try {
            input.publish(slot, length, dueNanoTime, eventNs == LIVE_TIME ? clock.nanoTime() : eventNs);
        } finally {
            lock.unlock();
        }
    }
}
