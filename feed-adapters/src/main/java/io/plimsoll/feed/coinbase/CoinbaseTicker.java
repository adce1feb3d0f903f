package io.plimsoll.feed.coinbase;

import io.plimsoll.feed.live.Endpoint;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.live.Venue;
import io.plimsoll.feed.live.VenueLimits;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Coinbase Exchange's public feed. A symbol is a product such as {@code BTC-USD}. The subscription has to come within 5 s of the
 * connection and is confirmed in one message; a product that does not exist makes it refuse all of them. Heartbeats come once a second and
 * product, trades when there are any: a price is as old as the last trade.
 */
public final class CoinbaseTicker implements Venue {
    /** Where the feed is that asks for no key. */
    public static final URI DEFAULT_BASE = URI.create("wss://ws-feed.exchange.coinbase.com");

    private static final Duration MAX_SILENCE = Duration.ofSeconds(10); // ten heartbeats
    private static final Duration MAX_PRICE_SILENCE = Duration.ofMinutes(5); // trades, of whichever product
    private static final Duration MAX_BEHIND = Duration.ofSeconds(10); // of the last trade, by the heartbeat
    private static final int MAX_FRAME_BYTES = 1 << 20; // a confirmation names every product twice

    private final Endpoint endpoint;
    private final String subscription;
    private final int expectedAcknowledgements;
    private final CoinbaseParser parser;

    /**
     * Checks the symbols.
     *
     * @param base the feed's address
     * @param symbols products
     */
    public CoinbaseTicker(final URI base, final SymbolIndex symbols) {
        final StringBuilder products = new StringBuilder();
        final StringBuilder channels = new StringBuilder();
        for (int i = 0; i < symbols.size(); i++) {
            products.append(i == 0 ? "" : ",").append(quoted(symbols.name(i)));
        }
        for (int i = 0; i < Confirmation.OUR_CHANNELS.size(); i++) {
            channels.append(i == 0 ? "" : ",").append(quoted(Confirmation.OUR_CHANNELS.name(i)));
        }
        endpoint = Endpoint.of(base);
        subscription = "{\"type\":\"subscribe\",\"product_ids\":[" + products + "],\"channels\":[" + channels + "]}";
        expectedAcknowledgements = symbols.size() * Confirmation.OUR_CHANNELS.size();
        parser = new CoinbaseParser(symbols);
    }

    private static String quoted(final String name) {
        if (name.isEmpty() || !name.chars().allMatch(c -> c == '-' || (c < 0x80 && Character.isLetterOrDigit(c)))) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no product of Coinbase; expected one such as BTC-USD");
        }
        return '"' + name + '"';
    }

    @Override
    public Kind kind() {
        return Kind.WEB_SOCKET;
    }

    @Override
    public Endpoint endpoint(final int connection, final long nowMs) {
        return endpoint;
    }

    @Override
    public List<String> subscription() {
        return List.of(subscription);
    }

    @Override
    public int expectedAcknowledgements() {
        return expectedAcknowledgements;
    }

    @Override
    public FrameParser parser() {
        return parser;
    }

    @Override
    public VenueLimits limits() {
        return new VenueLimits(1, MAX_SILENCE, MAX_PRICE_SILENCE, null, null, MAX_FRAME_BYTES)
                .withMaxBehind(MAX_BEHIND);
    }
}
