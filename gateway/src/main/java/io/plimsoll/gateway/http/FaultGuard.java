package io.plimsoll.gateway.http;

import io.plimsoll.journal.talk.EventLog;

/**
 * Runs, again and again, what has to go on whatever happens: a fault is counted, told of once until it is done again, and ends nothing. One
 * thread.
 */
public final class FaultGuard {
    private static final EventLog LOG = EventLog.of(FaultGuard.class);

    private final Counters counters;
    private final String fault;
    private boolean isFailing;

    /** @param fault what a fault keeps from being done, for people */
    public FaultGuard(final Counters counters, final String fault) {
        this.counters = counters;
        this.fault = fault;
    }

    /** Runs it; nothing that it throws comes out, an Error neither: nobody would notice that its thread has ended. */
    public void run(final Runnable work) {
        try {
            work.run();
            isFailing = false;
        } catch (final RuntimeException | Error e) {
            counters.count(Counter.FAULTS);
            if (!isFailing) {
                LOG.error(GatewayCode.DUTY_FAILED, "{} by a fault of the program; tried again", fault, e);
            }
            isFailing = true;
        }
    }
}
