package io.plimsoll.feed.file;

import static io.plimsoll.feed.file.TestFiles.gzip;
import static io.plimsoll.feed.file.TestFiles.read;
import static io.plimsoll.feed.file.TestFiles.ticks;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.FormatException;
import io.plimsoll.feed.TickSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class RecordedFileTest {
    private static final long MS = 1_000_000;

    @TempDir
    Path directory;

    @Test
    void shouldReadPriceRows() {
        final RecordedTicks recorded = read("ts,instrument,price\n1,BTC,100.5\n2,ETH,7\n2,BTC,99.99\n");
        assertEquals(List.of("1 1000000 1 10050", "2 2000000 2 70000", "3 2000000 1 9999"), ticks(recorded));
        assertEquals(3, recorded.rowCount());
        assertEquals(3, recorded.tickCount());
        assertTrue(recorded.wasInOrder());
        assertTrue(recorded.unknownSymbols().isEmpty());
    }

    @Test
    void shouldReadConfidenceWhereARowHasOne() {
        final String file = "ts,instrument,price,confidence\n1,BTC,100,0.25\n2,BTC,101,\n3,BTC,102,0\n";
        assertEquals(List.of("1 1000000 1 10000+-25", "2 2000000 1 10100", "3 3000000 1 10200+-0"), ticks(read(file)));
    }

    @Test
    void shouldTakeTheTimeUnitFromTheHeader() {
        assertEquals(List.of("1 7000000000 1 100"), ticks(read("ts_s,instrument,price\n7,BTC,1\n")));
        assertEquals(List.of("1 7000000 1 100"), ticks(read("ts_ms,instrument,price\n7,BTC,1\n")));
        assertEquals(List.of("1 7000 1 100"), ticks(read("ts_us,instrument,price\n7,BTC,1\n")));
        assertEquals(List.of("1 7 1 100"), ticks(read("ts_ns,instrument,price\n7,BTC,1\n")));
        assertEquals(
                List.of("1 9223372036854775807 1 100"),
                ticks(read("ts_ns,instrument,price\n9223372036854775807,BTC,1\n")));
    }

    @Test
    void shouldReadColumnsInAnyOrder() {
        assertEquals(List.of("1 5000000 1 100+-2"), ticks(read("price,confidence,ts,instrument\n1,0.02,5,BTC\n")));
    }

    @Test
    void shouldWalkARisingBarLowFirstAndOthersHighFirst() {
        final String header = "ts,symbol,open,high,low,close,volume\n";
        assertEquals(List.of("10", "5", "20", "15"), values(read(header + "1,XRP,10,20,5,15,99.5\n")));
        assertEquals(List.of("15", "20", "5", "10"), values(read(header + "1,XRP,15,20,5,10,99.5\n")));
        assertEquals(List.of("10", "20", "5", "10"), values(read(header + "1,XRP,10,20,5,10,99.5\n")));
        assertEquals(
                List.of("1 1000000 3 1", "2 1000000 3 1", "3 1000000 3 1", "4 1000000 3 1"),
                ticks(read(header + "1,XRP,1,1,1,1,0\n")));
    }

    private static List<String> values(final RecordedTicks recorded) {
        return ticks(recorded).stream().map(tick -> tick.split(" ", -1)[3]).toList();
    }

    @Test
    void shouldIgnoreFurtherColumnsOfBars() {
        final RecordedTicks recorded =
                read("ts,symbol,bid_close,close,low,high,open,trades\n1,XRP,x,4,1,9,2,\n2,XRP,NaN,4,1,9,2,1e7\n");
        assertEquals(8, recorded.tickCount());
        assertEquals(2, recorded.rowCount());
        assertEquals("8 2000000 3 4", ticks(recorded).get(7));
    }

    @Test
    void shouldFeedEveryNamedInstrumentFromATrade() {
        final String file = "timestamp,price,amount\r\n1385337600,800.010000000000,0.1\r\n1385337613,800.05,0.2";
        final RecordedTicks recorded = read(file, "BTC", "ETH");
        assertEquals(
                List.of(
                        "1 1385337600000000000 1 80001",
                        "2 1385337600000000000 2 8000100",
                        "3 1385337613000000000 1 80005",
                        "4 1385337613000000000 2 8000500"),
                ticks(recorded));
        assertEquals(2, recorded.rowCount());
        assertEquals(4, recorded.tickCount());
    }

    @Test
    void shouldSortByTimeAndKeepFileOrderAmongEquals() {
        final RecordedTicks recorded =
                read("ts,instrument,price\n3,XRP,1\n1,XRP,2\n3,XRP,3\n2,XRP,4\n1,XRP,5\n3,XRP,6\n");
        assertFalse(recorded.wasInOrder());
        assertEquals(MS, recorded.firstEventNs());
        assertEquals(3 * MS, recorded.lastEventNs());
        assertEquals(
                List.of(
                        "1 1000000 3 2",
                        "2 1000000 3 5",
                        "3 2000000 3 4",
                        "4 3000000 3 1",
                        "5 3000000 3 3",
                        "6 3000000 3 6"),
                ticks(recorded));
    }

    @Test
    void shouldKeepABarTogetherWhenSorting() {
        final RecordedTicks recorded = read("ts,symbol,open,high,low,close\n2,XRP,10,20,5,15\n1,XRP,4,4,3,3\n");
        assertEquals(List.of("4", "4", "3", "3", "10", "5", "20", "15"), values(recorded));
    }

    @Test
    void shouldReadGzipByItsBytesWhateverItsName() throws IOException {
        final byte[] plain = "ts,instrument,price\n1,BTC,100.5\n".getBytes(UTF_8);
        final Path zipped = Files.write(directory.resolve("prices.csv"), gzip(plain));
        final Path unzipped = Files.write(directory.resolve("prices.csv.gz"), plain);
        assertEquals(List.of("1 1000000 1 10050"), ticks(RecordedFile.read(zipped, TestFiles.IDS)));
        assertEquals(List.of("1 1000000 1 10050"), ticks(RecordedFile.read(unzipped, TestFiles.IDS)));
    }

    @Test
    void shouldPassOverAByteOrderMarkAndMissTheLastLineEnd() {
        assertEquals(List.of("1 1000000 1 100"), ticks(read("\uFEFFts,instrument,price\r\n1,BTC,1")));
    }

    @Test
    void shouldTellAPlainFileThatMayHaveBeenCut() throws IOException {
        final String whole = "ts,instrument,price\n1,BTC,100.5\n";
        final String cut = whole.substring(0, whole.length() - 1);
        assertFalse(read(whole).mayBeCut());
        assertTrue(read(cut).mayBeCut());
        assertTrue(read("ts,instrument,price").mayBeCut());
        assertFalse(TestFiles.read(gzip(cut.getBytes(UTF_8)), List.of()).mayBeCut(), "gzip has an end of its own");
    }

    @Test
    void shouldPublishZeroNegativeAndExtremePrices() {
        final String file = """
                ts,instrument,price
                1,BTC,0
                1,BTC,-5.25
                1,XRP,9223372036854775807
                1,XRP,-9223372036854775808
                1,BTC,000000000000000000000001.5000000000
                """;
        assertEquals(List.of("0", "-525", "9223372036854775807", "-9223372036854775808", "150"), values(read(file)));
    }

    @Test
    void shouldHandOutUnknownSymbolsWithPriceIdZeroAndCountThem() {
        final RecordedTicks rows = read(
                "ts,instrument,price,confidence\n1,DOGE,0.123456789012345678901,3\n2,BTC,1,\n3,DOGE,5,\n4,btc,1,\n");
        assertEquals(List.of("1 1000000 0 0+-0", "2 2000000 1 100", "3 3000000 0 0", "4 4000000 0 0"), ticks(rows));
        assertEquals(Map.of("DOGE", 2L, "btc", 1L), rows.unknownSymbols());
        final RecordedTicks bars = read("ts,symbol,open,high,low,close\n1,DOGE,1,3,0,2\n");
        assertEquals(Map.of("DOGE", 4L), bars.unknownSymbols());
        final RecordedTicks trades = read("timestamp,price,amount\n1,5,1\n2,6,1\n", "BTC", "DOGE");
        assertEquals(Map.of("DOGE", 2L), trades.unknownSymbols());
        assertEquals(List.of("500", "0", "600", "0"), values(trades));
    }

    @Test
    void shouldReadAFileWithoutRows() {
        final RecordedTicks recorded = read("ts,instrument,price\n");
        assertEquals(0, recorded.rowCount());
        assertThrows(NoSuchElementException.class, recorded::firstEventNs);
        final TickSource ticks = recorded.ticks();
        assertFalse(ticks.next());
        assertFalse(ticks.next());
    }

    @Test
    void shouldWalkTheSameFileAnyNumberOfTimes() {
        final RecordedTicks recorded = read("ts,instrument,price\n2,BTC,1\n1,BTC,2\n");
        assertEquals(ticks(recorded), ticks(recorded));
    }

    @Test
    void shouldNameTheFileAsItWasGiven() throws IOException {
        final Path file = Files.writeString(directory.resolve("bad.csv"), "ts,instrument,price\n1,BTC,x\n");
        final FormatException e = assertThrows(FormatException.class, () -> RecordedFile.read(file, TestFiles.IDS));
        assertEquals(file.toString(), e.source());
        assertEquals(2, e.line());
        assertTrue(e.getMessage().startsWith(file + ":2: price 'x' is not a plain decimal number"), e.getMessage());
        assertThrows(NoSuchFileException.class, () -> RecordedFile.read(directory.resolve("none"), TestFiles.IDS));
    }

    @Test
    void shouldRefuseAnInstrumentNamedTwice() {
        assertThrows(IllegalArgumentException.class, () -> read("timestamp,price,amount\n", "BTC", "BTC"));
    }

    @Test
    void shouldReadTimesUpToTheLastMillisecondThatFits() {
        final long lastMs = Long.MAX_VALUE / MS;
        assertEquals(
                List.of("1 " + lastMs * MS + " 1 100"), ticks(read("ts,instrument,price\n" + lastMs + ",BTC,1\n")));
    }
}
