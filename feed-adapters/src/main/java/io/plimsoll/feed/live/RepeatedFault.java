package io.plimsoll.feed.live;

import java.util.concurrent.TimeUnit;

/** A fault that may come again with every message: said when it is new, and then once a minute with how often it came. One thread at a time. */
public final class RepeatedFault {
    private static final long PAUSE_NS = TimeUnit.MINUTES.toNanos(1);

    private boolean isKnown;
    private long saidNs;
    private long leftOut;

    /**
     * It came once more.
     *
     * @param nowNs {@link System#nanoTime()}
     * @return what to say behind its text, which is nothing at first; null where it is to be left out
     */
    public String comes(final long nowNs) {
        if (isKnown && nowNs - saidNs < PAUSE_NS) {
            leftOut++;
            return null;
        }
        final String more = leftOut == 0 ? "" : " (and " + leftOut + " more like it since the last of these lines)";
        isKnown = true;
        saidNs = nowNs;
        leftOut = 0;
        return more;
    }
}
