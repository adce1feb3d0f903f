package io.plimsoll.feed.live.server;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How venues speak: messages that their own pages show, whose addresses stand here, with nothing replaced but names of symbols and channels,
 * the digits of prices, times, numbers that count, and the number that a request was given. Stateless.
 */
public enum QuotedVenue {
    PYTH(
            "",
            "/v2/updates/price/stream",
            "e62df6c8b4a85fe1a67db44dc12de5db330f7ac66b72dc658afedf0f4a415b43",
            "ff61491a931112ddf1bd8147cd1b641375f79f5825126d665480874634fd0ace") {
        @Override
        public List<String> prices(final long nowMs, final long round, final long bitcoin, final long ether) {
            return List.of(new Quotation(PYTH_EVENT)
                    .with(PYTH_FEED, feed(bitcoinSymbol(), nowMs, bitcoin) + "," + feed(etherSymbol(), nowMs, ether))
                    .text());
        }

        private String feed(final String id, final long nowMs, final long cents) {
            final long seconds = nowMs / 1000;
            return new Quotation(PYTH_FEED)
                    .with(bitcoinSymbol(), id)
                    .with("\"price\":\"6163260000000\"", "\"price\":\"" + cents + "000000\"")
                    .with("\"conf\":\"3268548079\"", "\"conf\":\"1000000\"")
                    .with("\"publish_time\":1714748300", "\"publish_time\":" + seconds)
                    .with("\"slot\":138886134", "\"slot\":" + nowMs)
                    .with("\"proof_available_time\":1714748302", "\"proof_available_time\":" + (seconds + 2))
                    .with("\"prev_publish_time\":1714748300", "\"prev_publish_time\":" + seconds)
                    .text();
        }
    },
    BINANCE("/market", "/market/ws/", "BTCUSDT@mark", "ETHUSDT@mark") {
        @Override
        public List<String> prices(final long nowMs, final long round, final long bitcoin, final long ether) {
            return List.of(contract("BTCUSDT", nowMs, bitcoin), contract("ETHUSDT", nowMs, ether));
        }

        private static String contract(final String name, final long nowMs, final long cents) {
            return new Quotation(BINANCE_EVENT)
                    .with("1562305380000", Long.toString(nowMs))
                    .with("BTCUSDT", name)
                    .with("11794.15000000", dollars(cents) + "000000")
                    .with("11784.62659091", dollars(cents) + "000000")
                    .with("11784.25641265", dollars(cents) + "000000")
                    .with("1562306400000", Long.toString(nowMs + 3_600_000))
                    .text();
        }
    },
    COINBASE("/coinbase", "/coinbase", "BTC-USD", "ETH-USD") {
        @Override
        public List<String> requests() {
            return List.of(
                    "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"],\"channels\":[\"ticker\",\"heartbeat\"]}");
        }

        @Override
        public List<String> answers() {
            return List.of(new Quotation(COINBASE_SUBSCRIPTIONS)
                    .with("\"ETH-EUR\"", "\"BTC-USD\"")
                    .text());
        }

        @Override
        public Optional<String> refusal() {
            return Optional.of(COINBASE_REFUSAL);
        }

        @Override
        public List<String> prices(final long nowMs, final long round, final long bitcoin, final long ether) {
            return List.of(ticker(bitcoinSymbol(), nowMs, round, bitcoin), ticker(etherSymbol(), nowMs, round, ether));
        }

        private static String ticker(final String product, final long nowMs, final long round, final long cents) {
            return new Quotation(COINBASE_TICKER)
                    .with("37475248783", Long.toString(round))
                    .with("ETH-USD", product)
                    .with("\"1285.22\"", "\"" + dollars(cents) + "\"")
                    .with("\"1285.04\"", "\"" + dollars(cents - 1) + "\"")
                    .with("\"1285.27\"", "\"" + dollars(cents + 1) + "\"")
                    .with(
                            "2022-10-19T23:28:22.061769Z",
                            Instant.ofEpochMilli(nowMs).toString())
                    .with("370843401", Long.toString(round))
                    .text();
        }

        @Override
        public List<String> heartbeats(final long nowMs, final long round) {
            return List.of(heartbeat(bitcoinSymbol(), nowMs, round), heartbeat(etherSymbol(), nowMs, round));
        }

