package io.plimsoll.feed.coinbase;

import static io.plimsoll.feed.live.JsonTree.require;

import io.plimsoll.feed.live.FrameOracle;
import io.plimsoll.feed.live.JsonTree;
import io.plimsoll.feed.live.Said;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Coinbase Exchange's messages, read slowly. */
final class CoinbaseOracle implements FrameOracle {
    private static final List<String> WANTED = List.of(
            "type",
            "product_id",
            "sequence",
            "time",
            "price",
            "best_bid",
            "best_ask",
            "trade_id",
            "last_trade_id",
            "channels",
            "message",
            "reason");

    private final List<String> products;
    private final List<Integer> decimals;

    CoinbaseOracle(final List<String> products, final List<Integer> decimals) {
        this.products = products;
        this.decimals = decimals;
    }

    /** That of {@link CoinbaseMessages#parser}. */
    CoinbaseOracle() {
        this(List.of("ETH-USD", "ETH-EUR"), List.of(8, 1));
    }

    @Override
    public Said read(final byte[] frame) {
        final JsonTree message = JsonTree.of(frame);
        WANTED.forEach(message::get); // none of them twice
        return switch (message.need("type").string()) {
            case "ticker" -> ticker(message);
            case "heartbeat" -> {
                message.need("product_id").string();
                timeNs(message.need("time").string());
                natural(message.need("sequence"));
                natural(message.need("last_trade_id"));
                yield Said.nothing();
            }
            case "subscriptions" -> Said.acknowledging(confirmed(message.need("channels")));
            case "error" -> {
                message.need("message").string();
                yield Said.refusing();
            }
            default -> Said.nothing();
        };
    }

    private Said ticker(final JsonTree message) {
        final int symbol = products.indexOf(message.need("product_id").string());
        final String price = message.need("price").string();
        final String bid = message.need("best_bid").string();
        final String ask = message.need("best_ask").string();
        final long sequence = natural(message.need("sequence"));
        final long publishNs = timeNs(message.need("time").string());
        if (message.get("trade_id") != null) {
            natural(message.get("trade_id"));
        }
        if (symbol < 0) {
            return Said.priced(List.of(), 1);
        }
        final int scale = decimals.get(symbol);
        final BigInteger low = BigInteger.valueOf(JsonTree.mantissa(bid, scale, RoundingMode.DOWN));
        final BigInteger high = BigInteger.valueOf(JsonTree.mantissa(ask, scale, RoundingMode.UP));
        require(low.signum() >= 0 && low.compareTo(high) <= 0, "a bid up to the ask");
        final long half = high.subtract(low).add(BigInteger.ONE).shiftRight(1).longValueExact();
        return Said.priced(new Said.Price(
                symbol, JsonTree.mantissa(price, scale, RoundingMode.HALF_UP), half, publishNs, sequence));
    }

    private int confirmed(final JsonTree channels) {
        final Set<String> confirmed = new HashSet<>();
        for (final JsonTree channel : channels.elements()) {
            final String name = channel.need("name").string();
            for (final JsonTree product : channel.need("product_ids").elements()) {
                final boolean isOurs = products.contains(product.string());
                if (isOurs && (name.equals("ticker") || name.equals("heartbeat"))) {
                    confirmed.add(name + " " + product.string());
                }
            }
        }
        return confirmed.size();
    }

    private static long natural(final JsonTree value) {
        final long number = JsonTree.integer(value.number());
        require(number >= 0, "no negative number");
        return number;
    }

    private static long timeNs(final String text) {
        require(text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z"), "a time");
        require(!text.substring(11, 13).equals("24"), "an hour of the day");
        try {
            final Instant time = Instant.parse(text);
            require(time.getEpochSecond() >= 0 && time.getEpochSecond() < Long.MAX_VALUE / 1_000_000_000, "64 bits");
            return time.getEpochSecond() * 1_000_000_000 + time.getNano();
        } catch (final DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
