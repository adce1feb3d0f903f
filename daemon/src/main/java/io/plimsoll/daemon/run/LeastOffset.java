package io.plimsoll.daemon.run;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * The least of the times from a venue's timestamps to their arrival here, within the last half minute to minute. The message's way only adds
 * to it, so the least is nearest to what the two clocks differ by. Any thread.
 */
final class LeastOffset {
    private static final long WINDOW_NS = TimeUnit.SECONDS.toNanos(30);

    private long startedNs;
    private OptionalLong current = OptionalLong.empty();
    private OptionalLong before = OptionalLong.empty();

    /** @param nowNs of the monotonic clock, as all times here */
    LeastOffset(final long nowNs) {
        startedNs = nowNs;
    }

    synchronized void seen(final long offsetNs, final long nowNs) {
        turn(nowNs);
        current = OptionalLong.of(Math.min(offsetNs, current.orElse(Long.MAX_VALUE)));
    }

    /** Empty where nothing was seen for so long. */
    synchronized OptionalLong least(final long nowNs) {
        turn(nowNs);
        return current.isPresent() && before.isPresent()
                ? OptionalLong.of(Math.min(current.getAsLong(), before.getAsLong()))
                : current.isPresent() ? current : before;
    }

    private void turn(final long nowNs) {
        final long passedNs = nowNs - startedNs;
        if (passedNs >= WINDOW_NS) {
            before = passedNs >= 2 * WINDOW_NS ? OptionalLong.empty() : current;
            current = OptionalLong.empty();
            startedNs = nowNs;
        }
    }
}
