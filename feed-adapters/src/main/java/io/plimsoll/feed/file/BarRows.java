package io.plimsoll.feed.file;

/**
 * {@code ts,symbol,open,high,low,close,...}: a bar becomes four ticks of its time. Which extreme came first is not
 * recorded; a rising bar is taken to have dipped first and a falling or level one to have risen first.
 */
final class BarRows implements RowFormat {
    private final TimeUnits unit;
    private final int time;
    private final int instrument;
    private final int open;
    private final int high;
    private final int low;
    private final int close;
    private final RowSymbols symbols;

    BarRows(final Header header, final RowSymbols symbols) {
        this.symbols = symbols;
        unit = header.timeUnit();
        time = header.timeColumn();
        instrument = header.column("symbol");
        open = header.column("open");
        high = header.column("high");
        low = header.column("low");
        close = header.column("close");
    }

    @Override
    public int ticksPerRow() {
        return 4;
    }

    @Override
    public boolean namesSymbols() {
        return true;
    }

    @Override
    public boolean hasConfidence() {
        return false;
    }

    @Override
    public void read(final CsvLine line, final TickRows rows) {
        final int symbol = symbols.read(line, instrument, ticksPerRow());
        rows.addRow(line.time(time, unit), symbol);
        final long first = symbols.price(line, open, symbol);
        final long highest = symbols.price(line, high, symbol);
        final long lowest = symbols.price(line, low, symbol);
        final long last = symbols.price(line, close, symbol);
        final boolean rising = last > first;
        rows.addValue(first);
        rows.addValue(rising ? lowest : highest);
        rows.addValue(rising ? highest : lowest);
        rows.addValue(last);
    }
}
