package io.plimsoll.simulator.crash;

import io.plimsoll.simulator.Crash;
import io.plimsoll.simulator.Steps;
import java.util.LinkedHashSet;
import java.util.Set;

/** Once armed, ends the process before the first step of a name; without one, only takes note of the steps that it sees. */
final class CrashPoint implements Steps {
    private static final String NONE = "";

    private final Set<String> seen = new LinkedHashSet<>();
    private String target = NONE;
    private boolean isArmed;

    void arm(final String step) {
        target = step;
        isArmed = true;
    }

    void takeNotes() {
        arm(NONE);
    }

    void disarm() {
        isArmed = false;
    }

    /** In order of first appearance. */
    Set<String> seen() {
        return seen;
    }

    @Override
    public void before(final String step) {
        if (isArmed) {
            seen.add(step);
            if (step.equals(target)) {
                disarm();
                throw new Crash(step);
            }
        }
    }
}
