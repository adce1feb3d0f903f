package io.plimsoll.simulator;

/** Told before each step that changes anything outside the process; may end the process there by throwing a {@link Crash}. */
@FunctionalInterface
public interface Steps {
    /** The step with this name is next. */
    void before(String step);
}
