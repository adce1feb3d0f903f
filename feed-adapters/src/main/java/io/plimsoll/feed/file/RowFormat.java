package io.plimsoll.feed.file;

/** How one kind of file turns a row into ticks: the columns are found once, from the header. One thread. */
interface RowFormat {
    /** Ticks that each row becomes. */
    int ticksPerRow();

    /** Whether each row names its own symbol; otherwise a row's n-th tick belongs to symbol number n. */
    boolean namesSymbols();

    /** Whether rows may carry a confidence. */
    boolean hasConfidence();

    /** Adds the row that {@code line} stands at. */
    void read(CsvLine line, TickRows rows);
}
