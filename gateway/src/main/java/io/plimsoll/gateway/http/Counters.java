package io.plimsoll.gateway.http;

import io.plimsoll.gateway.feed.Cut;
import io.plimsoll.gateway.feed.FollowEvents;
import io.plimsoll.gateway.feed.Resync;
import io.plimsoll.journal.talk.EventLog;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens, for {@code /v1/health}. Any thread. */
public final class Counters implements FollowEvents {
    private static final EventLog LOG = EventLog.of(Counters.class);

    private final Map<Counter, LongAdder> counters = new EnumMap<>(Counter.class);
    private final Map<Refusal, LongAdder> refusals = new EnumMap<>(Refusal.class);

    public Counters() {
        for (final Counter counter : Counter.values()) {
            counters.put(counter, new LongAdder());
        }
        for (final Refusal refusal : Refusal.values()) {
            refusals.put(refusal, new LongAdder());
        }
    }

    /** One more. */
    public void count(final Counter counter) {
        counters.get(counter).increment();
    }

    /** One more refusal. */
    public void count(final Refusal refusal) {
        refusals.get(refusal).increment();
    }

    /** How often. */
    public long value(final Counter counter) {
        return counters.get(counter).sum();
    }

    /** How often. */
    public long value(final Refusal refusal) {
        return refusals.get(refusal).sum();
    }

    @Override
    public void sent(final int events, final long bytes) {
        counters.get(Counter.EVENTS_SENT).add(events);
        counters.get(Counter.EVENT_BYTES_SENT).add(bytes);
    }

    @Override
    public void resynced(final Resync.Reason reason) {
        count(Counter.of(reason));
    }

    @Override
    public void cut(final Cut reason) {
        count(Counter.of(reason));
    }

    @Override
    public void failed(final RuntimeException fault) {
        count(Counter.FAULTS);
        LOG.error(GatewayCode.STREAM_ENDED, "a client's stream ends by a fault of the program", fault);
    }
}
