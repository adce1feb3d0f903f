package io.plimsoll.feed.pyth;

import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.live.Symbols;
import java.util.List;
import java.util.Locale;

/**
 * Events as Hermes writes them, by hand. The first price is the one of the answer that https://docs.pyth.network shows for ETH/USD; shapes
 * are those of the API's own description at https://hermes.pyth.network/docs.
 */
final class PythMessages {
    static final String ETH = "ff61491a931112ddf1bd8147cd1b641375f79f5825126d665480874634fd0ace";
    static final String BTC = "e62df6c8b4a85fe1a67db44dc12de5db330f7ac66b72dc658afedf0f4a415b43";

    static final String ETH_PRICE =
            "{\"id\":\"" + ETH + "\",\"price\":{\"price\":\"184136023127\",\"conf\":\"177166324\","
                    + "\"expo\":-8,\"publish_time\":1692110601},\"ema_price\":{\"price\":\"184100641000\",\"conf\":\"178704085\","
                    + "\"expo\":-8,\"publish_time\":1692110601},\"metadata\":{\"slot\":88123456,"
                    + "\"proof_available_time\":1692110603,\"prev_publish_time\":1692110600}}";
    static final String BTC_PRICE =
            "{\"id\":\"" + BTC + "\",\"price\":{\"price\":\"-4205\",\"conf\":\"15\",\"expo\":-3,"
                    + "\"publish_time\":1692110602},\"metadata\":null}";
    static final String BINARY =
            "\"binary\":{\"encoding\":\"hex\",\"data\":[\"504e41550100000003b801000000040d00eabd2d\"]}";

    static final String ONE = event(ETH_PRICE);
    static final String TWO = event(ETH_PRICE, BTC_PRICE);
    static final String CLOSING = "Connection timeout reached (24h)";
    static final String ERROR = "Error receiving update: Lagged(17)";
    static final String SPACED = "{\n  \"parsed\": [ {\"metadata\": {\"slot\": null}, \"price\": {\"publish_time\": 7,"
            + " \"expo\": 0, \"conf\": \"0\", \"price\": \"1\"}, \"id\": \"" + ETH + "\"} ]\n}\n";
    static final List<String> GOOD = List.of(ONE, TWO, SPACED, CLOSING, ERROR, event());

    private PythMessages() {}

    static String event(final String... prices) {
        return "{" + BINARY + ",\"parsed\":[" + String.join(",", prices) + "]}";
    }

    /** ETH at 8 decimals, BTC at 2. */
    static SymbolIndex symbols() {
        return Symbols.of("0x" + ETH.toUpperCase(Locale.ROOT) + "/8", BTC + "/2");
    }

    static FrameParser parser() {
        return new PythHermes(PythHermes.DEFAULT_BASE, symbols(), null).parser();
    }
}
