package io.plimsoll.daemon.venue;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an {@link ExampleOracle} speaks as each venue: the shapes of the venues' own documentation, whose addresses their packages name.
 * Stateless.
 */
public enum OracleVenue {
    PYTH(
            "",
            "/v2/updates/price/stream",
            0,
            "e62df6c8b4a85fe1a67db44dc12de5db330f7ac66b72dc658afedf0f4a415b43",
            "ff61491a931112ddf1bd8147cd1b613375f79f5825126d665480874634fd0ace") {
        @Override
        List<String> messages(final long nowMs, final long round, final long bitcoin, final long ether) {
            return List.of("{\"binary\":{\"encoding\":\"hex\",\"data\":[\"504e\"]},\"parsed\":["
                    + feed(bitcoinSymbol(), bitcoin, nowMs) + "," + feed(etherSymbol(), ether, nowMs) + "]}");
        }

        private static String feed(final String id, final long cents, final long nowMs) {
            final String price = "{\"price\":\"" + cents + "000000\",\"conf\":\"1000000\",\"expo\":-8,\"publish_time\":"
                    + nowMs / 1000 + "}";
            return "{\"id\":\"" + id + "\",\"price\":" + price + ",\"ema_price\":" + price + ",\"metadata\":{\"slot\":"
                    + nowMs + ",\"proof_available_time\":" + nowMs / 1000 + ",\"prev_publish_time\":"
                    + (nowMs / 1000 - 1)
                    + "}}";
        }
    },
    BINANCE("/market", "/market/ws/", 0, "BTCUSDT@mark", "ETHUSDT@mark") {
        @Override
        List<String> messages(final long nowMs, final long round, final long bitcoin, final long ether) {
            return List.of(contract("BTCUSDT", nowMs, bitcoin), contract("ETHUSDT", nowMs, ether));
        }

        private static String contract(final String name, final long nowMs, final long cents) {
            return "{\"e\":\"markPriceUpdate\",\"E\":" + nowMs + ",\"s\":\"" + name + "\",\"p\":\"" + dollars(cents)
                    + "000000\",\"i\":\"" + dollars(cents) + "000000\",\"P\":\"" + dollars(cents)
                    + "000000\",\"r\":\"0.00010000\",\"T\":" + (nowMs + 3_600_000) + "}";
        }
    },
    COINBASE("/coinbase", "/coinbase", 1, "BTC-USD", "ETH-USD") {
        @Override
        List<String> messages(final long nowMs, final long round, final long bitcoin, final long ether) {
            return List.of(ticker("BTC-USD", nowMs, round, bitcoin), ticker("ETH-USD", nowMs, round, ether));
        }

        private static String ticker(final String product, final long nowMs, final long round, final long cents) {
            return "{\"type\":\"ticker\",\"sequence\":" + round + ",\"product_id\":\"" + product + "\",\"price\":\""
                    + dollars(cents)
                    + "\",\"open_24h\":\"1310.79\",\"volume_24h\":\"245532.79\",\"low_24h\":\"1280.52\","
                    + "\"high_24h\":\"1313.8\",\"volume_30d\":\"9788783.6\",\"best_bid\":\"" + dollars(cents - 1)
                    + "\",\"best_bid_size\":\"0.46688654\",\"best_ask\":\"" + dollars(cents + 1)
                    + "\",\"best_ask_size\":\"1.5\",\"side\":\"buy\",\"time\":\"" + Instant.ofEpochMilli(nowMs)
                    + "\",\"trade_id\":" + round + ",\"last_size\":\"11.4\"}";
        }

        @Override
        String confirmation(final String request) {
            return "{\"type\":\"subscriptions\",\"channels\":[{\"name\":\"ticker\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"]},"
                    + "{\"name\":\"heartbeat\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"]}]}";
        }
    },
    DERIBIT("/ws/api/v2", "/ws/api/v2", 2, "btc_usd", "eth_usd") {
        @Override
        List<String> messages(final long nowMs, final long round, final long bitcoin, final long ether) {
            return List.of(index("btc_usd", nowMs, bitcoin), index("eth_usd", nowMs, ether));
        }

        private static String index(final String name, final long nowMs, final long cents) {
            return "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"deribit_price_index."
                    + name
                    + "\",\"data\":{\"timestamp\":" + nowMs + ",\"price\":" + dollars(cents) + ",\"index_name\":\""
                    + name
                    + "\"}}}";
        }

        @Override
        String confirmation(final String request) {
            final Matcher id = Pattern.compile("\"id\":(\\d+)").matcher(request);
            if (!id.find()) {
                throw new IllegalArgumentException("a request without id: " + request);
            }
            final String result = request.contains("public/subscribe")
                    ? "[\"deribit_price_index.btc_usd\",\"deribit_price_index.eth_usd\"]"
                    : "\"ok\"";
            return "{\"jsonrpc\":\"2.0\",\"id\":" + id.group(1) + ",\"result\":" + result + "}";
        }
    },
    CHAINLINK(
            "",
            "/api/v1/ws",
            0,
            "0x00039d9e45394f473ab1f050a1b963e6b05351e52d71e507509ada0c95ed75b8",
            "0x000362205e10b3a147d02792eccee483dca6c7b44ecce7012cb8c6e0b68b3ae9") {
        @Override
        List<String> messages(final long nowMs, final long round, final long bitcoin, final long ether) {
            return List.of(report(bitcoinSymbol(), nowMs, bitcoin), report(etherSymbol(), nowMs, ether));
        }

        // The words of an ABI-encoded (bytes32[3], bytes, bytes32[], bytes32[], bytes32) with a report of schema 3.
        private static String report(final String id, final long nowMs, final long cents) {
            final long seconds = nowMs / 1000;
            final BigInteger price = BigInteger.valueOf(cents).multiply(BigInteger.TEN.pow(16));
            final String blob = id.substring(2)
                    + word(seconds)
                    + word(seconds)
                    + word(1)
                    + word(1)
                    + word(seconds + 86_400)
                    + word(price)
                    + word(price.subtract(BigInteger.TEN.pow(16)))
                    + word(price.add(BigInteger.TEN.pow(16)));
            final int blobAt = 7 * 32;
            final int signaturesAt = blobAt + 32 + blob.length() / 2;
            final String full = word(6)
                    + word(1)
                    + word(0)
                    + word(blobAt)
                    + word(signaturesAt)
                    + word(signaturesAt + 64)
                    + word(0)
                    + word(blob.length() / 2)
                    + blob
                    + word(1)
                    + word(7)
                    + word(1)
                    + word(9);
            return "{\"report\":{\"feedID\":\"" + id + "\",\"fullReport\":\"0x" + full + "\"}}";
        }

        private static String word(final long value) {
            return word(BigInteger.valueOf(value));
        }

        private static String word(final BigInteger value) {
            return String.format(Locale.ROOT, "%064x", value);
        }
    };

    private final String base;
    private final String path;
    private final int requests;
    private final String bitcoinSymbol;
    private final String etherSymbol;

    OracleVenue(
            final String base,
            final String path,
            final int requests,
            final String bitcoinSymbol,
            final String etherSymbol) {
        this.base = base;
        this.path = path;
        this.requests = requests;
        this.bitcoinSymbol = bitcoinSymbol;
        this.etherSymbol = etherSymbol;
    }

    abstract List<String> messages(long nowMs, long round, long bitcoin, long ether);

    /** What it answers to a client's request; only those that get some. */
    String confirmation(final String request) {
        throw new IllegalStateException(name() + " confirms nothing: " + request);
    }

    int requests() {
        return requests;
    }

    /** The symbol of Bitcoin there. */
    public String bitcoinSymbol() {
        return bitcoinSymbol;
    }

    /** The symbol of Ether there. */
    public String etherSymbol() {
        return etherSymbol;
    }

    /** What to configure as its address. */
    public String url(final String port) {
        return (this == PYTH ? "http" : "ws") + "://127.0.0.1:" + port + base;
    }

    static OracleVenue of(final String path) {
        for (final OracleVenue venue : values()) {
            if (path.startsWith(venue.path)) {
                return venue;
            }
        }
        throw new IllegalArgumentException("no venue is at " + path);
    }

    static OracleVenue named(final String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static String dollars(final long cents) {
        return cents / 100 + "." + String.format(Locale.ROOT, "%02d", cents % 100);
    }
}
