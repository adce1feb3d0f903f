package io.plimsoll.feed.coinbase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.Said;
import io.plimsoll.feed.live.Symbols;
import io.plimsoll.feed.live.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Recorded messages, read as another parser reads them. */
@Timeout(30)
class CoinbaseWireTest {
    private static final List<String> PRODUCTS = List.of(
            "SKL-USD",
            "SKL-BTC",
            "BAND-GBP",
            "NMR-EUR",
            "BAND-BTC",
            "YFI-BTC",
            "DASH-BTC",
            "NU-GBP",
            "CRV-EUR",
            "SKL-GBP");

    private final FrameParser parser = new CoinbaseTicker(
                    CoinbaseTicker.DEFAULT_BASE,
                    Symbols.of(PRODUCTS.stream().map(name -> name + "/8").toArray(String[]::new)))
            .parser();
    private final CoinbaseOracle oracle = new CoinbaseOracle(PRODUCTS, Collections.nCopies(PRODUCTS.size(), 8));

    private Said check(final String message) {
        return oracle.check(parser, message.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldReadRecordedTickers() {
        final List<Said> said = Wire.received("coinbase/exchange-ticker.capture.txt").stream()
                .map(this::check)
                .toList();
        assertEquals(40, said.size());
        assertEquals( // 14.7775 between 14.7550 and 14.8060
                Said.priced(new Said.Price(2, 1_477_750_000, 2_550_000, 1_618_677_810_244_075_000L, 333_938_798)),
                said.get(0));
        assertEquals( // 0.00001303 between 0.00001302 and 0.00001305
                Said.priced(new Said.Price(1, 1_303, 2, 1_618_677_817_067_586_000L, 177_100_017)), said.get(4));
        assertEquals(
                said.size(),
                said.stream().mapToInt(each -> each.prices().size()).sum());
    }

    @Test
    void shouldCountRecordedConfirmations() {
        final List<Integer> acknowledged = Wire.received("coinbase/exchange-subscribe.capture.txt").stream()
                .map(message -> check(message).acknowledged())
                .toList();
        assertEquals(
                List.of(0, 10, 10), acknowledged); // of ten products each: level2, level2 and ticker, all and matches
    }

    @Test
    void shouldReadTheHeartbeatOfTheDocumentation() {
        for (final String line : Wire.lines("coinbase/exchange-heartbeat.doc-sample.json")) {
            assertEquals(Said.nothing(), check(line));
        }
    }
}
