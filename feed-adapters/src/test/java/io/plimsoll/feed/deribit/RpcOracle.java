package io.plimsoll.feed.deribit;

import static io.plimsoll.feed.live.JsonTree.require;

import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.live.FrameOracle;
import io.plimsoll.feed.live.JsonTree;
import io.plimsoll.feed.live.Said;
import io.plimsoll.feed.live.StrictJson;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Messages of a source with the symbols btc_usd, A-B and A-B@mark_iv, all at 8 decimals, read slowly. */
final class RpcOracle implements FrameOracle {
    private static final int DECIMALS = 8;
    private static final String INDEX = "deribit_price_index.btc_usd";
    private static final String TICKER = "ticker.A-B.100ms";

    @Override
    public Said read(final byte[] frame) {
        final Map<String, Object> message = StrictJson.read(frame);
        final String method = StrictJson.text(message, "method");
        final Map<String, Object> params =
                message.get("params") instanceof Map ? StrictJson.map(message.get("params")) : Map.of();
        final String type = StrictJson.text(params, "type");
        final String channel = StrictJson.text(params, "channel");
        final Map<String, Object> data =
                params.get("data") instanceof Map ? StrictJson.map(params.get("data")) : Map.of();
        final boolean isOpen = !data.containsKey("state") || "open".equals(data.get("state"));
        final List<?> result = message.get("result") instanceof List<?> list ? list : null;
        require(result == null || result.stream().allMatch(String.class::isInstance), "a list of strings");
        if (message.containsKey("error")) {
            StrictJson.map(message.get("error"));
            return Said.refusing();
        } else if ("subscription".equals(method)) {
            require(channel != null, "a channel");
            return prices(channel, data, isOpen);
        } else if ("heartbeat".equals(method)) {
            return new Said(List.of(), 0, 0, 0, "test_request".equals(type), false, false);
        }
        return isSubscription(message.get("id")) ? subscribed(result) : Said.nothing();
    }

    private static boolean isSubscription(final Object id) {
        return "2".equals(id instanceof StrictJson.Token token ? token.text() : id);
    }

    private static Said subscribed(final List<?> result) {
        require(result != null, "a list");
        final int known = (result.contains(INDEX) ? 1 : 0) + (result.contains(TICKER) ? 1 : 0);
        return new Said(List.of(), 0, 0, known, false, known < 2, false);
    }

    private static Said prices(final String channel, final Map<String, Object> data, final boolean isOpen) {
        final boolean isTicker = channel.equals(TICKER);
        if (!isTicker && !channel.equals(INDEX)) {
            return Said.priced(List.of(), 1);
        }
        final String time = StrictJson.number(data, "timestamp");
        require(time != null, "a timestamp");
        final long ms = JsonTree.integer(time);
        require(ms >= 0 && ms <= Long.MAX_VALUE / 1_000_000, "a time of 64 bits");
        if (!isOpen) {
            return new Said(List.of(), 0, isTicker ? 2 : 1, 0, false, false, false);
        }
        final List<Said.Price> prices = new ArrayList<>();
        if (isTicker) {
            prices.add(price(1, data, "mark_price", ms, width(data, "best_bid_price", "best_ask_price")));
            prices.add(price(2, data, "mark_iv", ms, width(data, "bid_iv", "ask_iv")));
        } else {
            prices.add(price(0, data, "price", ms, TickSource.NO_CONFIDENCE));
        }
        return Said.priced(prices, 0);
    }

    private static Said.Price price(
            final int symbol, final Map<String, Object> data, final String name, final long ms, final long width) {
        final String number = StrictJson.number(data, name);
        require(number != null, name);
        return new Said.Price(
                symbol, JsonTree.mantissa(number, DECIMALS, RoundingMode.HALF_UP), width, ms * 1_000_000, 0);
    }

    private static long width(final Map<String, Object> data, final String bidName, final String askName) {
        final String bid = StrictJson.number(data, bidName);
        final String ask = StrictJson.number(data, askName);
        if (bid == null || ask == null) {
            return TickSource.NO_CONFIDENCE;
        }
        final BigInteger low = BigInteger.valueOf(JsonTree.mantissa(bid, DECIMALS, RoundingMode.DOWN));
        final BigInteger high = BigInteger.valueOf(JsonTree.mantissa(ask, DECIMALS, RoundingMode.UP));
        if (high.signum() == 0 || JsonTree.mantissa(bid, DECIMALS, RoundingMode.UP) == 0) {
            return TickSource.NO_CONFIDENCE;
        }
        return high.subtract(low).abs().add(BigInteger.ONE).shiftRight(1).longValue();
    }
}
