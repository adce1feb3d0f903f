package io.plimsoll.feed.file;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A file's first line: recognises the format by the column names, in whatever order they stand. Price and trade files
 * have exactly the named columns, so that a mistyped one is not silently ignored; bars may carry any others.
 */
final class Header {
    private static final String ACCEPTED = "one of: ts,instrument,price | ts,instrument,price,confidence"
            + " | ts,symbol,open,high,low,close with any further columns | timestamp,price,amount;"
            + " ts is in milliseconds, ts_s, ts_ms, ts_us or ts_ns in its place say their unit";
    private static final Set<String> BAR = Set.of("symbol", "open", "high", "low", "close");

    private final List<String> columns;

    private Header(final String[] columns) {
        this.columns = Arrays.asList(columns);
    }

    /** The format that the header on the current line announces. */
    static RowFormat recognise(
            final CsvLine line, final List<String> feeds, final SymbolTable symbols, final RowSymbols rowSymbols) {
        final Header header = new Header(line.readHeader());
        final Set<String> names = new HashSet<>(header.columns);
        if (names.equals(Set.of("timestamp", "price", "amount")) && header.allDistinct(names)) {
            if (feeds.isEmpty()) {
                throw line.error(
                        "a trade file, which names no instrument, and no instrument was named for it",
                        "the instruments that its prices feed, from whoever opens the file");
            }
            return new TradeRows(header, feeds.size(), symbols);
        }
        if (!header.allDistinct(names) || !header.hasOneTime()) {
            throw unrecognised(line, header);
        }
        final RowFormat format;
        names.removeIf(name -> TimeUnits.ofColumn(name) != null);
        if (names.containsAll(BAR)) {
            format = new BarRows(header, rowSymbols);
        } else if (names.equals(Set.of("instrument", "price"))
                || names.equals(Set.of("instrument", "price", "confidence"))) {
            format = new PriceRows(header, rowSymbols);
        } else {
            throw unrecognised(line, header);
        }
        if (!feeds.isEmpty()) {
            throw line.error(
                    "a file that names its instruments, while " + feeds + " was named for it",
                    "no instruments from whoever opens the file, or a trade file");
        }
        return format;
    }

    private static RuntimeException unrecognised(final CsvLine line, final Header header) {
        return line.error("unrecognised header '" + String.join(",", header.columns) + "'", ACCEPTED);
    }

    private boolean allDistinct(final Set<String> names) {
        return names.size() == columns.size();
    }

    private boolean hasOneTime() {
        return columns.stream().filter(name -> TimeUnits.ofColumn(name) != null).count() == 1;
    }

    /** Place of a column, or -1. */
    int column(final String name) {
        return columns.indexOf(name);
    }

    int timeColumn() {
        for (int column = 0; column < columns.size(); column++) {
            if (TimeUnits.ofColumn(columns.get(column)) != null) {
                return column;
            }
        }
        throw new IllegalStateException("a header without a time column was accepted");
    }

    TimeUnits timeUnit() {
        return TimeUnits.ofColumn(columns.get(timeColumn()));
    }
}
