package io.plimsoll.feed.pace;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;

/**
 * When each tick of a replay is due, counted from its start: a function of the tick's number and recorded time alone,
 * never of when earlier ticks were really sent, so a stall shows as latency instead of shifting the schedule. Immutable,
 * any thread.
 */
public final class Pace {
    /** Largest rate: a tick each nanosecond. */
    public static final long MAX_TICKS_PER_SECOND = 1_000_000_000;

    /** Largest multiple of real time, in ppm: a million times. */
    public static final long MAX_SPEED_PPM = 1_000_000_000_000L;

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long NEVER = Long.MAX_VALUE / 4; // 73 years; far enough from overflow to be added to a clock

    private enum Kind {
        FULL_SPEED,
        TIMES_REAL_TIME,
        FIXED_RATE
    }

    private final Kind kind;
    private final long rate;
    private final String text;

    private Pace(final Kind kind, final long rate, final String text) {
        this.kind = kind;
        this.rate = rate;
        this.text = text;
    }

    /** As fast as the ring takes them. */
    public static Pace fullSpeed() {
        return new Pace(Kind.FULL_SPEED, 0, "full");
    }

    /** A multiple of real time in ppm: 1,000,000 is real time, 60,000,000 a minute per second. */
    public static Pace timesRealTime(final long speedPpm) {
        check(speedPpm, MAX_SPEED_PPM, "speed in ppm");
        return new Pace(Kind.TIMES_REAL_TIME, speedPpm, Decimals.format(speedPpm, Rates.DECIMALS) + "x");
    }

    /** Evenly spaced, whatever times were recorded. */
    public static Pace ticksPerSecond(final long ticksPerSecond) {
        check(ticksPerSecond, MAX_TICKS_PER_SECOND, "ticks per second");
        return new Pace(Kind.FIXED_RATE, ticksPerSecond, ticksPerSecond + "/s");
    }

    /**
     * The pace that {@link #toString()} wrote: {@code full}, {@code 60x} (or {@code 0.5x}), {@code 100000/s}.
     *
     * @throws IllegalArgumentException naming the forms
     */
    public static Pace parse(final String text) {
        try {
            if (text.equals("full")) {
                return fullSpeed();
            } else if (text.endsWith("x")) {
                return timesRealTime(Decimals.parse(text, 0, text.length() - 1, Rates.DECIMALS));
            } else if (text.endsWith("/s")) {
                return ticksPerSecond(Decimals.parse(text, 0, text.length() - 2, 0));
            }
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException("pace '" + text + "': " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(
                "pace '" + text + "'; expected full, a multiple of real time as 60x, or a rate as 100000/s");
    }

    private static void check(final long value, final long max, final String what) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(what + " is " + value + ", expected 1 to " + max);
        }
    }

    /** Whether ticks wait for their time at all. */
    public boolean isPaced() {
        return kind != Kind.FULL_SPEED;
    }

    /**
     * Nanoseconds from the replay's start to when a tick is due, rounded down.
     *
     * @param number the tick's number, from 0
     * @param elapsedNs its recorded time less that of the first tick, nanoseconds, not negative
     */
    long dueAfterNs(final long number, final long elapsedNs) {
        return switch (kind) {
            case FULL_SPEED -> 0;
            case TIMES_REAL_TIME -> scale(elapsedNs, Rates.ONE, rate);
            case FIXED_RATE -> scale(number, NANOS_PER_SECOND, rate);
        };
    }

    // value * numerator / denominator without an overflow between; both are at most 10^12 apart, see the limits above.
    private static long scale(final long value, final long numerator, final long denominator) {
        final long whole = value / denominator;
        final long rest = value % denominator;
        return whole > NEVER / numerator ? NEVER : whole * numerator + rest * numerator / denominator;
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return text;
    }
}
