package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.latency.LatencyFile;
import io.plimsoll.journal.Json;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.xml.sax.InputSource;

/** What the commands that give data give. */
@Timeout(60)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class DataCommandsTest {
    private static final Set<String> HOPS =
            Set.of("receive-sequence", "sequence-engine", "engine", "engine-orders", "tick-processed", "tick-order");
    private static final Set<String> ORDER_FIELDS = Set.of(
            "id",
            "account",
            "instrument",
            "side",
            "quantity",
            "limitPrice",
            "markPrice",
            "reason",
            "causeSequence",
            "causeTimeNs",
            "equity",
            "initialMargin",
            "maintenanceMargin",
            "shortfall",
            "profileVersion");

    @TempDir
    private Path folder;

    private Fixture fixture;

    @BeforeEach
    void makeFiles() throws IOException {
        fixture = new Fixture(folder);
    }

    private Map<String, Object> summary(final Ran backtest) {
        assertEquals(0, backtest.exitCode(), backtest.err());
        return Json.object(backtest.out());
    }

    private static long number(final Map<String, Object> fields, final String name) {
        return ((BigDecimal) fields.get(name)).longValueExact();
    }

    private static BigDecimal decimal(final Map<String, Object> fields, final String name) {
        return new BigDecimal((String) fields.get(name));
    }

    private List<Map<String, Object>> tail(final String journal, final Object... more) {
        final List<Object> arguments =
                new ArrayList<>(List.of("tail", "--journal", folder.resolve(journal), "--ndjson"));
        arguments.addAll(List.of(more));
        return Ran.well(arguments.toArray()).objects();
    }

    @Test
    void shouldSumUpABacktest() {
        final Map<String, Object> summary = summary(fixture.backtest("a"));
        assertEquals(200, number(summary, "accounts"));
        assertEquals(200, number(summary, "positions"));
        assertEquals(400, number(summary, "ticks"));
        assertEquals(0, number(summary, "ticksRejected"));
        assertTrue(number(summary, "ticksPerSecond") > 0);
        assertTrue(number(summary, "orders") > 10);
        assertTrue(number(summary, "accountsLiquidated") > 10);
        assertEquals(folder.resolve("a").toString(), summary.get("journal"));
        final Map<String, Object> latency = Json.object(summary, "latencyNs");
        assertEquals(HOPS, latency.keySet());
        for (final String hop : HOPS) {
            final Map<String, Object> percentiles = Json.object(latency, hop);
            assertEquals(Set.of("p50", "p99", "p999", "max"), percentiles.keySet());
            assertTrue(number(percentiles, "p50") <= number(percentiles, "p99"), percentiles::toString);
            assertTrue(number(percentiles, "p999") <= number(percentiles, "max"), percentiles::toString);
        }
        final Map<String, Object> costs = Json.object(summary, "costs");
        assertTrue(number(costs, "unitsRecomputed") > 10, costs::toString);
        assertTrue(number(costs, "entriesScanned") > 10, costs::toString);
        assertTrue(number(costs, "engineBytesAllocated") >= 0, costs::toString);
        assertEquals(0, number(costs, "unitsWithoutIndex"));
        assertTrue(fixture.backtest("b").out().contains("\"stateHash\":\"" + summary.get("stateHash") + "\""));
    }

    @Test
    void shouldDecideTheSameWithoutTheIndex() {
        final Map<String, Object> index = summary(fixture.backtest("a"));
        final Map<String, Object> sweep = summary(fixture.backtest("b", "--engine", "sweep"));
        assertEquals(index.get("stateHash"), sweep.get("stateHash"));
        final Map<String, Object> costs = Json.object(sweep, "costs");
        assertEquals(200, number(costs, "unitsWithoutIndex"));
        assertTrue(number(costs, "sweeps") >= 400, costs::toString);
    }

    @Test
    void shouldTailWhatABotNeeds() {
        final Map<String, Object> summary = summary(fixture.backtest("a"));
        final List<Map<String, Object>> orders = tail("a");
        assertEquals(number(summary, "orders"), orders.size());
        assertEquals(
                number(summary, "accountsLiquidated"),
                orders.stream().map(order -> order.get("account")).distinct().count());
        assertEquals(
                orders.size(),
                orders.stream().map(order -> order.get("id")).distinct().count());
        long last = 0;
        for (final Map<String, Object> order : orders) {
            assertTrue(order.keySet().containsAll(ORDER_FIELDS), order::toString);
            assertEquals("order", order.get("type"));
            assertTrue(number(order, "causeSequence") >= last);
            last = number(order, "causeSequence");
            assertEquals(
                    0,
                    decimal(order, "maintenanceMargin")
                            .subtract(decimal(order, "equity"))
                            .compareTo(decimal(order, "shortfall")),
                    order::toString);
            assertTrue(((String) order.get("id")).startsWith("1-" + order.get("causeSequence") + "-"));
        }
    }

    @Test
    void shouldResumeATailAtASequence() {
        summary(fixture.backtest("a"));
        final List<Map<String, Object>> all = tail("a", "--all");
        for (int i = 0; i < all.size(); i++) {
            assertEquals(i + 1, number(all.get(i), "sequence"));
        }
        for (final int from : new int[] {1, 2, all.size() / 2, all.size()}) {
            assertEquals(all.subList(from - 1, all.size()), tail("a", "--all", "--from", from));
        }
        final List<Map<String, Object>> orders = tail("a");
        final long middle = number(orders.get(orders.size() / 2), "sequence");
        assertEquals(orders.subList(orders.size() / 2, orders.size()), tail("a", "--from", middle));
        assertEquals(List.of(), tail("a", "--from", "end"));
        assertEquals(List.of(), tail("a", "--all", "--from", all.size() + 1));
        assertEquals(
                orders.size(),
                Ran.well("tail", "--journal", folder.resolve("a")).out().lines().count());
    }

    @Test
    void shouldTailInputs() {
        final Map<String, Object> summary = summary(fixture.backtest("a"));
        final List<Map<String, Object>> inputs = tail("a", "--queue", "inputs");
        final Map<Object, Long> types =
                inputs.stream().collect(Collectors.groupingBy(input -> input.get("type"), Collectors.counting()));
        assertEquals(1 + number(summary, "ticks"), types.get("price"), "the book's and the file's");
        assertEquals(200, types.get("accountOpened"));
        assertEquals(200, types.get("positionSnapshot"));
        for (final String once : List.of("arm", "ready", "epoch", "marker", "definitionsCommit")) {
            assertEquals(1, types.get(once), once);
        }
    }

    @Test
    void shouldFillOnPaperAtOnce() {
        final Map<String, Object> summary = summary(fixture.backtest("a", "--fills", "paper:0,0"));
        assertTrue(number(summary, "ordersFilled") > 10);
        assertEquals(0, number(summary, "ordersInFlight"));
        final List<Map<String, Object>> fills = new ArrayList<>(tail("a", "--queue", "inputs"));
        fills.removeIf(input -> !"liquidationFill".equals(input.get("type")));
        assertEquals(number(summary, "orders"), fills.size());
        final Map<Object, Object> causeTimes = tail("a").stream()
                .collect(Collectors.toMap(order -> order.get("id"), order -> order.get("causeTimeNs")));
        fills.forEach(fill -> assertEquals(causeTimes.get(fill.get("order")), fill.get("eventNs")));
        final Map<String, Object> late = summary(fixture.backtest("b", "--fills", "paper:999999,9999"));
        assertEquals(0, number(late, "ordersInFlight"), "fills come after the last tick, too");
    }

    /** A bad price is counted and flagged, and decides nothing: the orders are those of the file without it. */
    @Test
    void shouldRejectBadPricesAndLeaveTheStateAlone() throws IOException {
        final List<String> rows = new ArrayList<>();
        final String[] bad = {"BTC-PERP,0", "BTC-PERP,-900", "XBT-PERP,900", "BTC-PERP,20001"};
        for (final String row : Fixture.ticks()) {
            rows.add(row);
            if (rows.size() > 1 && rows.size() % 5 == 0) {
                rows.add(row.substring(0, row.indexOf(',') + 1) + bad[rows.size() / 5 % bad.length]);
            }
        }
        final Path file = Files.write(folder.resolve("bad.csv"), rows);
        final Ran ran = fixture.backtest(file, "bad");
        final Map<String, Object> summary = summary(ran);
        final int wrong = rows.size() - Fixture.ticks().size();
        assertEquals(wrong, number(summary, "ticksRejected"));
        assertEquals(rows.size() - 1, number(summary, "ticks"));
        assertTrue(ran.err().contains("ticks of 'XBT-PERP', which prices nothing in the book"), ran.err());
        final List<Map<String, Object>> flagged = new ArrayList<>(tail("bad", "--all"));
        flagged.removeIf(output -> !"inputFlagged".equals(output.get("type")));
        assertEquals(wrong, flagged.size(), "each opens a streak of its own here");
        assertEquals(
                Set.of("price_not_positive", "price_unknown_id", "price_above_limit"),
                flagged.stream()
                        .map(flag -> (String) flag.get("reason"))
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertTrue(flagged.stream().allMatch(flag -> "refused".equals(flag.get("disposition"))));
        summary(fixture.backtest("good"));
        assertEquals(said("good"), said("bad"));
    }

    private List<String> said(final String journal) {
        return tail(journal).stream()
                .map(order -> order.get("account") + " " + order.get("side") + " " + order.get("quantity") + " "
                        + order.get("limitPrice") + " " + order.get("equity") + " " + order.get("causeTimeNs"))
                .toList();
    }

    @Test
    void shouldWriteTheSameSampleBookForTheSameSeed() throws IOException {
        final Object[] arguments = {"sample-book", "--price", "BTC-PERP=42000.5", "--accounts", 50, "--seed", 3};
        final String book = Ran.well(arguments).out();
        assertEquals(book, Ran.well(arguments).out());
        final Path file = folder.resolve("same.ndjson");
        Ran.well("sample-book", "--price", "BTC-PERP=42000.5", "--accounts", 50, "--seed", 3, "-o", file);
        assertEquals(book, Files.readString(file));
        arguments[arguments.length - 1] = 4;
        assertNotEquals(book, Ran.well(arguments).out());
    }

    @Test
    void shouldPutEverySampleAccountAboveItsInitialMargin() {
        final Path file = folder.resolve("many.ndjson");
        Ran.well(
                "sample-book",
                "--accounts",
                3_000,
                "--seed",
                11,
                "-o",
                file,
                "--price",
                "BTC-PERP=42000.5",
                "--price",
                "ETHUSDT=2310",
                "--price",
                "XRP-PERP=0.5213",
                "--price",
                "SHIB-PERP=0.00000873",
                "--price",
                "IDR=987654321");
        final List<Map<String, Object>> accounts = Ran.well(
                        "margin", "--json", "--book", file, "--profile", Project.linearProfile())
                .objects();
        assertEquals(3_000, accounts.size());
        for (final Map<String, Object> account : accounts) {
            final BigDecimal equity = new BigDecimal((String) account.get("initialEquity"));
            final BigDecimal margin = new BigDecimal((String) account.get("initialMargin"));
            assertTrue(equity.compareTo(margin) > 0, account::toString);
            assertFalse(((List<?>) account.get("positions")).isEmpty());
        }
    }

    @Test
    void shouldShowMarginsUnderOtherParameters() throws IOException {
        final Path fallen = Files.writeString(
                folder.resolve("fallen.ndjson"),
                Files.readString(fixture.book).replace("\"value\":\"1000\"", "\"value\":\"940\""));
        final Object[] plain = {"margin", "--book", fallen, "--profile", Project.linearProfile()};
        assertTrue(Ran.well(plain).out().contains(" warning"));
        final List<Map<String, Object>> usual = with(plain, "--json");
        final List<Map<String, Object>> strict =
                with(plain, "--json", "--set", "warningRatio=2", "--set", "stopBuffer=1");
        assertTrue(count(strict, "warning") > count(usual, "warning"));
        assertEquals(count(strict, "liquidate"), count(usual, "liquidate"));
        strict.forEach(account -> assertEquals(account.get("initialMargin"), account.get("stopMargin")));
    }

    private static List<Map<String, Object>> with(final Object[] arguments, final Object... more) {
        final List<Object> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(more));
        return Ran.well(all.toArray()).objects();
    }

    private static long count(final List<Map<String, Object>> accounts, final String verdict) {
        return accounts.stream()
                .filter(account -> verdict.equals(account.get("verdict")))
                .count();
    }

    @Test
    void shouldPrintAndDrawLatency() throws Exception {
        summary(fixture.backtest("a"));
        final Path latency = folder.resolve("a/latency");
        final Path svg = folder.resolve("all.svg");
        final Ran ran = Ran.well(
                "latency",
                "--svg",
                svg,
                latency.resolve("engine.hlog"),
                latency.resolve("tick-order.hlog"),
                latency.resolve("engine-orders.hlog"));
        assertTrue(ran.out().contains("engine: "), ran.out());
        assertTrue(ran.out().contains("tick-order: "), ran.out());
        assertTrue(ran.out().contains("99.99"), ran.out());
        assertEquals("plot: " + svg + System.lineSeparator(), ran.err());
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Files.readString(svg))));
        Ran.well("latency", latency.resolve("engine.hlog"));
        assertTrue(Files.size(latency.resolve("engine.svg")) > 1_000);
    }

    @Test
    void shouldCompareTwoLatencyLogs() throws Exception {
        summary(fixture.backtest("a"));
        summary(fixture.backtest("b"));
        final Path first = folder.resolve("a/latency/engine.hlog");
        final Path second = folder.resolve("b/latency/engine.hlog");
        final Ran ran = Ran.well("latency", "--svg", folder.resolve("both.svg"), first, second);
        final List<String> lines = ran.out().lines().toList();
        assertTrue(lines.get(0).startsWith("first:  " + folder.resolve("a/latency/engine") + ", "), ran.out());
        assertTrue(lines.get(1).startsWith("second: " + folder.resolve("b/latency/engine") + ", "), ran.out());
        final String[] highest = lines.stream()
                .filter(line -> line.strip().startsWith("100 "))
                .findFirst()
                .orElseThrow()
                .strip()
                .split("\\s+", -1);
        assertEquals(LatencyFile.read(first).getMaxValue() / 1e3, Double.parseDouble(highest[1]), 0.01);
        assertEquals(LatencyFile.read(second).getMaxValue() / 1e3, Double.parseDouble(highest[2]), 0.01);
        final String same = Ran.well("latency", first, first).out();
        assertTrue(same.lines().skip(3).allMatch(line -> line.endsWith(" 1.00")), same);
    }
}
