package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.Seeds;
import io.plimsoll.journal.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** P24: what a post-mortem regenerates from the journal alone is what the live run wrote down and what its engine ended with. */
@Timeout(180)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class PostMortemPropertyTest {
    private static final int RUNS = 20;
    private static final long START_MS = 1_738_368_000_000L;
    private static final long HOUR_MS = 3_600_000;
    private static final String ABOVE_ANY_LIMIT = "90000000";

    @TempDir
    private Path folder;

    @Test
    void shouldTellWhatWasRecordedLive() throws IOException {
        long orders = 0;
        final SplittableRandom seeds = Seeds.random(PostMortemPropertyTest.class);
        for (int run = 0; run < RUNS; run++) {
            orders += new LiveRun(folder.resolve("run" + run), seeds.nextInt(1 << 30)).check();
        }
        assertTrue(orders > 20 * RUNS, orders + " orders in all: too calm to tell anything");
    }

    /** One recorded run and what its post-mortem says. */
    private static final class LiveRun {
        private final Path journal;
        private final String name;
        private final List<BigDecimal> prices = new ArrayList<>();
        private final Map<String, Object> summary;
        private final List<Map<String, Object>> recorded;
        private final Map<String, Object> told;

        LiveRun(final Path folder, final int seed) throws IOException {
            Files.createDirectories(folder);
            name = "seed " + seed;
            journal = folder.resolve("journal");
            final Random random = new Random(seed);
            final Path book = folder.resolve("book.ndjson");
            Ran.well("sample-book", "--price", "BTC-PERP=1000", "--accounts", 40, "--seed", seed, "-o", book);
            final Path ticks = Files.write(folder.resolve("ticks.csv"), ticks(random));
            summary = Ran.well(
                            "backtest",
                            "--book",
                            book,
                            "--ticks",
                            ticks,
                            "--journal",
                            journal,
                            "--profile",
                            Project.linearProfile(),
                            "--fills",
                            random.nextInt(4) == 0
                                    ? "none"
                                    : "paper:" + random.nextInt(3_000) + "," + random.nextInt(100),
                            "--json")
                    .objects()
                    .get(0);
            recorded =
                    Ran.well("tail", "--journal", journal, "--all", "--ndjson").objects();
            told = Ran.well("post-mortem", "--journal", journal, "--json")
                    .objects()
                    .get(0);
        }

        private List<String> ticks(final Random random) {
            final List<String> rows = new ArrayList<>(List.of("ts,instrument,price"));
            final double drift = random.nextBoolean() ? -0.002 : 0.002;
            double price = 1_000;
            long ms = START_MS;
            for (int i = 0; i < 150; i++) {
                price = Math.max(100, price * (1 + drift + random.nextGaussian() * 0.008));
                ms += i == 70 ? HOUR_MS : 1 + random.nextInt(2_000);
                prices.add(BigDecimal.valueOf(Math.round(price * 100), 2));
                rows.add(ms + ",BTC-PERP," + prices.get(i).toPlainString());
                if (random.nextInt(40) == 0) {
                    rows.add(ms + ",BTC-PERP," + ABOVE_ANY_LIMIT); // refused: no part of the path
                }
            }
            return rows;
        }

        long check() {
            checkTotals();
            checkLiquidations();
            checkPrices();
            checkCounts();
            return ofType("order").size();
        }

        private void checkTotals() {
            final Map<String, Object> totals = Json.object(told, "totals");
            final Map<String, Object> integrity = Json.object(told, "integrity");
            for (final String field : List.of("orders", "ordersFilled", "ordersInFlight", "accountsLiquidated")) {
                assertEquals(summary.get(field), totals.get(field), name + ": " + field);
            }
            assertEquals(summary.get("ticksRejected"), totals.get("pricesRefused"), name);
            assertEquals(summary.get("stateHash"), integrity.get("stateHash"), name);
            assertEquals(true, integrity.get("intact"), name + ": " + integrity);
            assertEquals(BigDecimal.valueOf(recorded.size()), integrity.get("decisionsCompared"), name);
        }

        private void checkLiquidations() {
            final Map<String, List<Map<String, Object>>> byAccount = ofType("order").stream()
                    .collect(Collectors.groupingBy(
                            order -> order.get("account").toString(), LinkedHashMap::new, Collectors.toList()));
            final Map<Object, BigDecimal> filled = filledByAccount();
            final List<Map<String, Object>> liquidations = Json.objects(told, "liquidations");
            assertEquals(byAccount.size(), liquidations.size(), name);
            for (final Map<String, Object> liquidation : liquidations) {
                final List<Map<String, Object>> orders =
                        byAccount.get(liquidation.get("account").toString());
                final Map<String, Object> first = orders.get(0);
                final String what = name + ": " + liquidation.get("account");
                assertEquals(first.get("id"), liquidation.get("firstOrder"), what);
                assertEquals(first.get("causeTimeNs"), liquidation.get("firstNs"), what);
                assertEquals(first.get("reason"), liquidation.get("reason"), what);
                assertEquals(first.get("markPrice"), liquidation.get("mark"), what);
                for (final String field : List.of("equity", "maintenanceMargin", "netWorth")) {
                    assertEquals(first.get(field), liquidation.get(field), what + " " + field);
                }
                assertEquals(BigDecimal.valueOf(orders.size()), liquidation.get("orders"), what);
                same(
                        sum(orders, order -> number(order, "quantity").multiply(number(order, "markPrice"))),
                        number(liquidation, "closedValue"),
                        what);
                same(
                        filled.getOrDefault(liquidation.get("accountId"), BigDecimal.ZERO),
                        number(liquidation, "filledValue"),
                        what);
            }
        }

        private Map<Object, BigDecimal> filledByAccount() {
            final List<Map<String, Object>> inputs =
                    Ran.well("tail", "--journal", journal, "--queue", "inputs").objects();
            final Map<Object, Integer> decimals = new TreeMap<>();
            final Map<Object, BigDecimal> filled = new LinkedHashMap<>();
            for (final Map<String, Object> input : inputs) {
                if ("instrumentDefinition".equals(input.get("type"))) {
                    decimals.put(
                            input.get("instrumentId"),
                            number(input, "priceDecimals").intValue()
                                    + number(input, "quantityDecimals").intValue());
                } else if ("liquidationFill".equals(input.get("type"))) {
                    final BigDecimal value = number(input, "quantity")
                            .abs()
                            .multiply(number(input, "price"))
                            .movePointLeft(decimals.get(input.get("instrumentId")));
                    filled.merge(input.get("accountId"), value, BigDecimal::add);
                }
            }
            return filled;
        }

        private void checkPrices() {
            final Map<String, Object> path = Json.objects(told, "prices").get(0);
            same(prices.get(prices.size() - 1), number(path, "last"), name);
            // the book's own price comes first
            same(prices.stream().reduce(number(path, "first"), BigDecimal::min), number(path, "low"), name);
            same(prices.stream().reduce(number(path, "first"), BigDecimal::max), number(path, "high"), name);
            assertTrue(
                    Json.objects(path, "gaps").stream()
                            .anyMatch(gap -> number(gap, "toNs")
                                            .subtract(number(gap, "fromNs"))
                                            .compareTo(BigDecimal.valueOf(HOUR_MS * 1_000_000))
                                    >= 0),
                    name + ": the silent hour");
        }

        private void checkCounts() {
            final Map<String, Long> withheld = ofType("withheld").stream()
                    .collect(Collectors.groupingBy(
                            record -> record.get("reason").toString(), TreeMap::new, Collectors.counting()));
            final Map<String, Long> counts = new TreeMap<>();
            Json.object(told, "withheldByReason")
                    .forEach((reason, count) -> counts.put(reason, ((BigDecimal) count).longValue()));
            assertEquals(withheld, counts, name);
            final long flagged = Json.object(told, "flagged").values().stream()
                    .mapToLong(count -> ((BigDecimal) count).longValue())
                    .sum();
            assertEquals(ofType("inputFlagged").size(), flagged, name);
            final long cancelled = ofType("orderState").stream()
                    .filter(state -> "cancelled".equals(state.get("status")))
                    .count();
            assertEquals(
                    BigDecimal.valueOf(cancelled), Json.object(told, "totals").get("ordersCancelled"), name);
        }

        private List<Map<String, Object>> ofType(final String type) {
            return recorded.stream()
                    .filter(record -> type.equals(record.get("type")))
                    .toList();
        }

        private static BigDecimal sum(
                final List<Map<String, Object>> of, final Function<Map<String, Object>, BigDecimal> value) {
            return of.stream().map(value).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private static BigDecimal number(final Map<String, Object> in, final String field) {
            return new BigDecimal(in.get(field).toString());
        }

        private static void same(final BigDecimal expected, final BigDecimal actual, final String what) {
            assertEquals(0, expected.compareTo(actual), () -> what + ": " + expected + " and " + actual);
        }
    }
}
