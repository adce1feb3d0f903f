package io.plimsoll.feed.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.feed.live.FrameFuzz;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.Said;
import io.plimsoll.feed.live.TestFrames;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeribitFuzzTest extends FrameFuzz {
    private static final List<String> GOOD = List.of(
            "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"ticker.A-B.100ms\",\"data\":"
                    + "{\"timestamp\":1535098298227,\"state\":\"open\",\"mark_price\":0.0421,\"mark_iv\":61.25,"
                    + "\"best_bid_price\":0.0415,\"best_ask_price\":0.043,\"bid_iv\":60.0,\"ask_iv\":null}}}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"deribit_price_index.btc_usd\",\"data\":"
                    + "{\"timestamp\":1535098298227,\"price\":6521.17,\"index_name\":\"btc_usd\"}}}",
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":[\"deribit_price_index.btc_usd\",\"ticker.A-B.100ms\"],\"usIn\":1}",
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"message\":\"Invalid params\",\"code\":-32602,\"data\":{\"a\":1}}}",
            "{\"params\":{\"type\":\"test_request\"},\"method\":\"heartbeat\",\"jsonrpc\":\"2.0\"}");

    private static final FrameParser PARSER = new DeribitVenue(
                    DeribitVenue.DEFAULT_ADDRESS, TestFrames.symbols(8, "btc_usd", "A-B", "A-B@mark_iv"))
            .parser();

    DeribitFuzzTest() {
        super(PARSER, new RpcOracle(), GOOD);
    }

    @Test
    void shouldRefuseEveryTruncation() {
        for (final String message : GOOD) {
            for (int length = 0; length < message.length(); length++) {
                assertEquals(Said.MALFORMED, Said.by(PARSER, message.substring(0, length)), message);
            }
        }
    }
}
