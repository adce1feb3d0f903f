package io.plimsoll.feed.file;

/**
 * {@code timestamp,price,amount}: the trades of one market, which the file does not name. Each price feeds every symbol
 * that the caller named, one tick each, in the caller's order; symbol numbers are those places.
 */
final class TradeRows implements RowFormat {
    private final int feeds;
    private final int time;
    private final int price;
    private final SymbolTable table;
    private final RowSymbols symbols;

    TradeRows(final Header header, final int feeds, final SymbolTable table) {
        this.feeds = feeds;
        this.table = table;
        symbols = new RowSymbols(table);
        time = header.column("timestamp");
        price = header.column("price");
    }

    @Override
    public int ticksPerRow() {
        return feeds;
    }

    @Override
    public boolean namesSymbols() {
        return false;
    }

    @Override
    public boolean hasConfidence() {
        return false;
    }

    @Override
    public void read(final CsvLine line, final TickRows rows) {
        rows.addRow(line.time(time, TimeUnits.SECONDS), -1);
        for (int symbol = 0; symbol < feeds; symbol++) {
            rows.addValue(symbols.price(line, price, symbol));
            table.countTicks(symbol, 1);
        }
    }
}
