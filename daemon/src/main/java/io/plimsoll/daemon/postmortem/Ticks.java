package io.plimsoll.daemon.postmortem;

import java.util.ArrayList;
import java.util.List;

/** Round places on an axis. Stateless. */
final class Ticks {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long[] TIME_STEPS = {
        SECOND,
        2 * SECOND,
        5 * SECOND,
        10 * SECOND,
        30 * SECOND,
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        6 * HOUR,
        12 * HOUR,
        DAY,
        2 * DAY,
        5 * DAY,
        10 * DAY,
        30 * DAY,
        90 * DAY,
        365 * DAY
    };

    private Ticks() {}

    /** The step, 1, 2 or 5 times a power of ten, that divides a range into at most so many pieces. */
    static double step(final double range, final int pieces) {
        final double power = Math.pow(10, Math.floor(Math.log10(range / pieces)));
        for (final int factor : new int[] {1, 2, 5}) {
            if (range / (factor * power) <= pieces) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** Every multiple of a step within a range. */
    static List<Double> multiples(final double low, final double high, final double step) {
        final List<Double> multiples = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
            multiples.add(i * step);
        }
        return multiples;
    }

    /** Round times within a range, at most so many and one; where even seconds are too long, its two ends. */
    static List<Long> times(final long fromNs, final long toNs, final int pieces) {
        long step = 0;
        for (int i = 0; i < TIME_STEPS.length && step == 0; i++) {
            step = (toNs - fromNs) / TIME_STEPS[i] <= pieces ? TIME_STEPS[i] : 0;
        }
        if (step == 0 || toNs - fromNs < 2 * SECOND) {
            return List.of(fromNs, toNs);
        }
        final List<Long> times = new ArrayList<>();
        for (long at = Math.floorDiv(fromNs + step - 1, step) * step; at <= toNs; at += step) {
            times.add(at);
        }
        return times;
    }
}
