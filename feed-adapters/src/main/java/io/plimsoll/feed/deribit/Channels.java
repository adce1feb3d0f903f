package io.plimsoll.feed.deribit;

import io.plimsoll.feed.live.SymbolIndex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The channels that a source's symbols need, and which symbols each of them prices: an option's price and its volatility come by one.
 * Immutable, any thread.
 */
final class Channels {
    // What the venue does not aggregate (.raw) wants a login.
    private static final String INTERVAL = ".100ms";
    private static final Pattern INDEX = Pattern.compile("[a-z0-9]+_[a-z0-9]+");
    private static final Pattern INSTRUMENT = Pattern.compile("[A-Z0-9][A-Za-z0-9_-]+");

    /**
     * A symbol that a channel prices.
     *
     * @param symbol number in the index
     * @param figure which of the channel's numbers
     */
    record Priced(int symbol, Figure figure) {}

    private final Map<String, List<Priced>> byName = new LinkedHashMap<>();

    /**
     * Takes a source's symbols.
     *
     * @throws IllegalArgumentException where one is no name of the venue's
     */
    Channels(final SymbolIndex symbols) {
        for (int i = 0; i < symbols.size(); i++) {
            add(i, symbols.name(i));
        }
    }

    private void add(final int symbol, final String text) {
        if (INDEX.matcher(text).matches()) {
            add("deribit_price_index." + text, new Priced(symbol, Figure.PRICE));
            return;
        }
        final int at = text.indexOf('@');
        final String instrument = at < 0 ? text : text.substring(0, at);
        if (!INSTRUMENT.matcher(instrument).matches()) {
            throw new IllegalArgumentException(
                    "symbol " + text + "; expected an index such as btc_usd or an instrument such as BTC-PERPETUAL");
        }
        final Figure figure = at < 0 ? Figure.MARK_PRICE : Figure.ofTicker(text.substring(at + 1));
        add("ticker." + instrument + INTERVAL, new Priced(symbol, figure));
    }

    private void add(final String channel, final Priced priced) {
        byName.computeIfAbsent(channel, name -> new ArrayList<>()).add(priced);
    }

    /** Their names, in the order of the symbols. */
    Set<String> names() {
        return byName.keySet();
    }

    /** What a channel prices; nothing where nobody asked for it. */
    List<Priced> priced(final String channel) {
        return byName.getOrDefault(channel, List.of());
    }
}
