package io.plimsoll.feed.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.live.Symbols;
import io.plimsoll.feed.live.Venue;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class BinanceMarkPricesTest {
    private static final URI BASE = URI.create("ws://127.0.0.1:9001/market");

    private static String address(final String... symbols) {
        return new BinanceMarkPrices(BASE, Symbols.of(symbols))
                .endpoint(0, 0)
                .uri()
                .toString();
    }

    private static String[] contracts(final int count) {
        return IntStream.range(0, count).mapToObj(i -> "C" + i + "USDT@mark/2").toArray(String[]::new);
    }

    @Test
    void shouldAskForEachContractOnceByTheAddress() {
        assertEquals(
                BASE + "/ws/btcusdt@markPrice@1s/ethusdt_210326@markPrice@1s",
                address("BTCUSDT@mark/8", "ETHUSDT_210326@index/2", "BTCUSDT@index/8"));
        assertEquals(BASE + "/ws/%E5%B8%81%E5%AE%89usdt@markPrice@1s", address("\u5e01\u5b89USDT@mark/8"));
    }

    @Test
    void shouldAskForAllContractsWhereAConnectionHasNotEnoughStreams() {
        assertEquals(200, address(contracts(200)).split("@markPrice@1s", -1).length - 1);
        assertEquals(BASE + "/ws/!markPrice@arr@1s", address(contracts(201)));
    }

    @Test
    void shouldSendNothingAndRotateBeforeADay() {
        final Venue venue = new BinanceMarkPrices(BASE, BinanceMessages.symbols());
        assertEquals(Venue.Kind.WEB_SOCKET, venue.kind());
        assertEquals(List.of(), venue.subscription());
        assertEquals(0, venue.expectedAcknowledgements());
        assertNull(venue.answer());
        assertEquals(Duration.ofHours(24), venue.limits().maxLife());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "BTCUSDT",
                "BTCUSDT@",
                "@mark",
                "BTCUSDT@last",
                "btcusdt@mark",
                "BTC USDT@mark",
                "BTC/USDT@mark"
            })
    void shouldRefuseWhatIsNoPriceOfAContract(final String symbol) {
        final SymbolIndex symbols = Symbols.of(symbol + "/8");
        assertThrows(IllegalArgumentException.class, () -> new BinanceMarkPrices(BASE, symbols));
    }
}
