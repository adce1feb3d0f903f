package io.plimsoll.feed.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.TickSource;
import io.plimsoll.protocol.Decimals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A week of real BTC/USD trades, which the build unpacks from an artifact. */
@Timeout(20)
class RealTradesTest {
    private static final Path FILE = Path.of("target/recorded/bitstamp_trades_from_20131125_usd.csv");
    private static final Map<String, PriceId> IDS = Map.of("BTC-PERP", new PriceId(1, 2), "BTC", new PriceId(2, 8));

    @Test
    void shouldReadRealTradesForTwoPriceIds() throws IOException {
        final RecordedTicks recorded = RecordedFile.read(FILE, IDS::get, List.of("BTC-PERP", "BTC"));
        assertEquals(100_000, recorded.rowCount());
        assertEquals(200_000, recorded.tickCount());
        assertTrue(recorded.wasInOrder());
        assertTrue(recorded.unknownSymbols().isEmpty());

        long lowest = Long.MAX_VALUE;
        long highest = Long.MIN_VALUE;
        final TickSource ticks = recorded.ticks();
        while (ticks.next()) {
            if (ticks.sequence() == 1) {
                assertEquals(1_385_337_600_000_000_000L, ticks.eventNs());
                assertEquals("800.01", Decimals.format(ticks.value(), 2));
            }
            if (ticks.priceId() == 1) {
                lowest = Math.min(lowest, ticks.value());
                highest = Math.max(highest, ticks.value());
            }
        }
        assertEquals(200_000, ticks.sequence());
        assertEquals(1_385_913_725_000_000_000L, ticks.eventNs());
        assertEquals("999", Decimals.format(ticks.value(), 8));
        System.out.println("RealTradesTest: from " + Decimals.format(lowest, 2) + " to " + Decimals.format(highest, 2));
    }
}
