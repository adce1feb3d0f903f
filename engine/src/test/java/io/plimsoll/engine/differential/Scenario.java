package io.plimsoll.engine.differential;

/** A few records that lead to one interesting place. */
@FunctionalInterface
interface Scenario {
    /** Puts its steps on the script; none if the place cannot be reached from here. */
    void play(Script script);
}
