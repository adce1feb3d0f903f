package io.plimsoll.simulator.disk;

import io.plimsoll.journal.LogName;
import java.util.List;

/** Sees each record at the moment when every reader can. */
public interface JournalObserver {
    /** Looks away. */
    JournalObserver NOBODY = new JournalObserver() {};

    /** The record stands in the log from now on. */
    default void onVisible(final LogName log, final JournalRecord record) {}

    /** A repaired log took the place of the damaged one: this is all it holds. */
    default void onRepaired(final LogName log, final List<JournalRecord> records) {}
}
