package io.plimsoll.feed.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.PriceIds;
import io.plimsoll.feed.TickSource;
import io.plimsoll.protocol.Decimals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real crashes, where the checkout has a folder of price series beside it; skipped, and said so, where it has none. */
@Timeout(30)
class SharedDataTest {
    private static final int DECIMALS = 8;

    private final Map<String, PriceId> ids = new TreeMap<>();
    private final PriceIds everySymbol =
            symbol -> ids.computeIfAbsent(symbol, name -> new PriceId(ids.size() + 1, DECIMALS));

    private static Path file(final String name) {
        final Path projectRoot = Path.of("").toAbsolutePath().getParent();
        final Path data = Path.of(System.getProperty(
                "plimsoll.data", projectRoot.resolveSibling("shared/data").toString()));
        final Path file = data.resolve(name);
        final boolean exists = Files.exists(file);
        if (!exists) {
            System.out.println("SharedDataTest: SKIPPED, there is no " + file
                    + " (-Dplimsoll.data=DIRECTORY names another place)");
        }
        assumeTrue(exists, "no " + file);
        return file;
    }

    /** Ticks of one symbol at one time, as decimal text. */
    private List<String> ticksAt(final RecordedTicks recorded, final String symbol, final long ms) {
        final List<String> result = new ArrayList<>();
        final TickSource ticks = recorded.ticks();
        while (ticks.next()) {
            if (ticks.priceId() == ids.get(symbol).id() && ticks.eventNs() == ms * 1_000_000) {
                result.add(Decimals.format(ticks.value(), DECIMALS));
            }
        }
        return result;
    }

    private String lowest(final RecordedTicks recorded, final String symbol) {
        long lowest = Long.MAX_VALUE;
        final TickSource ticks = recorded.ticks();
        while (ticks.next()) {
            lowest = ticks.priceId() == ids.get(symbol).id() ? Math.min(lowest, ticks.value()) : lowest;
        }
        return Decimals.format(lowest, DECIMALS);
    }

    @Test
    void shouldReadTheCrashOfFebruary2025() throws IOException {
        final RecordedTicks recorded = RecordedFile.read(file("crash-2025-02-03-binance-1m.csv.gz"), everySymbol);
        assertEquals(45_200, recorded.rowCount());
        assertEquals(4 * 45_200L, recorded.tickCount());
        assertTrue(recorded.wasInOrder());
        assertEquals(8, ids.size());
        assertEquals(List.of("0.379", "0.3795", "0.3783", "0.3788"), ticksAt(recorded, "ALGOUSDT", 1_738_368_000_000L));
        assertEquals("91231", lowest(recorded, "BTCUSDT"));
        assertEquals("2125.01", lowest(recorded, "ETHUSDT"));
    }

    @Test
    void shouldReadTheDropOfApril2018WithItsFurtherColumns() throws IOException {
        final RecordedTicks recorded = RecordedFile.read(file("drop-2018-04-04-coinbase-1m-lean.csv.gz"), everySymbol);
        assertEquals(13_886, recorded.rowCount());
        assertEquals(List.of("6060", "6060", "6048.83", "6049.68"), ticksAt(recorded, "BTC-EUR", 1_522_800_000_000L));
    }

    @Test
    void shouldReadFiveYearsOfFourHourBars() throws IOException {
        final RecordedTicks recorded = RecordedFile.read(file("coinbase-btc-eth-4h-2020-2025.csv.gz"), everySymbol);
        assertEquals(25_524, recorded.rowCount());
        assertEquals(
                List.of("7165.72", "7136.05", "7218.42", "7196.98"), ticksAt(recorded, "BTC-USD", 1_577_836_800_000L));
    }
}