        private static String heartbeat(final String product, final long nowMs, final long round) {
            return new Quotation(COINBASE_HEARTBEAT)
                    .with("\"sequence\": 90", "\"sequence\": " + round)
                    .with("\"last_trade_id\": 20", "\"last_trade_id\": " + round)
                    .with("BTC-USD", product)
                    .with(
                            "2014-11-07T08:19:28.464459Z",
                            Instant.ofEpochMilli(nowMs).toString())
                    .text();
        }
    },
    DERIBIT("/ws/api/v2", "/ws/api/v2", "btc_usd", "eth_usd") {
        @Override
        public List<String> requests() {
            return List.of(
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"public/set_heartbeat\",\"params\":{\"interval\":10}}",
                    "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"public/subscribe\",\"params\":{\"channels\":["
                            + "\"deribit_price_index.btc_usd\",\"deribit_price_index.eth_usd\"]}}");
        }

        @Override
        public List<String> answers() {
            return List.of(
                    new Quotation(DERIBIT_HEARTBEAT_SET).with("1569", "1").text(),
                    new Quotation(DERIBIT_SUBSCRIBED)
                            .with("4235", "2")
                            .with(
                                    "\"deribit_price_index.btc_usd\"",
                                    "\"deribit_price_index.btc_usd\", \"deribit_price_index.eth_usd\"")
                            .text());
        }

        @Override
        public Optional<String> refusal() {
            return Optional.of(DERIBIT_REFUSAL);
        }

        @Override
        public List<String> prices(final long nowMs, final long round, final long bitcoin, final long ether) {
            return List.of(index(bitcoinSymbol(), nowMs, bitcoin), index(etherSymbol(), nowMs, ether));
        }

        private static String index(final String name, final long nowMs, final long cents) {
            return new Quotation(DERIBIT_INDEX)
                    .with("btc_usd", name)
                    .with("1535098298227", Long.toString(nowMs))
                    .with("6521.17", dollars(cents))
                    .text();
        }

        @Override
        public Optional<Demand> demand() {
            return Optional.of(new Demand(
                    DERIBIT_TEST_REQUEST,
                    "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"public/test\",\"params\":{}}",
                    new Quotation(DERIBIT_TESTED).with("8212", "3").text()));
        }
    },
    CHAINLINK(
            "",
            "/api/v1/ws",
            "0x00037da06d56d083fe599397a4769a042d63aa73dc4ef57709d31e9971a5b439",
            "0x000359843a543ee2fe414dc14c7e7920ef10f4372990b79d6361cdc0dd1ba782") {
        @Override
        public List<String> prices(final long nowMs, final long round, final long bitcoin, final long ether) {
            return List.of(report(bitcoinSymbol(), nowMs, bitcoin), report(etherSymbol(), nowMs, ether));
        }

        private String report(final String id, final long nowMs, final long cents) {
            final BigInteger price = BigInteger.valueOf(cents).multiply(CENT);
            return new Quotation(CHAINLINK_REPORT)
                    .with(etherSymbol().substring(2), id.substring(2))
                    .with(word(1_722_458_067), word(nowMs / 1000))
                    .with(word(1_722_544_467), word(nowMs / 1000 + 86_400))
                    .with("0000000000000000000000000000000000000000000000af35b91cbc421fe280", word(price))
                    .with(
                            "0000000000000000000000000000000000000000000000af354910dbd1830c20",
                            word(price.subtract(CENT)))
                    .with("0000000000000000000000000000000000000000000000af3629289cb2be3f80", word(price.add(CENT)))
                    .with("1722458067", Long.toString(nowMs / 1000))
                    .text();
        }

        private static String word(final long number) {
            return word(BigInteger.valueOf(number));
        }

        private static String word(final BigInteger number) {
            return String.format(Locale.ROOT, "%064x", number);
        }
    };

    /**
     * What a venue asks its clients so as to know whether they live.
     *
     * @param question what it sends
     * @param answer what a client has to say, or it is cut off
     * @param thanks what it says to that
     */
    public record Demand(String question, String answer, String thanks) {}

    private static final BigInteger CENT = BigInteger.TEN.pow(16); // of a report's 18 decimals

    // https://docs.pyth.network/price-feeds/core/fetch-price-updates#streaming, the first event; of its signed half,
    // which is for contracts, the beginning only.
    private static final String PYTH_FEED =
            "{\"id\":\"e62df6c8b4a85fe1a67db44dc12de5db330f7ac66b72dc658afedf0f4a415b43\","
                    + "\"price\":{\"price\":\"6163260000000\",\"conf\":\"3268548079\",\"expo\":-8,\"publish_time\":1714748300},"
                    + "\"ema_price\":{\"price\":\"6130098800000\",\"conf\":\"3587162000\",\"expo\":-8,\"publish_time\":1714748300},"
                    + "\"metadata\":{\"slot\":138886134,\"proof_available_time\":1714748302,\"prev_publish_time\":1714748300}}";
    private static final String PYTH_EVENT =
            "{\"binary\":{\"encoding\":\"hex\",\"data\":[\"504e41550100000003b801000000040d00eabd2d495ed4f262eb6fafb24d8086ee\"]},"
                    + "\"parsed\":[" + PYTH_FEED + "]}";

    // https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-market-streams/Mark-Price-Stream,
    // less its comments.
    private static final String BINANCE_EVENT = """
              {
            "e": "markPriceUpdate",
            "E": 1562305380000,
            "s": "BTCUSDT",
            "p": "11794.15000000",
            "i": "11784.62659091",
            "P": "11784.25641265",
            "r": "0.00038167",
            "T": 1562306400000
            }""";

    // https://docs.cdp.coinbase.com/exchange/websocket-feed/channels#ticker-channel
    private static final String COINBASE_TICKER = """
            {
              "type": "ticker",
              "sequence": 37475248783,
              "product_id": "ETH-USD",
              "price": "1285.22",
              "open_24h": "1310.79",
              "volume_24h": "245532.79269678",
              "low_24h": "1280.52",
              "high_24h": "1313.8",
              "volume_30d": "9788783.60117027",
              "best_bid": "1285.04",
              "best_bid_size": "0.46688654",
              "best_ask": "1285.27",
              "best_ask_size": "1.56637040",
              "side": "buy",
              "time": "2022-10-19T23:28:22.061769Z",
              "trade_id": 370843401,
              "last_size": "11.4396987"
            }""";
    // https://docs.cdp.coinbase.com/exchange/websocket-feed/channels#heartbeat-channel
    private static final String COINBASE_HEARTBEAT = """
            {
              "type": "heartbeat",
              "sequence": 90,
              "last_trade_id": 20,
              "product_id": "BTC-USD",
              "time": "2014-11-07T08:19:28.464459Z"
            }""";
    // follows https://docs.cdp.coinbase.com/exchange/websocket-feed/errors
    private static final String COINBASE_REFUSAL =
            "{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":\"BTC-USD is not a valid product\"}";
    // https://docs.cdp.coinbase.com/exchange/websocket-feed/overview#subscribe, less a channel and a product that we do
    // not ask for.
    private static final String COINBASE_SUBSCRIPTIONS = """
            {
                "type": "subscriptions",
                "channels": [
                    {
                        "name": "heartbeat",
                        "product_ids": [
                            "ETH-USD",
                            "ETH-EUR"
                        ]
                    },
                    {
                        "name": "ticker",
                        "product_ids": [
                            "ETH-USD",
                            "ETH-EUR"
                        ]
                    }
                ]
            }""";

    // https://docs.deribit.com/articles/notifications
    private static final String DERIBIT_INDEX = """
            {
                "jsonrpc": "2.0",
                "method": "subscription",
                "params": {
                    "channel": "deribit_price_index.btc_usd",
                    "data": {
                        "timestamp": 1535098298227,
                        "price": 6521.17,
                        "index_name": "btc_usd"
                    }
                }
            }""";
    // https://docs.deribit.com/api-reference/session-management/public-set_heartbeat
    private static final String DERIBIT_HEARTBEAT_SET = """
            {
              "jsonrpc": "2.0",
              "id": 1569,
              "result": "ok"
            }""";
    // The same page names the message, https://docs.deribit.com/articles/notifications its form.
    private static final String DERIBIT_TEST_REQUEST = """
            {
                "jsonrpc": "2.0",
                "method": "heartbeat",
                "params": {
                    "type": "test_request"
                }
            }""";
    // https://docs.deribit.com/api-reference/supporting/public-test
    private static final String DERIBIT_TESTED = """
            {
              "jsonrpc": "2.0",
              "id": 8212,
              "result": {
                "version": "1.2.26"
              }
            }""";
    // follows https://docs.deribit.com/articles/json-rpc-overview: the second request's
    private static final String DERIBIT_REFUSAL = """
            {"jsonrpc":"2.0","id":2,"error":{"message":"Invalid params","code":-32602,
            "data":{"reason":"wrong format","param":"channels"}},"testnet":false,"usDiff":2}\
            """;
    // https://docs.deribit.com/api-reference/subscription-management/private-subscribe, whose answer is that of
    // public/subscribe
    private static final String DERIBIT_SUBSCRIBED = """
            {
              "jsonrpc": "2.0",
              "id": 4235,
              "result": [
                "deribit_price_index.btc_usd"
              ]
            }""";

    // https://docs.chain.link/data-streams/tutorials/go-sdk-stream, the first report of ETH/USD; within the object of
    // https://docs.chain.link/data-streams/reference/data-streams-api/interface-ws. A word a line.
    private static final String CHAINLINK_REPORT = "{\"report\":{\"fullReport\":\"0x"
            + "0006f9b553e393ced311551efd30d1decedb63d76ad41737462e2cdbbdff1578"
            + "0000000000000000000000000000000000000000000000000000000035252f11"
            + "0000000000000000000000000000000000000000000000000000000000000000"
            + "00000000000000000000000000000000000000000000000000000000000000e0"
            + "0000000000000000000000000000000000000000000000000000000000000220"
            + "0000000000000000000000000000000000000000000000000000000000000280"
            + "0001000000000000000000000000000000000000000000000000000000000000"
            + "0000000000000000000000000000000000000000000000000000000000000120"
            + "000359843a543ee2fe414dc14c7e7920ef10f4372990b79d6361cdc0dd1ba782"
            + "0000000000000000000000000000000000000000000000000000000066aa9fd3"
            + "0000000000000000000000000000000000000000000000000000000066aa9fd3"
            + "00000000000000000000000000000000000000000000000000001c23cdce76d0"
            + "000000000000000000000000000000000000000000000000001ba0a27c8b79d4"
            + "0000000000000000000000000000000000000000000000000000000066abf153"
            + "0000000000000000000000000000000000000000000000af35b91cbc421fe280"
            + "0000000000000000000000000000000000000000000000af354910dbd1830c20"
            + "0000000000000000000000000000000000000000000000af3629289cb2be3f80"
            + "0000000000000000000000000000000000000000000000000000000000000002"
            + "e03c8b14707a80c59922eeb6b89c79dd8ac6b4b925203b3fe2f0903ba6765934"
            + "aaf6c4170522c0e54abecb90e7ba7b26e27a83b12740e6a6fd5835c5ece9034c"
            + "0000000000000000000000000000000000000000000000000000000000000002"
            + "52088e89df570d7022fd2bfc71eb53bfe72423ccba1834a785d80c278b334fab"
            + "65d4acced307504358554844c2007ab0322b7ab2b7bfa2bc39563bf823654a36"
            + "\",\"feedID\":\"0x000359843a543ee2fe414dc14c7e7920ef10f4372990b79d6361cdc0dd1ba782\","
            + "\"validFromTimestamp\":1722458067,\"observationsTimestamp\":1722458067}}";

    private final String base;
    private final String path;
    private final String bitcoinSymbol;
    private final String etherSymbol;

    QuotedVenue(final String base, final String path, final String bitcoinSymbol, final String etherSymbol) {
        this.base = base;
        this.path = path;
        this.bitcoinSymbol = bitcoinSymbol;
        this.etherSymbol = etherSymbol;
    }

    /**
     * Messages that tell both prices.
     *
     * @param nowMs their time
     * @param round what counts, where the venue counts something; from 1 on
     * @param bitcoin cents
     * @param ether cents
     */
    public abstract List<String> prices(long nowMs, long round, long bitcoin, long ether);

    /** What it says beside prices for a sign of life, after a round of them. */
    public List<String> heartbeats(final long nowMs, final long round) {
        return List.of();
    }

    /** What a client has to ask for first, in this order. */
    public List<String> requests() {
        return List.of();
    }

    /** What it says to each of them. */
    public List<String> answers() {
        return List.of();
    }

    /** What it says to the last of them where a symbol is not its own, if it is asked by messages. */
    public Optional<String> refusal() {
        return Optional.empty();
    }

    /** What it asks its clients now and then, if anything. */
    public Optional<Demand> demand() {
        return Optional.empty();
    }

    /** Whether it speaks by server-sent events, and not over a WebSocket. */
    public boolean isEventStream() {
        return this == PYTH;
    }

    /** The symbol of Bitcoin there. */
    public String bitcoinSymbol() {
        return bitcoinSymbol;
    }

    /** The symbol of Ether there. */
    public String etherSymbol() {
        return etherSymbol;
    }

    /** What to configure as its address behind host and port. */
    public String base() {
        return base;
    }

    /** The venue that a path is one of. */
    public static QuotedVenue at(final String path) {
        for (final QuotedVenue venue : values()) {
            if (path.startsWith(venue.path)) {
                return venue;
            }
        }
        throw new IllegalArgumentException("no venue is at " + path);
    }

    private static String dollars(final long cents) {
        return cents / 100 + "." + String.format(Locale.ROOT, "%02d", cents % 100);
    }
}
