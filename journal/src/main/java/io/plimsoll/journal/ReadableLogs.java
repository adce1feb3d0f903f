package io.plimsoll.journal;

/** Where logs are read from: a journal directory ({@link FrameLogs}), or whatever stands in for one. Any thread. */
@FunctionalInterface
public interface ReadableLogs {
    /** Opens a log for reading, strictly; the reader belongs to one thread. Touches nothing until the first poll. */
    FrameLogReader reader(LogName log, Position from);

    /** The inputs that no reader delivers, though {@code orders} may hold decisions on them. */
    default Quarantine quarantine() {
        return Quarantine.NONE;
    }
}
