package io.plimsoll.feed.binance;

import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.text.JsonValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which symbols of a source are of one contract: {@code BTCUSDT@mark} and {@code BTCUSDT@index} of {@code BTCUSDT}. Immutable, any thread.
 */
final class Contracts {
    private static final String MARK = "@mark";
    private static final String INDEX = "@index";

    private final SymbolIndex symbols;
    private final SymbolIndex names;
    private final int[] marks;
    private final int[] indexes;

    Contracts(final SymbolIndex symbols) {
        this.symbols = symbols;
        final Map<String, PriceId> contracts = new LinkedHashMap<>();
        for (int symbol = 0; symbol < symbols.size(); symbol++) {
            contracts.putIfAbsent(contract(symbols.name(symbol)), symbols.price(symbol));
        }
        names = new SymbolIndex(contracts);
        marks = new int[names.size()];
        indexes = new int[names.size()];
        Arrays.fill(marks, SymbolIndex.UNKNOWN);
        Arrays.fill(indexes, SymbolIndex.UNKNOWN);
        for (int contract = 0; contract < names.size(); contract++) {
            for (int symbol = 0; symbol < symbols.size(); symbol++) {
                if (symbols.name(symbol).equals(names.name(contract) + MARK)) {
                    marks[contract] = symbol;
                } else if (symbols.name(symbol).equals(names.name(contract) + INDEX)) {
                    indexes[contract] = symbol;
                }
            }
        }
    }

    private static String contract(final String symbol) {
        final int at = symbol.lastIndexOf('@');
        final boolean isKnown = symbol.endsWith(MARK) || symbol.endsWith(INDEX);
        if (at < 1 || !isKnown || !symbol.substring(0, at).chars().allMatch(Contracts::isOfName)) {
            throw new IllegalArgumentException("'" + symbol
                    + "' is no price of a Binance contract; expected one such as BTCUSDT@mark or BTCUSDT@index");
        }
        return symbol.substring(0, at);
    }

    // Large letters, digits and, of dated contracts, a low line; some are written in Chinese.
    private static boolean isOfName(final int c) {
        return c == '_' || (Character.isLetterOrDigit(c) && !Character.isLowerCase(c));
    }

    /** Number of the contract with a name, or {@link SymbolIndex#UNKNOWN}. */
    int find(final JsonValue name) {
        return names.find(name.bytes(), name.offset(), name.length());
    }

    /** How many contracts there are. */
    int size() {
        return names.size();
    }

    /** The contract's name. */
    String name(final int contract) {
        return names.name(contract);
    }

    /** The symbol of its mark price, or {@link SymbolIndex#UNKNOWN} where nobody asks for it. */
    int mark(final int contract) {
        return marks[contract];
    }

    /** The symbol of its index price, or {@link SymbolIndex#UNKNOWN} where nobody asks for it. */
    int index(final int contract) {
        return indexes[contract];
    }

    /** Decimals of a symbol's price. */
    int decimals(final int symbol) {
        return symbols.price(symbol).decimals();
    }
}
