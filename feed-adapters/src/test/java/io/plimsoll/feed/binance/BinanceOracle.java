package io.plimsoll.feed.binance;

import static io.plimsoll.feed.live.JsonTree.require;

import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.live.FrameOracle;
import io.plimsoll.feed.live.JsonTree;
import io.plimsoll.feed.live.Said;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The mark price stream, read slowly, for {@link BinanceMessages#symbols}. */
final class BinanceOracle implements FrameOracle {
    private static final List<String> WANTED =
            List.of("e", "E", "s", "p", "i", "stream", "data", "result", "error", "code", "msg");

    /** Of each contract: symbol number and decimals of its mark and of its index, or nothing. */
    private static final Map<String, int[][]> CONTRACTS = Map.of(
            "BTCUSDT", new int[][] {{0, 8}, {1, 2}},
            "ETHUSDT_210326", new int[][] {null, {2, 0}});

    private final List<Said.Price> prices = new ArrayList<>();
    private int unknown;
    private boolean closes;

    @Override
    public Said read(final byte[] frame) {
        prices.clear();
        unknown = 0;
        closes = false;
        final JsonTree message = JsonTree.of(frame);
        if (!message.isArray()) {
            WANTED.forEach(message::get); // none of them twice
            if (message.get("stream") != null || message.get("data") != null) {
                message.need("stream").string();
                readEvents(message.need("data"));
                return said();
            }
            if (message.get("error") != null || message.get("code") != null) {
                require(message.get("error") != null || message.get("msg") != null, "a reason");
                return Said.refusing();
            }
            if (message.get("result") != null) {
                return Said.acknowledging(1);
            }
        }
        readEvents(message);
        return said();
    }

    private Said said() {
        return new Said(List.copyOf(prices), unknown, 0, 0, false, false, closes);
    }

    private void readEvents(final JsonTree payload) {
        if (payload.isArray()) {
            payload.elements().forEach(this::readEvent);
        } else {
            readEvent(payload);
        }
    }

    private void readEvent(final JsonTree event) {
        WANTED.forEach(event::get);
        final String type = event.need("e").string();
        if (type.equals("serverShutdown")) {
            closes = true;
            return;
        }
        require(type.equals("markPriceUpdate"), "a mark price");
        final String symbol = event.need("s").string();
        final String mark = event.need("p").string();
        final String index = event.need("i").string();
        final long timeMs = JsonTree.integer(event.need("E").number());
        require(timeMs >= 0 && timeMs <= Long.MAX_VALUE / 1_000_000, "a time up to 2262");
        final int[][] contract = CONTRACTS.get(symbol);
        if (contract == null) {
            unknown++;
            return;
        }
        add(contract[0], mark, timeMs);
        add(contract[1], index, timeMs);
    }

    private void add(final int[] symbolAndDecimals, final String price, final long timeMs) {
        if (symbolAndDecimals != null) {
            prices.add(new Said.Price(
                    symbolAndDecimals[0],
                    JsonTree.mantissa(price, symbolAndDecimals[1], RoundingMode.HALF_UP),
                    TickSource.NO_CONFIDENCE,
                    timeMs * 1_000_000,
                    timeMs));
        }
    }
}
