package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.Seeds;
import io.plimsoll.journal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** One of three sources says half the price for ten seconds: with a guard nobody is liquidated for it, and the journal names the source. */
@Timeout(60)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class LyingSourceTest {
    private static final String GUARD =
            "{\"type\":\"guard\",\"price\":\"BTC-PERP\",\"quorum\":2,\"maxAge\":\"1s\"," + "\"collar\":\"off\"}";

    @TempDir
    private Path folder;

    private Path guarded;
    private Path unguarded;
    private Feeds feeds;

    @BeforeEach
    void writeBookAndFeeds() throws IOException {
        unguarded = folder.resolve("unguarded.ndjson");
        Ran.well("sample-book", "--price", "BTC-PERP=1000", "--accounts", 300, "--seed", 5, "-o", unguarded);
        final List<String> lines = new ArrayList<>(Files.readAllLines(unguarded));
        lines.add(0, GUARD);
        guarded = Files.write(folder.resolve("guarded.ndjson"), lines);
        feeds = new Feeds(folder, Seeds.random(LyingSourceTest.class));
    }

    private Path run(final String name, final Path book, final Path third) {
        return run(name, book, List.of(feeds.first, feeds.second, third + ":" + Feeds.LIAR));
    }

    private Path run(final String name, final Path book, final List<?> ticks) {
        final Path journal = folder.resolve(name);
        final List<Object> arguments = new ArrayList<>(List.of("backtest", "--book", book, "--timer", 1, "--json"));
        arguments.addAll(List.of("--fills", "paper", "--journal", journal, "--profile", Project.linearProfile()));
        for (final Object file : ticks) {
            arguments.add("--ticks");
            arguments.add(file);
        }
        Ran.well(arguments.toArray());
        return journal;
    }

    // What each order says, less the number of the input that caused it.
    private static List<String> orders(final Path journal) {
        return Ran.well("tail", "--journal", journal, "--text")
                .out()
                .lines()
                .map(line -> line.replaceFirst(" 1-\\d+-\\d+ +", " "))
                .toList();
    }

    private static Set<String> accounts(final List<String> orders) {
        return orders.stream().map(line -> line.split(" +", 3)[1]).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Map<String, Object>> records(final Path journal) {
        return Ran.well("tail", "--journal", journal, "--all", "--ndjson").objects();
    }

    @Test
    void shouldOrderTheSameWithLiesAsWithoutThemWhenGuarded() {
        final List<String> withLies = orders(run("lies", guarded, feeds.lying));
        final List<String> without = orders(run("silence", guarded, feeds.silent));
        assertTrue(without.size() > 20, () -> without.size() + " orders");
        assertEquals(without, withLies);
    }

    @Test
    void shouldLiquidateForTheLiesWithoutAGuard() {
        final List<String> withLies = orders(run("lies", unguarded, feeds.lying));
        final List<String> without = orders(run("silence", unguarded, feeds.silent));
        assertNotEquals(without, withLies);
        final Set<String> wronged = accounts(withLies);
        wronged.removeAll(accounts(without));
        assertTrue(wronged.size() > 20, wronged::toString);
    }

    @Test
    void shouldNameTheLiarInTheJournalAndInThePostMortem() {
        final Path journal = run("lies", guarded, feeds.lying);
        final List<Map<String, Object>> outliers = records(journal).stream()
                .filter(record -> "price_outlier".equals(record.get("reason")))
                .toList();
        assertEquals(1, outliers.size(), outliers::toString);
        assertEquals(Integer.toString(Feeds.LIAR), outliers.get(0).get("source").toString());

        final Map<String, Object> facts = Ran.well("post-mortem", "--journal", journal, "--json")
                .objects()
                .get(0);
        final List<Map<String, Object>> doubts = Json.objects(facts, "pricesInDoubt");
        assertEquals(1, doubts.size(), doubts::toString);
        assertEquals("outlier", doubts.get(0).get("what"));
        assertEquals("BTC-PERP", doubts.get(0).get("symbol"));
        final long from = ns(doubts.get(0), "fromNs");
        assertEquals(lieNs(Feeds.LIE_FROM), from);
        assertEquals(lieNs(Feeds.LIE_TO), ns(doubts.get(0), "toNs"));
    }

    private static long ns(final Map<String, Object> doubt, final String field) {
        return Long.parseLong(doubt.get(field).toString());
    }

    // The third source's tick of a second.
    private static long lieNs(final int second) {
        return (Feeds.START_MS + second * 1_000L + 600) * 1_000_000L;
    }

    @Test
    void shouldTellGuardsAndStatesAsJson() {
        final Path journal = run("lies", guarded, feeds.silent);
        final Map<String, Object> guard =
                Ran.well("tail", "--journal", journal, "--queue", "inputs", "--ndjson").objects().stream()
                        .filter(record -> "guardDefinition".equals(record.get("type")))
                        .findFirst()
                        .orElseThrow();
        assertEquals("2", guard.get("quorum").toString());
        assertEquals("1000000000", guard.get("maxAgeNs").toString());
        assertEquals("at_bound", guard.get("degraded"));
        assertEquals("5", guard.get("haltFactor").toString());
        assertEquals(null, guard.get("collarPpm"));

        final List<Map<String, Object>> states = records(journal).stream()
                .filter(record -> "priceState".equals(record.get("type")))
                .toList();
        final Map<String, Object> first = states.get(0);
        assertEquals("halted", first.get("previous"));
        assertEquals("valid", first.get("current"));
        assertTrue(first.get("price").toString().startsWith("99")
                || first.get("price").toString().startsWith("1000"));
        assertEquals(first.get("price"), first.get("low"));
        assertEquals(first.get("price"), first.get("high"));
        assertEquals("false", first.get("dwelling").toString());
    }

    /** One source falls silent, the other goes on: nobody is liquidated by a single one where the last valid price would save it. */
    @Test
    void shouldTellOfADegradedPriceWhereverItWithholds() throws IOException {
        final Path half = Files.write(
                folder.resolve("half.csv"), Files.readAllLines(feeds.second).subList(0, 1 + Feeds.SECONDS / 2));
        final Path journal = run("degraded", guarded, List.of(feeds.first, half));
        final Map<String, Object> facts = Ran.well("post-mortem", "--journal", journal, "--json")
                .objects()
                .get(0);
        final List<Map<String, Object>> doubts = Json.objects(facts, "pricesInDoubt");
        assertEquals(1, doubts.size(), doubts::toString);
        final Map<String, Object> doubt = doubts.get(0);
        assertEquals("degraded", doubt.get("what"));
        assertEquals(null, doubt.get("source"), "time passed");
        assertEquals(null, doubt.get("toNs"), "it has not ended");
        assertEquals("1", doubt.get("kept").toString());

        final Map<String, Object> withheld = Json.objects(facts, "withheld").stream()
                .filter(one -> "price_degraded".equals(one.get("reason")))
                .findFirst()
                .orElseThrow();
        final String explained = Ran.well(
                        "explain", "--journal", journal, withheld.get("account") + "@" + withheld.get("sequence"))
                .out();
        assertTrue(explained.contains("no order: withheld, price_degraded: a price is degraded"), explained);

        final Path page = folder.resolve("report.html");
        Ran.well("post-mortem", "--journal", journal, "-o", page);
        assertTrue(Files.readString(page).contains("<h2>Prices in doubt</h2>"));
    }

    @Test
    void shouldSayNothingOfDoubtsWhereThereAreNone() throws IOException {
        final Path journal = run("honest", unguarded, feeds.silent);
        final Map<String, Object> facts = Ran.well("post-mortem", "--journal", journal, "--json")
                .objects()
                .get(0);
        assertEquals(null, facts.get("pricesInDoubt"));
        final Path page = folder.resolve("report.html");
        Ran.well("post-mortem", "--journal", journal, "-o", page);
        assertTrue(!Files.readString(page).contains("Prices in doubt"));
    }
}
