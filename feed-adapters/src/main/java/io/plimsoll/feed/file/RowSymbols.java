package io.plimsoll.feed.file;

import io.plimsoll.feed.PriceId;
import java.nio.charset.CharacterCodingException;

/** Reads symbols and the prices that belong to them; what the formats share. One thread. */
final class RowSymbols {
    private final SymbolTable symbols;

    RowSymbols(final SymbolTable symbols) {
        this.symbols = symbols;
    }

    /** Number of the symbol in a column, {@code ticks} more of which are counted. */
    int read(final CsvLine line, final int column, final int ticks) {
        final int symbol;
        try {
            symbol = line.isEmpty(column) ? -1 : symbols.number(line.bytes(), line.start(column), line.end(column));
        } catch (final CharacterCodingException e) {
            throw line.error(column, "a symbol in UTF-8");
        }
        if (symbol < 0) {
            throw line.isEmpty(column)
                    ? line.error(column, "a symbol")
                    : line.error(column, "at most " + SymbolTable.MAX_SYMBOLS + " different symbols in a file");
        }
        symbols.countTicks(symbol, ticks);
        return symbol;
    }

    /** The price in a column; 0 for an unknown symbol, whose scale nobody knows, once it is seen to be a number. */
    long price(final CsvLine line, final int column, final int symbol) {
        final PriceId id = symbols.priceId(symbol);
        if (id == null) {
            line.checkDecimal(column);
            return 0;
        }
        return line.decimal(column, id.decimals(), symbols, symbol);
    }
}
