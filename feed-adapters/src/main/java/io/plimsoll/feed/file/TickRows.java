package io.plimsoll.feed.file;

/**
 * The rows of a file in columns, 20 bytes for a row of one price (28 with confidence), in file order. Filled by one thread
 * and never changed afterwards.
 */
final class TickRows {
    private final int ticksPerRow;
    private final LongColumn times = new LongColumn();
    private final LongColumn values = new LongColumn();
    private final IntColumn symbols;
    private final LongColumn confidences;
    private long lastNs = Long.MIN_VALUE;
    private boolean inOrder = true;

    TickRows(final RowFormat format) {
        ticksPerRow = format.ticksPerRow();
        symbols = format.namesSymbols() ? new IntColumn() : null;
        confidences = format.hasConfidence() ? new LongColumn() : null;
    }

    /** Begins a row; its values follow, as many as {@link #ticksPerRow()}. */
    void addRow(final long eventNs, final int symbol) {
        times.add(eventNs);
        if (symbols != null) {
            symbols.add(symbol);
        }
        inOrder &= eventNs >= lastNs;
        lastNs = eventNs;
    }

    void addValue(final long mantissa) {
        values.add(mantissa);
    }

    void addConfidence(final long mantissa) {
        confidences.add(mantissa);
    }

    int rows() {
        return (int) times.size();
    }

    int ticksPerRow() {
        return ticksPerRow;
    }

    boolean inOrder() {
        return inOrder;
    }

    LongColumn times() {
        return times;
    }

    LongColumn values() {
        return values;
    }

    /** Symbol number per row, or null when symbols go by the tick's place in its row. */
    IntColumn symbols() {
        return symbols;
    }

    /** Confidence per row, or null when the file has none. */
    LongColumn confidences() {
        return confidences;
    }
}
