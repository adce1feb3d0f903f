package io.plimsoll.daemon.run;

import io.plimsoll.feed.record.Continuity;
import java.util.concurrent.TimeUnit;

/**
 * Sees where a matching engine's answer begins and does not end: the source would wait for it without a word. An answer may be long, so it
 * is given up when nothing of it comes, or when it lasts for longer than any before it had to: records of now, which come behind it, look
 * the same. What came of it is kept. One thread.
 */
final class AnswerWatch {
    /** Without an account record for longer, an answer is given up. */
    static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(10);
    /** The first one that lasts for longer is given up, the next after twice the time: one that is long gets through. */
    static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(60);

    private long limitNs = LIMIT_NS;
    private boolean isUnderWay;
    private long requestId;
    private long beganNs;
    private long came;
    private long cameNs;

    /** Why the answer under way is to be given up, or null. */
    String defect(final Continuity continuity, final long nowNs) {
        if (!continuity.isAnswered()) {
            isUnderWay = false;
            limitNs = continuity.isWhole() ? LIMIT_NS : limitNs;
            return null;
        }
        if (!isUnderWay || requestId != continuity.requestId()) {
            isUnderWay = true;
            requestId = continuity.requestId();
            beganNs = nowNs;
            cameNs = nowNs;
        }
        if (came != continuity.answered()) {
            came = continuity.answered();
            cameNs = nowNs;
        }
        if (nowNs - cameNs > SILENCE_NS) {
            return "the answer to request " + requestId + " has begun, and goes on no more";
        }
        if (nowNs - beganNs > limitNs) {
            final long lasted = TimeUnit.NANOSECONDS.toSeconds(limitNs);
            limitNs *= 2;
            return "the answer to request " + requestId + " has not ended within " + lasted + " s";
        }
        return null;
    }
}
