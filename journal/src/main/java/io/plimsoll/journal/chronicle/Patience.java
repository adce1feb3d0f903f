package io.plimsoll.journal.chronicle;

/**
 * How long a reader puts up with what may pass: a log that does not exist yet, a file that is being made, a committed record
 * that does not show. Nanoseconds of {@link System#nanoTime()}; the reader's thread.
 */
final class Patience {
    private static final long LOOK_EVERY_NS = 100_000_000;

    // A roll takes 5-8 ms here, and its chmod less; a reader that stops for nothing is worse than one that stops 2 s
    // late.
    private static final long GRACE_NS = 2_000_000_000;

    private long nextLookNs = System.nanoTime();
    private boolean strained;
    private long sinceNs;

    /** True at first, and then at most every 100 ms. */
    boolean isTimeToLook() {
        final long now = System.nanoTime();
        if (now - nextLookNs < 0) {
            return false;
        }
        nextLookNs = now + LOOK_EVERY_NS;
        return true;
    }

    /** Whether trouble has lasted for 2 s, counted from the first call after {@link #restore()}. */
    boolean isOver() {
        final long now = System.nanoTime();
        if (!strained) {
            strained = true;
            sinceNs = now;
        }
        return now - sinceNs >= GRACE_NS;
    }

    /** The trouble has passed. */
    void restore() {
        strained = false;
    }
}
