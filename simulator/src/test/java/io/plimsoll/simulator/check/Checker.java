package io.plimsoll.simulator.check;

import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.journal.LogName;
import io.plimsoll.simulator.Violation;
import io.plimsoll.simulator.disk.JournalRecord;

/** Holds one promise. Throws a {@link Violation} where it is broken. */
public interface Checker {
    /** A record stands in {@code inputs} from now on. */
    default void onInput(final JournalRecord record) {}

    /** A record stands in {@code orders} from now on. */
    default void onOutput(final Output output) {}

    /** The process is dead, maybe for lack of power, and this is what can be read. */
    default void onSurvivors(final Survivors survivors) {}

    /** A new process has opened a log for appending, after its last record. */
    default void onOpened(final LogName log, final long lastSequence) {}

    /** A new process has brought its engine to the end of {@code inputs}, and has written nothing else yet. */
    default void onRecovered(final MarginEngine engine) {}

    /** Every fault has healed, and nothing is left to do. */
    default void onConverged() {}

    /** The promise is broken. */
    default Violation violation(final String what) {
        return new Violation(getClass().getSimpleName(), what);
    }
}
