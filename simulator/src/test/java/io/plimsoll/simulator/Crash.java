package io.plimsoll.simulator;

/**
 * The process is gone: nothing of it that was not written outside of it is left. An error, since no handler of exceptions outlives it.
 */
public final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    /** @param step before which it died */
    public Crash(final String step) {
        super(step, null, false, false);
    }
}
