package io.plimsoll.daemon.run;

import java.util.concurrent.TimeUnit;

/**
 * When a matching engine may be asked: the same request again after a while, another one at once, but of those no more than one a second in
 * the long run, since each may make it say all its snapshots. Times are {@link System#nanoTime()}. One thread.
 */
final class AskPace {
    /** The same request, again. */
    static final long AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(500);
    /** So many that differ may follow one another at once. */
    static final int BURST = 20;
    /** After as long there may be one more. */
    static final long ONE_MORE_NS = TimeUnit.SECONDS.toNanos(1);

    private boolean hasAsked;
    private long askedId;
    private long askedNs;
    private long countedNs;
    private int left = BURST;

    /** Whether the request may go out. */
    boolean mayAsk(final long requestId, final long nowNs) {
        if (!hasAsked) {
            return true;
        }
        if (askedId == requestId) {
            return nowNs - askedNs >= AGAIN_NS;
        }
        final long more = (nowNs - countedNs) / ONE_MORE_NS;
        countedNs += more * ONE_MORE_NS;
        left = (int) Math.min(BURST, left + more);
        return left > 0;
    }

    /** The request went out; whether it is another than the last one. */
    boolean asked(final long requestId, final long nowNs) {
        final boolean isNew = !hasAsked || askedId != requestId;
        if (!hasAsked) {
            countedNs = nowNs;
        }
        if (isNew) {
            left--;
        }
        hasAsked = true;
        askedId = requestId;
        askedNs = nowNs;
        return isNew;
    }
}
