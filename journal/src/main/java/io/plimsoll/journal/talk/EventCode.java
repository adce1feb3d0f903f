package io.plimsoll.journal.talk;

/**
 * What a line of a program's log is about, for filters and alerts: a constant of the program's own enum, so that one code is one object. A
 * code never changes its meaning; the words behind it may.
 */
public interface EventCode {
    /** As it stands in the line. */
    String name();

    /** In a few words. */
    String meaning();
}
