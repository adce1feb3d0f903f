package io.plimsoll.feed.live;

import io.plimsoll.feed.PriceId;
import java.util.LinkedHashMap;
import java.util.Map;

/** Symbols of tests. */
public final class Symbols {
    private Symbols() {}

    /** Symbols with decimals behind a slash, {@code "BTC-USD/2"}, numbered as they come. */
    public static SymbolIndex of(final String... symbols) {
        final Map<String, PriceId> ids = new LinkedHashMap<>();
        for (final String symbol : symbols) {
            final int slash = symbol.lastIndexOf('/');
            ids.put(
                    symbol.substring(0, slash),
                    new PriceId(ids.size() + 1, Integer.parseInt(symbol.substring(slash + 1))));
        }
        return new SymbolIndex(ids);
    }
}
