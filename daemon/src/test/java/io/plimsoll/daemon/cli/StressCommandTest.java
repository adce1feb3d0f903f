package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.journal.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What {@code stress} tells of a fall that was worked out by hand, and of one that a backtest runs as well. */
@Timeout(120)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class StressCommandTest {
    private static final Path LINEAR = Project.linearProfile();

    @TempDir
    private Path folder;

    private Path write(final String name, final String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    private Path scenario(final String... lines) throws IOException {
        return write("scenario.yaml", lines);
    }

    /** Long 10 at 100, of which 5 % is asked for, beside balances that last down to some price. */
    private Path small(final String... more) throws IOException {
        final List<String> lines = new ArrayList<>(List.of(
                "{\"type\":\"asset\",\"id\":\"USD\",\"decimals\":6}",
                "{\"type\":\"instrument\",\"id\":\"P\",\"kind\":\"perpetual\",\"underlying\":\"USD\",\"settlement\":\"USD\""
                        + ",\"tick\":\"0.1\",\"step\":\"0.01\",\"initial\":\"0.10\",\"maintenance\":\"0.05\"}",
                "{\"type\":\"instrument\",\"id\":\"Q\",\"kind\":\"perpetual\",\"underlying\":\"USD\",\"settlement\":\"USD\""
                        + ",\"tick\":\"0.1\",\"step\":\"0.01\",\"initial\":\"0.10\",\"maintenance\":\"0.05\"}",
                "{\"type\":\"price\",\"of\":\"P\",\"value\":\"100\"}",
                "{\"type\":\"price\",\"of\":\"Q\",\"value\":\"50\"}"));
        lines.addAll(List.of(more));
        lines.add(account("deep", "P", "400"));
        lines.add(account("thin", "P", "80"));
        lines.add(account("other", "Q", "40"));
        return write("book.ndjson", lines.toArray(String[]::new));
    }

    private static String account(final String id, final String instrument, final String dollars) {
        return "{\"type\":\"account\",\"id\":\"" + id + "\",\"collateral\":{\"USD\":\"" + dollars
                + "\"},\"positions\":[{\"instrument\":\"" + instrument + "\",\"quantity\":\"10\",\"entry\":\""
                + ("P".equals(instrument) ? "100" : "50") + "\"}]}";
    }

    private static Map<String, Object> stress(final Object... arguments) {
        final List<Object> all = new ArrayList<>(List.of("stress", "--json", "--profile", LINEAR));
        all.addAll(List.of(arguments));
        return Ran.well(all.toArray()).objects().get(0);
    }

    /**
     * Two steps of 10 s: P at 90, then 80. At 90 "thin" has 80 - 100 = -20: bankrupt, all 10 are ordered and sold at the mark, since slip is
     * 0: it stays 20 short. At 80 it holds nothing. "deep" has 400 - 200 = 200 and is asked for 40. Nothing happens to Q.
     */
    @Test
    void shouldTellWhatWasWorkedOutByHand() throws IOException {
        final Path scenario = scenario("name: two-steps", "steps: 2", "over: 20s", "hold: 5s", "moves: {P: \"-0.2\"}");
        final Map<String, Object> told = stress("--book", small(), "--scenario", scenario, "--fills", "paper:1000,0");
        assertEquals(new BigDecimal(3), told.get("accounts"), "nobody but those of the book");
        assertEquals(new BigDecimal(1), told.get("accountsLiquidated"));
        assertEquals(new BigDecimal(1), told.get("orders"));
        assertEquals(new BigDecimal(1), told.get("ordersFilled"));
        assertEquals(new BigDecimal(0), told.get("ordersInFlight"));
        assertEquals("900", told.get("notional"));
        assertEquals(new BigDecimal(0), told.get("deficitAccountsBefore"));
        assertEquals(new BigDecimal(1), told.get("deficitAccounts"));
        assertEquals(new BigDecimal(1), told.get("accountsEverBankrupt"));
        assertEquals("20", told.get("deficit"));
        assertEquals("20", told.get("largestDeficit"));
        assertEquals(Map.of("orders", new BigDecimal(1), "afterSeconds", "10"), Json.object(told, "mostInFlight"));
        final List<Map<String, Object>> moments = Json.objects(told, "moments");
        assertEquals(
                List.of("0", "10", "20"),
                moments.stream().map(moment -> moment.get("afterSeconds")).toList());
        assertEquals(
                List.of("0", "900", "0"),
                moments.stream().map(moment -> moment.get("notional")).toList());
        assertEquals(
                List.of("0", "20", "20"),
                moments.stream().map(moment -> moment.get("deficit")).toList());
    }

    @Test
    void shouldCountWhoIsBelowBeforeItAsLiquidatedInItsFirstMoment() throws IOException {
        final Path scenario = scenario("name: still", "steps: 1", "over: 1s", "moves: {all: \"0\"}");
        final Map<String, Object> told =
                stress("--book", small(account("gone", "Q", "-3"), account("below", "Q", "5")), "--scenario", scenario);
        assertEquals(new BigDecimal(1), told.get("deficitAccountsBefore"));
        assertEquals("3", told.get("deficitBefore"));
        final Map<String, Object> first = Json.objects(told, "moments").get(0);
        assertEquals(new BigDecimal(2), first.get("accountsLiquidated"));
    }

    /** Of 10 at 2,000 against 17,000, absorbed at 0.93: at 1,800 16,200 no longer cover it, and 16,740 and the reserves' 260 repay it. */
    @Test
    void shouldCountWhatSeizuresRepay() throws IOException {
        final Path book = write(
                "book.ndjson",
                "{\"type\":\"asset\",\"id\":\"USD\",\"decimals\":6}",
                "{\"type\":\"asset\",\"id\":\"ETH\",\"decimals\":9,\"ltv\":\"0.8\",\"liquidationThreshold\":\"0.9\""
                        + ",\"liquidationFactor\":\"0.93\"}",
                "{\"type\":\"price\",\"of\":\"ETH\",\"value\":\"2000\"}",
                "{\"type\":\"account\",\"id\":\"a\",\"collateral\":{\"USD\":\"-17000\",\"ETH\":\"10\"}}");
        final Path scenario = scenario("name: fall", "steps: 1", "over: 10s", "moves: {all: \"-0.1\"}");
        final Map<String, Object> told = Ran.well(
                        "stress",
                        "--json",
                        "--profile",
                        Project.root().resolve("config/profiles/compound-v3.yaml"),
                        "--book",
                        book,
                        "--scenario",
                        scenario)
                .objects()
                .get(0);
        assertEquals(new BigDecimal(1), told.get("orders"));
        assertEquals(new BigDecimal(1), told.get("ordersFilled"));
        assertEquals("17000", told.get("repaid"));
        assertEquals("0", told.get("notional"));
        assertEquals("0", told.get("deficit"));
    }

    @Test
    void shouldMoveAllPricesTogetherAndOthersByTheirOwn() throws IOException {
        final Path scenario = scenario("name: apart", "steps: 4", "over: 4s", "moves: {all: \"-0.5\", Q: \"0.1\"}");
        final Path journal = folder.resolve("kept");
        stress("--book", small(), "--scenario", scenario, "--journal", journal);
        final List<String> prices =
                Ran.well("journal", "export", "--journal", journal, "--queue", "inputs").objects().stream()
                        .filter(record -> "price".equals(record.get("type")) && source(record) != 1)
                        .map(record -> record.get("priceId") + " "
                                + new BigDecimal(record.get("value").toString())
                                        .movePointLeft(8)
                                        .stripTrailingZeros()
                                        .toPlainString())
                        .toList();
        assertEquals(
                List.of("1 100", "2 50", "1 87.5", "2 51.25", "1 75", "2 52.5", "1 62.5", "2 53.75", "1 50", "2 55"),
                prices);
    }

    private static int source(final Map<String, Object> record) {
        return Integer.parseInt(record.get("source").toString());
    }

    /** A fall that stands in a file runs as a backtest over the file does, and is told from its journal. */
    @Test
    void shouldRunRecordedTicksAsABacktestDoes() throws IOException {
        final Fixture fixture = new Fixture(folder);
        final Map<String, Object> backtest = fixture.backtest("journal", "--fills", "paper:250,10", "--timer", 1)
                .objects()
                .get(0);
        final Path scenario = scenario("name: recorded", "ticks: ticks.csv");
        final Map<String, Object> told = stress("--book", fixture.book, "--scenario", scenario);
        for (final String field :
                List.of("orders", "ordersFilled", "ordersInFlight", "accountsLiquidated", "stateHash")) {
            assertEquals(backtest.get(field), told.get(field), field);
        }
        final Map<String, Object> postMortem = Ran.well("post-mortem", "--journal", folder.resolve("journal"), "--json")
                .objects()
                .get(0);
        assertTrue(postMortem.toString().contains(told.get("deficit").toString()), postMortem.toString());
        final List<Map<String, Object>> moments = Json.objects(told, "moments");
        assertEquals(100, moments.size());
        assertEquals("2025-02-01T00:00:00Z", moments.get(0).get("time"));
        long orders = 0;
        long accounts = 0;
        BigDecimal notional = BigDecimal.ZERO;
        for (final Map<String, Object> moment : moments) {
            orders += Long.parseLong(moment.get("orders").toString());
            accounts += Long.parseLong(moment.get("accountsLiquidated").toString());
            notional = notional.add(new BigDecimal((String) moment.get("notional")));
        }
        assertEquals(told.get("orders").toString(), Long.toString(orders));
        assertEquals(told.get("accountsLiquidated").toString(), Long.toString(accounts));
        assertEquals(0, notional.compareTo(new BigDecimal((String) told.get("notional"))));
    }

    @Test
    void shouldMoveTheBooksPricesByTheRecordedShares() throws IOException {
        final Path ticks = write("fall.csv", "ts,instrument,price", "1000,P,40000", "2000,P,36000", "3000,P,30000");
        final Path rebased = scenario("name: rebased", "ticks: " + ticks.getFileName(), "rebase: true");
        final Map<String, Object> told = stress("--book", small(), "--scenario", rebased, "--fills", "paper:100,0");
        assertEquals("20", told.get("deficit"), "as at 90");
    }

    /** Two sources are asked for, so two tell each step; one alone would leave the price degraded and nobody liquidated. */
    @Test
    void shouldSayEachStepByAsManySourcesAsAGuardAsksFor() throws IOException {
        final Path book = small(
                "{\"type\":\"guard\",\"price\":\"P\",\"quorum\":2,\"maxAge\":\"60s\",\"collar\":\"off\",\"outlierMads\":\"off\"}");
        final Path scenario = scenario("name: guarded", "steps: 2", "over: 20s", "moves: {P: \"-0.2\"}");
        final Map<String, Object> told = stress("--book", book, "--scenario", scenario, "--fills", "paper:1000,0");
        assertEquals(new BigDecimal(1), told.get("accountsLiquidated"), told::toString);
        assertEquals("20", told.get("deficit"));
    }

    @Test
    void shouldNotTellWhatIsNotMeasuredAsNothing() throws IOException {
        final Path scenario = scenario("name: s", "steps: 1", "over: 1s", "moves: {all: \"-0.3\"}");
        final Map<String, Object> told = stress("--book", small(), "--scenario", scenario);
        assertTrue(told.containsKey("insurance"));
        assertNull(told.get("insurance"));
        assertNull(told.get("autoDeleveraging"));
        final String text = Ran.well("stress", "--profile", LINEAR, "--book", small(), "--scenario", scenario)
                .out();
        assertTrue(text.startsWith("STRESS s: all prices -30 %, in 1 step over 1 s; filled on paper 250 ms"), text);
        assertEquals(
                3, text.lines().filter(line -> line.contains("not measured")).count(), text);
        assertTrue(told.containsKey("penalties"));
        assertNull(told.get("penalties"));
        assertFalse(text.contains("orders in flight at"), text);
    }

    /** Of the 20 that "thin" is short, the fund has 5; both are told, and that more is owed than there is. */
    @Test
    void shouldTellWhatFundsPayAndWhatTheyDoNot() throws IOException {
        final Path scenario = scenario("name: two-steps", "steps: 2", "over: 20s", "hold: 5s", "moves: {P: \"-0.2\"}");
        final Map<String, Object> told = stress(
                "--book",
                small("{\"type\":\"fund\",\"balances\":{\"USD\":\"5\"}}"),
                "--scenario",
                scenario,
                "--fills",
                "paper:1000,0",
                "--set",
                "insurance.draws=true");
        assertEquals(
                Map.of(
                        "draws",
                        new BigDecimal(1),
                        "drawn",
                        "5",
                        "uncoveredAccounts",
                        new BigDecimal(1),
                        "uncovered",
                        "15",
                        "withdrawalsBlocked",
                        true),
                Json.object(told, "insurance"));
        assertEquals(
                Map.of("parts", new BigDecimal(0), "counterparties", new BigDecimal(0), "notional", "0"),
                Json.object(told, "autoDeleveraging"));
        assertEquals("15", told.get("deficit"));
    }

    /**
     * At 96 "thin" has 80 - 40 = 40 of the 48 asked for, and stops at 72: each contract sold frees 96 * (0.075 - 0.01) = 6.24, so 5.13 free the
     * missing 32. Its bankruptcy price is 92, so that the fill at 96 gained 20.52, and 1 % of 492.48 is due.
     */
    @Test
    void shouldTellWhoGetsPenaltiesAndExplainOne() throws IOException {
        final Path book = small();
        Files.writeString(
                book,
                Files.readString(book).replace("\"id\":\"P\",\"kind\"", "\"id\":\"P\",\"penalty\":\"0.01\",\"kind\""));
        final Path profile = Files.writeString(
                folder.resolve("profile.yaml"),
                Files.readString(LINEAR) + "penalty: {liquidator: \"0.5\", fund: \"0.3\", protocol: \"0.2\"}\n");
        final Path scenario = scenario("name: s", "steps: 1", "over: 10s", "hold: 5s", "moves: {P: \"-0.04\"}");
        final Path journal = folder.resolve("kept");
        final List<Object> arguments = List.of(
                "stress", "--profile", profile, "--book", book, "--scenario", scenario, "--fills", "paper:1000,0");
        final List<Object> json = new ArrayList<>(arguments);
        json.addAll(List.of("--json", "--journal", journal));
        assertEquals(
                Map.of("fills", new BigDecimal(1), "liquidators", "2.4624", "funds", "1.47744", "protocol", "0.98496"),
                Json.object(Ran.well(json.toArray()).objects().get(0), "penalties"));
        final String text = Ran.well(arguments.toArray()).out();
        assertTrue(text.contains("4.92 of 1 fills: liquidators 2.46, funds 1.48, protocol 0.98"), text);
        final Map<String, Object> order =
                Ran.well("tail", "--journal", journal, "--ndjson").objects().get(0);
        final Map<String, Object> made = explain(journal, order.get("id"));
        assertEquals("0.01", Json.objects(made, "orders").get(0).get("penalty"));
        assertFalse(made.containsKey("penalties"));
        final Object fill = Ran.well("journal", "export", "--journal", journal, "--queue", "inputs").objects().stream()
                .filter(record -> "liquidationFill".equals(record.get("type")))
                .findFirst()
                .orElseThrow()
                .get("sequence");
        final Map<String, Object> told =
                Json.objects(explain(journal, "thin@" + fill), "penalties").get(0);
        assertEquals(order.get("id"), told.get("order"));
        assertEquals(
                List.of("4.9248", "2.4624", "1.47744", "0.98496", "USD"),
                List.of(
                        told.get("amount"),
                        told.get("liquidator"),
                        told.get("fund"),
                        told.get("protocol"),
                        told.get("asset")));
        final String page =
                Ran.well("explain", "--journal", journal, "thin@" + fill).out();
        assertTrue(page.contains(": 4.9248 USD, of it 2.4624 the liquidator's, 1.47744 fund 0's, 0.98496 the"), page);
    }

    /**
     * Contracts of 100 dollars, each worth 0.004 BTC at 25,000 and 0.005 at 20,000, so that 200 of them lose 0.2. "long" has 0.06 left of the
     * 0.08 asked for, and stops at 0.09: each contract sold frees 0.005 * (0.09 - 0.01), so 75 do, worth 0.375, of which 1 % is due. "gone" lacks
     * 0.05, sells all 200, worth 1, and pays nothing. A BTC is 25,000 throughout.
     */
    @Test
    void shouldTellOfInverseContractsWhatWasWorkedOutByHand() throws IOException {
        final String position = ",\"positions\":[{\"instrument\":\"I\",\"quantity\":\"200\",\"entry\":\"25000\"}]}";
        final Path book = write(
                "book.ndjson",
                "{\"type\":\"asset\",\"id\":\"USD\",\"decimals\":6}",
                "{\"type\":\"asset\",\"id\":\"BTC\",\"decimals\":8}",
                "{\"type\":\"instrument\",\"id\":\"I\",\"kind\":\"inverse\",\"underlying\":\"BTC\",\"settlement\":\"BTC\""
                        + ",\"contractValue\":\"100\",\"tick\":\"0.1\",\"step\":\"1\",\"initial\":\"0.10\",\"maintenance\":\"0.08\""
                        + ",\"penalty\":\"0.01\"}",
                "{\"type\":\"price\",\"of\":\"I\",\"value\":\"25000\"}",
                "{\"type\":\"price\",\"of\":\"BTC\",\"value\":\"25000\"}",
                "{\"type\":\"account\",\"id\":\"long\",\"collateral\":{\"BTC\":\"0.26\"}" + position,
                "{\"type\":\"account\",\"id\":\"gone\",\"collateral\":{\"BTC\":\"0.15\"}" + position);
        final Path profile = Files.writeString(
                folder.resolve("profile.yaml"),
                Files.readString(LINEAR) + "penalty: {liquidator: \"0.5\", fund: \"0.3\", protocol: \"0.2\"}\n");
        final Path scenario = scenario("name: s", "steps: 1", "over: 10s", "hold: 5s", "moves: {I: \"-0.2\"}");
        final Map<String, Object> told = Ran.well(
                        "stress",
                        "--json",
                        "--profile",
                        profile,
                        "--book",
                        book,
                        "--scenario",
                        scenario,
                        "--fills",
                        "paper:1000,0")
                .objects()
                .get(0);
        assertEquals(new BigDecimal(2), told.get("orders"));
        assertEquals(new BigDecimal(2), told.get("ordersFilled"));
        assertEquals("34375", told.get("notional"), "(0.375 + 1) * 25,000");
        assertEquals("1250", told.get("deficit"), "0.05 * 25,000");
        assertEquals("1250", told.get("largestDeficit"));
        assertEquals(new BigDecimal(1), told.get("accountsEverBankrupt"));
        assertEquals(
                Map.of("fills", new BigDecimal(1), "liquidators", "46.875", "funds", "28.125", "protocol", "18.75"),
                Json.object(told, "penalties"));
    }

    private static Map<String, Object> explain(final Path journal, final Object subject) {
        return Ran.well("explain", "--journal", journal, subject, "--json")
                .objects()
                .get(0);
    }

    @Test
    void shouldRunTheShippedScenario() throws IOException {
        final Path shipped = Project.root().resolve("config/scenarios/fall-30.yaml");
        final Map<String, Object> told = stress("--book", small(), "--scenario", shipped);
        assertEquals(new BigDecimal(2), told.get("accountsLiquidated"), "deep lasts longer than 30 %");
        assertEquals(61, Json.objects(told, "moments").size());
    }

    @Test
    void shouldRefuseWhatIsNoScenario() throws IOException {
        final Path book = small();
        final String[][] bad = {
            {"name: x", "missing 'moves', expected either 'moves' or 'ticks'"},
            {"name: x\nmoves: {all: \"-0.3\"}\nticks: a.csv", "no 'ticks' beside it"},
            {"name: x\nmoves: {all: \"-0.3\"}\nover: 1s", "missing 'steps'"},
            {"name: x\nmoves: {all: \"-1\"}\nsteps: 1\nover: 1s", "scenario.yaml:2: 'moves.all' is -1, expected more"},
            {"name: x\nmoves: {all: \"-0.1\"}\nsteps: 0\nover: 1s", "scenario.yaml:3: 'steps'"},
            {"name: x\nmoves: {PP: \"-0.1\"}\nsteps: 1\nover: 1s", "the nearest one is 'P'"},
            {"name: x\nmoves: {all: \"50\"}\nsteps: 1\nover: 1s", "state a larger maxPrice in the book"},
            {"name: x\nmoves: {all: \"-0.1\"}\nsteps: 1\nover: 1s\nholt: 1s", "the nearest valid one is 'hold'"},
            {"name: x\nticks: none.csv", "no such file"},
            {"name: x\nticks: other.csv", "'OTHER' prices nothing in the book"},
            {"name: x\nticks: other.csv\nrebase: yes please", "expected true or false"}
        };
        write("other.csv", "ts,instrument,price", "1000,OTHER,100");
        for (final String[] one : bad) {
            final Ran ran = Ran.plimsoll("stress", "--profile", LINEAR, "--book", book, "--scenario", scenario(one[0]));
            assertEquals(2, ran.exitCode(), one[0] + ": " + ran.err());
            assertEquals(1, ran.err().lines().count(), ran.err());
            assertTrue(ran.err().contains(one[1]), one[0] + ": " + ran.err());
        }
        final Path right = scenario("name: s", "steps: 1", "over: 1s", "moves: {all: \"-0.3\"}");
        for (final Object[] arguments : new Object[][] {
            {"--scenario", right, "--fills", "none"},
            {"--scenario", "no-such"},
            {"--scenario", right, "--journal", withAJournal(right)}
        }) {
            final List<Object> all = new ArrayList<>(List.of("stress", "--profile", LINEAR, "--book", book));
            all.addAll(List.of(arguments));
            assertEquals(2, Ran.plimsoll(all.toArray()).exitCode(), all::toString);
        }
    }

    private Path withAJournal(final Path scenario) throws IOException {
        final Path journal = folder.resolve("there");
        stress("--book", small(), "--scenario", scenario, "--journal", journal);
        return journal;
    }
}
