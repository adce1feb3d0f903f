package io.plimsoll.daemon.feeds;

import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.feed.live.RepeatedFault;
import io.plimsoll.journal.talk.EventLog;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells in the log which price feed failed, and why. A live one tries again with its next message, so one fault may come a thousand times a
 * second: of one kind and feed it is told once a minute. Any thread.
 */
public final class FeedFaults implements FeedErrors {
    private static final EventLog LOG = EventLog.of(FeedFaults.class);

    private final Map<String, RepeatedFault> faults = new ConcurrentHashMap<>();

    @Override
    public void met(final String feed, final Throwable cause) {
        final String more = more(feed, cause, System.nanoTime());
        if (more != null) {
            LOG.error(
                    LogCode.FEED_FAULT,
                    "price feed {} met a fault and goes on with its next message: {}{}",
                    feed,
                    cause.toString(),
                    more,
                    cause);
        }
    }

    @Override
    public void ended(final String feed, final Throwable cause) {
        LOG.error(LogCode.FEED_STOPPED, "price feed {} has ended: {}", feed, cause.toString(), cause);
    }

    /** What to say behind it, or null where it is to be left out. The texts of one fault may differ: where it was thrown makes it the same. */
    String more(final String feed, final Throwable cause, final long nowNs) {
        final StackTraceElement[] trace = cause.getStackTrace();
        final String kind = feed + ' ' + cause.getClass().getName() + ' ' + (trace.length == 0 ? "" : trace[0]);
        final RepeatedFault fault = faults.computeIfAbsent(kind, seen -> new RepeatedFault());
        synchronized (fault) {
            return fault.comes(nowNs);
        }
    }
}
