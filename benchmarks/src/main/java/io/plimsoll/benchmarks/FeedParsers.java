package io.plimsoll.benchmarks;

import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.binance.BinanceMarkPrices;
import io.plimsoll.feed.coinbase.CoinbaseTicker;
import io.plimsoll.feed.live.FrameContent;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.pyth.PythHermes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What reading one message of a venue costs: of Pyth with one price and its proof of the usual length, of Binance with mark and index, of
 * Coinbase with a spread. At most a microsecond and no byte is aimed at.
 */
@State(Scope.Thread)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-Xmx256m")
public class FeedParsers {
    private static final String PYTH_ID = "e62df6c8b4a85fe1a67db44dc12de5db330f7ac66b72dc658afedf0f4a415b43";
    private static final int PROOF_BYTES = 1_170;

    /** Which venue. */
    @Param({"pyth", "binance", "coinbase"})
    private String venue;

    private FrameParser parser;
    private byte[] message;
    private final FrameContent content = new FrameContent();

    @Setup
    public void setUp() {
        switch (venue) {
            case "pyth" -> {
                parser = new PythHermes(PythHermes.DEFAULT_BASE, symbols(PYTH_ID), null).parser();
                message = pyth();
            }
            case "binance" -> {
                parser = new BinanceMarkPrices(BinanceMarkPrices.DEFAULT_BASE, symbols("BTCUSDT@mark", "BTCUSDT@index"))
                        .parser();
                message = bytes(
                        "{\"e\":\"markPriceUpdate\",\"E\":1764500000000,\"s\":\"BTCUSDT\",\"p\":\"91794.15000000\","
                                + "\"i\":\"91784.62659091\",\"P\":\"91784.25641265\",\"r\":\"0.00010000\",\"T\":1764504000000}");
            }
            default -> {
                parser = new CoinbaseTicker(CoinbaseTicker.DEFAULT_BASE, symbols("BTC-USD")).parser();
                message = bytes("{\"type\":\"ticker\",\"sequence\":101834560123,\"product_id\":\"BTC-USD\","
                        + "\"price\":\"91785.22\",\"open_24h\":\"90310.79\",\"volume_24h\":\"8532.79269678\","
                        + "\"low_24h\":\"90280.52\",\"high_24h\":\"92313.8\",\"volume_30d\":\"278783.60117027\","
                        + "\"best_bid\":\"91785.04\",\"best_bid_size\":\"0.46688654\",\"best_ask\":\"91785.27\","
                        + "\"best_ask_size\":\"1.56637040\",\"side\":\"buy\",\"time\":\"2026-11-30T10:53:20.061769Z\","
                        + "\"trade_id\":870843401,\"last_size\":\"0.04396987\"}");
            }
        }
    }

    private static byte[] pyth() {
        final String numbers = "\"conf\":\"3268548079\",\"expo\":-8,\"publish_time\":1764500000}";
        return bytes(
                "{\"binary\":{\"encoding\":\"hex\",\"data\":[\"" + "a7".repeat(PROOF_BYTES)
                        + "\"]},\"parsed\":[{\"id\":\""
                        + PYTH_ID + "\",\"price\":{\"price\":\"9178326000000\"," + numbers
                        + ",\"ema_price\":{\"price\":\"9170098800000\"," + numbers
                        + ",\"metadata\":{\"slot\":238886134,\"proof_available_time\":1764500001,\"prev_publish_time\":1764499999}}]}");
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static SymbolIndex symbols(final String... names) {
        final Map<String, PriceId> ids = new LinkedHashMap<>();
        for (final String name : names) {
            ids.put(name, new PriceId(ids.size() + 1, 8));
        }
        return new SymbolIndex(ids);
    }

    /** One message. */
    @Benchmark
    public FrameContent message() {
        parser.parse(message, 0, message.length, content.reset());
        return content;
    }
}
