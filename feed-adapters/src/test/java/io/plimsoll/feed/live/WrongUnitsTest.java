package io.plimsoll.feed.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.plimsoll.feed.binance.BinanceMarkPrices;
import io.plimsoll.feed.chainlink.ChainlinkVenue;
import io.plimsoll.feed.chainlink.Credentials;
import io.plimsoll.feed.coinbase.CoinbaseTicker;
import io.plimsoll.feed.deribit.DeribitVenue;
import io.plimsoll.feed.live.server.QuotedVenue;
import io.plimsoll.feed.pyth.PythHermes;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A venue that takes to another unit of time gives no price: it is of the future, too old to begin with, or cannot be read. */
@Timeout(30)
class WrongUnitsTest {
    private static final long NOW_S = 1_796_058_000;
    private static final List<Long> UNITS_A_SECOND = List.of(1L, 1_000L, 1_000_000L, 1_000_000_000L);
    private static final String PYTH_ID = "ab".repeat(32);

    private static Verdict verdict(final Venue venue, final String message) {
        final FrameContent content;
        try {
            content = TestFrames.parse(venue.parser(), message);
        } catch (final MalformedFrameException e) {
            return null;
        }
        assertEquals(1, content.quotes(), message);
        final PriceFilter filter =
                new PriceFilter(1, venue.limits().maxSilence().toNanos());
        return filter.check(content.quote(0), true, NOW_S * 1_000_000_000L);
    }

    // Right where the unit is, and no price where it is another.
    private static void assertTakesOnly(final long unitsASecond, final Venue venue, final String message) {
        for (final long units : UNITS_A_SECOND) {
            final Verdict verdict = verdict(venue, message.replace("TIME", Long.toString(NOW_S * units)));
            if (units == unitsASecond) {
                assertEquals(Verdict.TAKEN, verdict, message);
            } else {
                assertNotEquals(Verdict.TAKEN, verdict, units + " a second: " + message);
            }
        }
    }

    @Test
    void shouldTakeSecondsFromPyth() {
        assertTakesOnly(
                1,
                new PythHermes(PythHermes.DEFAULT_BASE, Symbols.of(PYTH_ID + "/2"), null),
                "{\"parsed\":[{\"id\":\"" + PYTH_ID
                        + "\",\"price\":{\"price\":\"5\",\"conf\":\"1\",\"expo\":-2,\"publish_time\":TIME}}]}");
    }

    @Test
    void shouldTakeMillisecondsFromBinance() {
        assertTakesOnly(
                1_000,
                new BinanceMarkPrices(BinanceMarkPrices.DEFAULT_BASE, Symbols.of("BTCUSDT@mark/2")),
                "{\"e\":\"markPriceUpdate\",\"E\":TIME,\"s\":\"BTCUSDT\",\"p\":\"1.5\",\"i\":\"1.5\"}");
    }

    @Test
    void shouldTakeMillisecondsFromDeribit() {
        assertTakesOnly(
                1_000,
                new DeribitVenue(DeribitVenue.DEFAULT_ADDRESS, Symbols.of("btc_usd/2")),
                "{\"method\":\"subscription\",\"params\":{\"channel\":\"deribit_price_index.btc_usd\","
                        + "\"data\":{\"price\":1.5,\"timestamp\":TIME}}}");
    }

    @Test
    void shouldTakeNoNumberForATimeFromCoinbase() {
        final Venue venue = new CoinbaseTicker(CoinbaseTicker.DEFAULT_BASE, Symbols.of("BTC-USD/2"));
        final String message = "{\"type\":\"ticker\",\"sequence\":5,\"product_id\":\"BTC-USD\",\"price\":\"1.5\","
                + "\"best_bid\":\"1.4\",\"best_ask\":\"1.6\",\"time\":\"TIME\"}";
        assertEquals(Verdict.TAKEN, verdict(venue, message.replace("TIME", "2026-11-30T17:00:00.000000Z")));
        final LongStream units = UNITS_A_SECOND.stream().mapToLong(Long::longValue);
        units.forEach(count ->
                assertEquals(null, verdict(venue, message.replace("TIME", Long.toString(NOW_S * count)))));
    }

    @Test
    void shouldTakeSecondsFromChainlink() {
        final Venue venue = new ChainlinkVenue(
                List.of(ChainlinkVenue.DEFAULT_ADDRESS),
                Symbols.of(QuotedVenue.CHAINLINK.bitcoinSymbol() + "/2"),
                Credentials.parse("key\nsecret"));
        for (final long units : List.of(1L, 1_000L, 1_000_000L)) {
            final String message = QuotedVenue.CHAINLINK
                    .prices(NOW_S * 1_000 * units, 1, 4_000_000, 200_000)
                    .get(0);
            assertEquals(units == 1 ? Verdict.TAKEN : null, verdict(venue, message), units + " a second");
        }
    }
}
