package io.plimsoll.daemon.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.Seeds;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.book.BookReader;
import io.plimsoll.daemon.book.BookRecords;
import io.plimsoll.daemon.book.Capacities;
import io.plimsoll.daemon.chain.EngineInput;
import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.journal.Json;
import io.plimsoll.protocol.codec.EngineMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Every number of every account of many random books, against decimals computed from the books' own text. */
@ResourceLock(value = Resources.SYSTEM_OUT, mode = ResourceAccessMode.READ)
class MarginPropertyTest {
    private static final int BOOKS = 200;
    private static final int ACCOUNTS = 110;
    private static final int LEAST_OF_EACH = 1_000;

    @TempDir
    private Path folder;

    private final Map<String, Integer> seen = new TreeMap<>();

    @Test
    @Timeout(120)
    void shouldTellEveryNumberOfEveryAccount() throws IOException {
        final SplittableRandom random = Seeds.random(MarginPropertyTest.class);
        for (int book = 0; book < BOOKS; book++) {
            check(random.split(), book % 2 == 0);
        }
        System.out.println("accounts by verdict and place: " + seen);
        for (final String place : List.of(
                "bankrupt", "liquidate", "warning", "healthy", "owing, debts netted", "owing, debts requirement")) {
            assertTrue(seen.getOrDefault(place, 0) >= LEAST_OF_EACH, place + ": " + seen);
        }
        for (final String place : List.of("on maintenance", "unit above maintenance", "unit below maintenance")) {
            assertTrue(seen.getOrDefault(place, 0) >= LEAST_OF_EACH / 4, place + ": " + seen);
        }
    }

    private void check(final SplittableRandom random, final boolean isTidy) throws IOException {
        final Map<String, String> parameters = Map.of(
                "warningRatio", random.nextBoolean() ? "1.1" : "1." + random.nextInt(100),
                "stopBuffer", random.nextBoolean() ? "0.5" : "0." + random.nextInt(100),
                "limitSpread", random.nextBoolean() ? "1" : String.valueOf(random.nextInt(10)),
                "dust", random.nextBoolean() ? "10" : "0",
                "debt.in", random.nextBoolean() ? "netted" : "requirement");
        final TextBook text = new TextBook(parameters);
        final List<String> lines = new RandomBook(random, text, isTidy).lines(ACCOUNTS);
        final Path file = Files.write(folder.resolve("book.ndjson"), lines);
        final List<String> reports = report(file, parameters);
        assertEquals(text.accounts.size(), reports.size());
        for (int i = 0; i < reports.size(); i++) {
            final ExpectedMargin expected = new ExpectedMargin(text, text.accounts.get(i));
            final Map<String, Object> report = Json.object(reports.get(i));
            final Map<String, Object> account = text.accounts.get(i);
            assertEquals(expected.report(), report, () -> String.join("\n", definitions(lines)) + "\n" + account);
            note(expected);
            if (report.get("debt") != null) {
                seen.merge("owing, debts " + parameters.get("debt.in"), 1, Integer::sum);
            }
            checkPlan(text, text.accounts.get(i), report);
        }
    }

    private static List<String> definitions(final List<String> lines) {
        return lines.stream().filter(line -> !line.contains("\"account\"")).toList();
    }

    private static List<String> report(final Path file, final Map<String, String> parameters) throws IOException {
        final Book book = BookReader.read(file, Project.linear().with(parameters), "USD");
        final MarginEngine engine = new MarginEngine(Capacities.of(book));
        final EngineInput input = new EngineInput(engine);
        new RunRecords(input).ready(EngineMode.SHADOW, Capacities.of(book), 0, "test", 0);
        new BookRecords(book, input, 0).write();
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        new MarginReport(engine.view()).writeJson(out);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private void note(final ExpectedMargin margin) {
        seen.merge(margin.verdict(), 1, Integer::sum);
        final BigDecimal above = margin.equity().subtract(margin.requirement("maintenance"));
        final BigDecimal unit = BigDecimal.valueOf(1, 9);
        if (margin.requirement("maintenance").signum() > 0) {
            if (above.signum() == 0) {
                seen.merge("on maintenance", 1, Integer::sum);
            } else if (above.compareTo(unit) == 0) {
                seen.merge("unit above maintenance", 1, Integer::sum);
            } else if (above.negate().compareTo(unit) == 0) {
                seen.merge("unit below maintenance", 1, Integer::sum);
            }
        }
    }

    /** Said another way than by its formula: a plan reaches the stop margin, or takes all there is; a step less does not. */
    private static void checkPlan(
            final TextBook book, final Map<String, Object> account, final Map<String, Object> report) {
        final List<Map<String, Object>> plan = Json.objects(report, "plan");
        BigDecimal missing = TextBook.decimal(report, "stopMargin").subtract(TextBook.decimal(report, "equity"));
        for (int i = 0; i < plan.size(); i++) {
            final Map<String, Object> order = plan.get(i);
            final String instrument = TextBook.text(order, "instrument");
            final BigDecimal quantity = TextBook.decimal(order, "quantity");
            final BigDecimal held = Json.objects(account, "positions").stream()
                    .filter(position -> instrument.equals(position.get("instrument")))
                    .map(position -> TextBook.decimal(position, "quantity"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(held.signum() > 0 ? "sell" : "buy", order.get("side"));
            assertTrue(quantity.signum() > 0 && quantity.compareTo(held.abs()) <= 0, order::toString);
            final BigDecimal perUnit = book.instrumentPrice(instrument)
                    .multiply(book.settlementPrice(instrument))
                    .multiply(book.rate(instrument, "stop"));
            final BigDecimal step = TextBook.decimal(book.instruments.get(instrument), "step");
            if (quantity.compareTo(held.abs()) < 0) {
                assertEquals(0, quantity.remainder(step).signum(), order::toString);
                final BigDecimal stepLess =
                        missing.subtract(quantity.subtract(step).multiply(perUnit));
                assertTrue(stepLess.signum() > 0, order::toString);
                assertEquals(plan.size() - 1, i, "only the last order leaves something");
            }
            missing = missing.subtract(quantity.multiply(perUnit));
        }
        if (!plan.isEmpty()) {
            final Map<String, Object> last = plan.get(plan.size() - 1);
            final boolean takesAll = plan.size()
                    == Json.objects(report, "positions").stream()
                            .filter(position -> book.rate(TextBook.text(position, "instrument"), "stop")
                                            .signum()
                                    > 0)
                            .count();
            assertTrue(missing.signum() <= 0 || takesAll, last::toString);
        }
    }
}
