package io.plimsoll.simulator;

/** Ends a process after so many steps. */
public final class CrashPlan implements Steps {
    private static final int NEVER = -1;

    private int stepsLeft = NEVER;

    /** The process dies before the step with this number, from 1. */
    public void dieAt(final int step) {
        stepsLeft = step;
    }

    /** It lives on. */
    public void cancel() {
        stepsLeft = NEVER;
    }

    @Override
    public void before(final String step) {
        if (stepsLeft != NEVER && --stepsLeft == 0) {
            cancel();
            throw new Crash(step);
        }
    }
}
