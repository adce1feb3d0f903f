package io.plimsoll.simulator.disk;

import io.plimsoll.journal.LogName;
import java.util.List;

/** Sees each record at the moment when every reader can. */
public interface JournalObserver {
    /** The record stands in the log from now on. */
    void onVisible(LogName log, JournalRecord record);

    /** A repaired log took the place of the damaged one: this is all it holds. */
    void onRepaired(LogName log, List<JournalRecord> records);
}
