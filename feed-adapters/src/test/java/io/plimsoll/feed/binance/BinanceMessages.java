package io.plimsoll.feed.binance;

import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.live.Symbols;
import java.util.List;

/**
 * Messages as Binance writes them. The first is the example of
 * https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-market-streams/Mark-Price-Stream; that of a dated contract,
 * the wrapping, the array and the answers follow the same documentation.
 */
final class BinanceMessages {
    static final String BTC =
            "{\"e\":\"markPriceUpdate\",\"E\":1562305380000,\"s\":\"BTCUSDT\",\"p\":\"11794.15000000\","
                    + "\"i\":\"11784.62659091\",\"P\":\"11784.25641265\",\"r\":\"0.00038167\",\"T\":1562306400000}";
    static final String DATED =
            "{ \"T\": 0, \"s\": \"ETHUSDT_210326\", \"E\": 1562305380001, \"r\": \"\", \"i\": \"285.5\","
                    + " \"p\": \"286.005\", \"ap\": \"1\", \"e\": \"markPriceUpdate\" }";
    static final String OTHER = BTC.replace("BTCUSDT", "DOGEUSDT");
    static final String WRAPPED = "{\"stream\":\"btcusdt@markPrice@1s\",\"data\":" + BTC + "}";
    static final String ARRAY = "[" + BTC + "," + OTHER + "," + DATED + "]";
    static final String WRAPPED_ARRAY = "{\"data\":" + ARRAY + ",\"stream\":\"!markPrice@arr@1s\"}";
    static final String ANSWER = "{\"result\":null,\"id\":312}";
    static final String ERROR = "{\"id\":1,\"error\":{\"code\":2,\"msg\":\"Invalid request: unknown variant\"}}";
    static final String CODE = "{\"code\":3,\"msg\":\"Invalid JSON: EOF while parsing\"}";
    static final String SHUTDOWN = "{\"e\":\"serverShutdown\",\"E\":1562305380000}";
    static final List<String> GOOD =
            List.of(BTC, DATED, OTHER, WRAPPED, ARRAY, WRAPPED_ARRAY, ANSWER, ERROR, CODE, SHUTDOWN, "[]");

    private BinanceMessages() {}

    /** Bitcoin's mark at 8 decimals, its index at 2, a dated contract's index at 0 and no mark of it. */
    static SymbolIndex symbols() {
        return Symbols.of("BTCUSDT@mark/8", "BTCUSDT@index/2", "ETHUSDT_210326@index/0");
    }

    static FrameParser parser() {
        return new BinanceMarkPrices(BinanceMarkPrices.DEFAULT_BASE, symbols()).parser();
    }
}
