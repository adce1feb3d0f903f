package io.plimsoll.simulator;

/** Ends the process after a number of steps that the dice say. */
final class CrashPlan implements Steps {
    private static final int NEVER = -1;

    private int stepsLeft = NEVER;

    /** The process dies before the step with this number, from 1. */
    void dieAt(final int step) {
        stepsLeft = step;
    }

    void cancel() {
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
