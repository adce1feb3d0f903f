package io.plimsoll.feed.coinbase;

import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.live.Symbols;
import java.util.List;

/**
 * Messages as Coinbase Exchange writes them: ticker and heartbeat are the examples of
 * https://docs.cdp.coinbase.com/exchange/websocket-feed/channels, confirmation and error follow
 * https://docs.cdp.coinbase.com/exchange/websocket-feed/overview and https://docs.cdp.coinbase.com/exchange/websocket-feed/errors.
 */
final class CoinbaseMessages {
    static final String TICKER = "{\"type\":\"ticker\",\"sequence\":37475248783,\"product_id\":\"ETH-USD\","
            + "\"price\":\"1285.22\",\"open_24h\":\"1310.79\",\"volume_24h\":\"245532.79269678\",\"low_24h\":\"1280.52\","
            + "\"high_24h\":\"1313.8\",\"volume_30d\":\"9788783.60117027\",\"best_bid\":\"1285.04\","
            + "\"best_bid_size\":\"0.46688654\",\"best_ask\":\"1285.27\",\"best_ask_size\":\"1.56637040\",\"side\":\"buy\","
            + "\"time\":\"2022-10-19T23:28:22.061769Z\",\"trade_id\":370843401,\"last_size\":\"11.4396987\"}";
    static final String EURO = TICKER.replace("ETH-USD", "ETH-EUR");
    static final String UNKNOWN = TICKER.replace("ETH-USD", "ETH-DAI");
    static final String HEARTBEAT =
            "{\"type\":\"heartbeat\",\"sequence\":90,\"last_trade_id\":20,\"product_id\":\"BTC-USD\","
                    + "\"time\":\"2014-11-07T08:19:28.464459Z\"}";
    static final String CONFIRMATION = "{\"type\":\"subscriptions\",\"channels\":["
            + "{\"name\":\"level2\",\"product_ids\":[\"ETH-USD\",\"ETH-EUR\"]},"
            + "{\"name\":\"heartbeat\",\"product_ids\":[\"ETH-USD\",\"ETH-EUR\"],\"account_ids\":null},"
            + "{\"product_ids\":[\"ETH-EUR\",\"ETH-BTC\"],\"name\":\"ticker\"}]}";
    static final String ERROR =
            "{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":\"ETH-XYZ is not a valid product\"}";
    static final String SLOW = "{\"type\":\"error\",\"message\":\"ErrSlowConsume\"}";
    static final String NEW_TYPE = "{\"type\":\"status\",\"products\":[{\"id\":\"ETH-USD\"}],\"price\":7}";
    static final List<String> GOOD = List.of(TICKER, EURO, UNKNOWN, HEARTBEAT, CONFIRMATION, ERROR, SLOW, NEW_TYPE);

    private CoinbaseMessages() {}

    /** ETH-USD at 8 decimals, ETH-EUR at 1. */
    static SymbolIndex symbols() {
        return Symbols.of("ETH-USD/8", "ETH-EUR/1");
    }

    static FrameParser parser() {
        return new CoinbaseTicker(CoinbaseTicker.DEFAULT_BASE, symbols()).parser();
    }
}
