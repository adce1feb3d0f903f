package io.plimsoll.daemon.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.book.SampleBook;
import io.plimsoll.daemon.chain.Topology;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * Each account's first order comes at the very tick at which it is first below maintenance, with the very numbers; none is missing and
 * none is extra. The other side is plain decimals over the files' text, every account at every tick.
 */
@Timeout(120)
@ResourceLock(value = Resources.SYSTEM_OUT, mode = ResourceAccessMode.READ)
class BacktestNaiveTest {
    private static final int FIRST_TRADE = 80_000; // the fall of a day
    private static final int TRADES = 16_000;
    private static final long MS = 1_000_000;

    @TempDir
    private Path folder;

    /** One price of a tick file, as its format's page says that it is published. */
    private record Tick(long timeNs, String symbol, BigDecimal price) {}

    @Test
    void shouldLiquidateAtTheVeryTradeOfThatDay() throws IOException {
        final List<String> rows = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(Project.trades())) {
            rows.add(lines.readLine());
            lines.lines().skip(FIRST_TRADE).limit(TRADES).forEach(rows::add);
        }
        final List<Tick> ticks = new ArrayList<>();
        for (final String row : rows.subList(1, rows.size())) {
            final String[] fields = row.split(",", -1);
            ticks.add(new Tick(Long.parseLong(fields[0]) * 1_000 * MS, "BTC-PERP", new BigDecimal(fields[1])));
        }
        final Path csv = Files.write(folder.resolve("trades.csv"), rows);
        final Path book = sampleBook(Map.of("BTC-PERP", ticks.get(0).price()), 300, 2013);
        compare(book, csv, List.of("BTC-PERP"), ticks, Topology.INLINE, 20);
    }

    @Test
    void shouldLiquidateAtTheVeryPriceOfTheVeryBarOfACrash() throws IOException {
        final List<String> rows = crash("2025-02-03T00:30", 110);
        final List<Tick> ticks = new ArrayList<>();
        rows.subList(1, rows.size()).forEach(row -> ticks.addAll(ofBar(row)));
        final Map<String, BigDecimal> first = new LinkedHashMap<>();
        ticks.forEach(tick -> first.put(tick.symbol(), tick.price()));
        assertEquals(8, first.size());
        final Path csv = Files.write(folder.resolve("bars.csv"), rows);
        compare(sampleBook(first, 400, 2025), csv, List.of(), ticks, Topology.ORDER_THREAD, 40);
    }

    @Test
    void shouldValueEachPriceOfABarAloneAndInItsOrder() throws IOException {
        final Path book = Files.writeString(folder.resolve("book.ndjson"), """
                {"type":"asset","id":"USD","decimals":6}
                {"type":"asset","id":"X","decimals":6}
                {"type":"instrument","id":"XP","kind":"perpetual","underlying":"X","settlement":"USD","tick":"0.1","step":"1","initial":"0.10","maintenance":"0.05"}
                {"type":"price","of":"XP","value":"100"}
                {"type":"price","of":"X","value":"100"}
                {"type":"account","id":"long","collateral":{"USD":"10"},"positions":[{"instrument":"XP","quantity":"1","entry":"100"}]}
                {"type":"account","id":"short","collateral":{"USD":"10"},"positions":[{"instrument":"XP","quantity":"-1","entry":"100"}]}
                """);
        // long: 10 + (p - 100) < p * 0.05 below 94.73..; short: 10 + (100 - p) < p * 0.05 above 104.76..
        final Map<String, Long> falling = tickNumbers(book, "100,106,94,100");
        assertEquals(Map.of("short", 2L, "long", 3L), falling);
        final Map<String, Long> rising = tickNumbers(book, "100,106,94,100.1");
        assertEquals(Map.of("long", 2L, "short", 3L), rising);
        assertEquals(Map.of("short", 1L, "long", 3L), tickNumbers(book, "106,106,94,94"));
        assertEquals(Map.of("long", 3L), tickNumbers(book, "100,100,94,94.7"), "the low comes third");
    }

    private Map<String, Long> tickNumbers(final Path book, final String prices) throws IOException {
        final Path csv = Files.writeString(
                folder.resolve("bar.csv"), "ts,symbol,open,high,low,close\n1738368000000,XP," + prices + "\n");
        final Map<String, Long> numbers = new LinkedHashMap<>();
        new JournaledRun(book, Files.createTempDirectory(folder, "journal"))
                .firstOrders(csv, List.of(), Topology.SEQUENCER_THREAD)
                .forEach((account, order) -> numbers.put(account, order.tick()));
        return numbers;
    }

    private void compare(
            final Path bookFile,
            final Path csv,
            final List<String> feeds,
            final List<Tick> ticks,
            final Topology topology,
            final int atLeast)
            throws IOException {
        final Map<String, Liquidation> expected = expected(Files.readAllLines(bookFile), ticks);
        final Map<String, Liquidation> actual =
                new JournaledRun(bookFile, folder.resolve("journal")).firstOrders(csv, feeds, topology);
        System.out.println(expected.size() + " accounts below maintenance within " + ticks.size() + " ticks");
        assertEquals(expected, actual);
        assertTrue(expected.size() >= atLeast, "too few to mean anything: " + expected.size());
    }

    private static Map<String, Liquidation> expected(final List<String> bookLines, final List<Tick> ticks) {
        final NaiveBook book = new NaiveBook(bookLines);
        final Map<String, Liquidation> first = new LinkedHashMap<>();
        for (int i = 0; i < ticks.size(); i++) {
            final Tick tick = ticks.get(i);
            book.price(tick.symbol(), tick.price());
            for (final NaiveBook.Account account : book.accounts()) {
                if (first.containsKey(account.name())) {
                    continue;
                }
                final BigDecimal equity = book.equity(account);
                final BigDecimal requirement = book.maintenanceMargin(account);
                if (equity.compareTo(requirement) < 0) {
                    first.put(
                            account.name(),
                            new Liquidation(
                                    account.name(),
                                    i + 1L,
                                    tick.timeNs(),
                                    tick.symbol(),
                                    tick.price(),
                                    equity,
                                    requirement));
                }
            }
        }
        return first;
    }

    // docs/formats/ticks.md: a rising bar is open, low, high, close, any other open, high, low, close
    private static List<Tick> ofBar(final String row) {
        final String[] fields = row.split(",", -1);
        final long timeNs = Long.parseLong(fields[0]) * MS;
        final boolean isRising = new BigDecimal(fields[5]).compareTo(new BigDecimal(fields[2])) > 0;
        final List<Tick> ticks = new ArrayList<>();
        for (final int column : isRising ? new int[] {2, 4, 3, 5} : new int[] {2, 3, 4, 5}) {
            ticks.add(new Tick(timeNs, fields[1], new BigDecimal(fields[column])));
        }
        return ticks;
    }

    private Path sampleBook(final Map<String, BigDecimal> prices, final int accounts, final long seed)
            throws IOException {
        final List<SampleBook.Market> markets = new ArrayList<>();
        prices.forEach((symbol, price) -> markets.add(SampleBook.Market.of(symbol, price)));
        final Path file = folder.resolve("book.ndjson");
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            new SampleBook(markets, seed).write(out, accounts);
        }
        return file;
    }

    /** The header and so many minutes of the crash of 2025-02-03, whose lows are all in minute 02:08. */
    private static List<String> crash(final String from, final int minutes) throws IOException {
        final Path data = Path.of(System.getProperty(
                "plimsoll.data", Project.root().resolveSibling("shared/data").toString()));
        final Path file = data.resolve("crash-2025-02-03-binance-1m.csv.gz");
        if (!Files.exists(file)) {
            System.out.println("BacktestNaiveTest: SKIPPED, there is no " + file
                    + " (-Dplimsoll.data=DIRECTORY names another place)");
        }
        assumeTrue(Files.exists(file), "no " + file);
        final long fromMs = java.time.Instant.parse(from + ":00Z").toEpochMilli();
        final List<String> rows = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            rows.add(lines.readLine());
            lines.lines()
                    .filter(row -> {
                        final long minute = (Long.parseLong(row.substring(0, row.indexOf(','))) - fromMs) / 60_000;
                        return minute >= 0 && minute < minutes;
                    })
                    .forEach(rows::add);
        }
        return rows;
    }
}
