package io.plimsoll.feed.file;

import io.plimsoll.feed.TickSource;

/** {@code ts,instrument,price[,confidence]}: one row, one tick. */
final class PriceRows implements RowFormat {
    private final TimeUnits unit;
    private final int time;
    private final int instrument;
    private final int price;
    private final int confidence;
    private final RowSymbols symbols;

    PriceRows(final Header header, final RowSymbols symbols) {
        this.symbols = symbols;
        unit = header.timeUnit();
        time = header.timeColumn();
        instrument = header.column("instrument");
        price = header.column("price");
        confidence = header.column("confidence");
    }

    @Override
    public int ticksPerRow() {
        return 1;
    }

    @Override
    public boolean namesSymbols() {
        return true;
    }

    @Override
    public boolean hasConfidence() {
        return confidence >= 0;
    }

    @Override
    public void read(final CsvLine line, final TickRows rows) {
        final int symbol = symbols.read(line, instrument, 1);
        rows.addRow(line.time(time, unit), symbol);
        rows.addValue(symbols.price(line, price, symbol));
        if (confidence >= 0) {
            rows.addConfidence(line.isEmpty(confidence) ? TickSource.NO_CONFIDENCE : readConfidence(line, symbol));
        }
    }

    // Negative is no half-width, and the smallest long would read as "none".
    private long readConfidence(final CsvLine line, final int symbol) {
        final long value = symbols.price(line, confidence, symbol);
        if (value < 0) {
            throw line.error(confidence, "a confidence of 0 or more, or nothing");
        }
        return value;
    }
}
