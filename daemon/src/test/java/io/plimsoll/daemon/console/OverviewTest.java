package io.plimsoll.daemon.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.plimsoll.daemon.Await;
import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.book.BookEngine;
import io.plimsoll.daemon.book.BookReader;
import io.plimsoll.daemon.book.SampleBook;
import io.plimsoll.daemon.latency.Hop;
import io.plimsoll.daemon.latency.LatencyLog;
import io.plimsoll.daemon.latency.LatencyRecorders;
import io.plimsoll.daemon.report.MarginReport;
import io.plimsoll.engine.MarginView;
import io.plimsoll.feed.WallClock;
import io.plimsoll.journal.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a console is shown is what a report on the same accounts says, at no cost while nobody asks and a bounded one while somebody does. */
@Timeout(60)
class OverviewTest {
    private static final int ACCOUNTS = 700;

    @TempDir
    private Path folder;

    private final AtomicInteger questions = new AtomicInteger();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private volatile boolean hasTime = true;
    private Book book;
    private MarginView view;

    @BeforeEach
    void loadABook() throws IOException {
        final Path file = folder.resolve("book.ndjson");
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            new SampleBook(List.of(SampleBook.Market.of("BTC-PERP", new BigDecimal("1000"))), 7).write(out, ACCOUNTS);
            out.println("{\"type\":\"fund\",\"id\":0,\"balances\":{\"USD\":\"1250.5\"}}");
        }
        book = BookReader.read(file, Project.linear(), "USD");
        view = BookEngine.of(book).engine().view();
    }

    private Overview overview(final LatencyLog latency) {
        return new Overview(
                (question, patienceNs) -> {
                    questions.incrementAndGet();
                    if (hasTime) {
                        question.run();
                    }
                    return hasTime;
                },
                view,
                book.definitions(),
                List.of(),
                latency.history(),
                TimeUnit.SECONDS.toNanos(10),
                WallClock.INSTANCE,
                (who, cause) -> failures.add(cause));
    }

    private static Map<String, Object> await(final Overview overview, final String part) {
        Await.until(part, () -> Json.object(overview.json("{}")).get(part) != null);
        return Json.object(overview.json("{}"));
    }

    private List<Map<String, Object>> report() throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        new MarginReport(view).writeJson(out);
        return out.toString(StandardCharsets.UTF_8).lines().map(Json::object).toList();
    }

    private static BigDecimal ratio(final Map<String, Object> account) {
        return new BigDecimal(account.get("healthRatio").toString());
    }

    @Test
    void shouldCountEveryAccountInItsBandAndTellTheNearest() throws IOException {
        try (LatencyLog latency = new LatencyLog(new LatencyRecorders(), null);
                Overview overview = overview(latency)) {
            final Map<String, Object> census = Json.object(await(overview, "accounts"), "accounts");
            final List<Map<String, Object>> owing = report().stream()
                    .filter(account -> account.get("healthRatio") != null)
                    .sorted(Comparator.comparing(OverviewTest::ratio))
                    .toList();
            assertEquals(new BigDecimal(ACCOUNTS), census.get("accounts"));
            assertEquals(new BigDecimal(ACCOUNTS - owing.size()), census.get("askedNothing"));
            for (final Map<String, Object> band : Json.objects(census, "bands")) {
                final BigDecimal from = new BigDecimal(band.get("from").toString());
                final Object to = band.get("to");
                final long expected = owing.stream()
                        .map(OverviewTest::ratio)
                        .filter(ratio -> ratio.compareTo(from) >= 0)
                        .filter(ratio -> to == null || ratio.compareTo(new BigDecimal(to.toString())) < 0)
                        .count();
                assertEquals(new BigDecimal(expected), band.get("count"), band::toString);
            }
            final List<Map<String, Object>> nearest = Json.objects(census, "nearest");
            assertEquals(NearestAccounts.SIZE, nearest.size());
            for (int i = 0; i < nearest.size(); i++) {
                for (final String field : List.of("account", "verdict", "equity", "maintenanceMargin")) {
                    assertEquals(owing.get(i).get(field), nearest.get(i).get(field), field + " of " + i);
                }
            }
            final long slices =
                    Long.parseLong(Json.object(census, "cost").get("slices").toString());
            assertEquals((ACCOUNTS + AccountSlice.SIZE - 1) / AccountSlice.SIZE, slices);
            assertEquals(List.of(), failures);
        }
    }

    @Test
    void shouldTellPricesAndFunds() throws IOException {
        try (LatencyLog latency = new LatencyLog(new LatencyRecorders(), null);
                Overview overview = overview(latency)) {
            final Map<String, Object> stands = Json.object(await(overview, "stands"), "stands");
            final Map<String, Object> price = Json.objects(stands, "prices").get(0);
            assertEquals("BTC-PERP", price.get("symbol"));
            assertEquals(
                    0,
                    new BigDecimal("1000")
                            .compareTo(new BigDecimal(price.get("price").toString())));
            assertNull(price.get("guard"));
            final Map<String, Object> fund =
                    Json.objects(Json.object(stands, "funds"), "balances").get(0);
            assertEquals("USD 1250.5", fund.get("asset") + " " + fund.get("balance"));
        }
    }

    @Test
    void shouldAskNothingWhileNobodyLooks() throws IOException {
        try (LatencyLog latency = new LatencyLog(new LatencyRecorders(), null)) {
            overview(latency).close();
        }
        assertEquals(0, questions.get());
    }

    @Test
    void shouldShowNothingForWhatTheEngineHadNoTimeFor() throws IOException {
        hasTime = false;
        try (LatencyLog latency = new LatencyLog(new LatencyRecorders(), null);
                Overview overview = overview(latency)) {
            Await.until("questions", () -> {
                final Map<String, Object> told = Json.object(overview.json("{\"state\":\"armed\"}"));
                assertNull(told.get("stands"));
                assertNull(told.get("accounts"));
                assertEquals("armed", Json.object(told, "status").get("state"));
                return questions.get() > 5;
            });
            hasTime = true;
            assertNotNull(await(overview, "accounts"));
            assertEquals(List.of(), failures);
        }
    }

    @Test
    void shouldTellTheIntervalsOfTheLatencyAsTheyEnd() throws IOException {
        final LatencyRecorders recorders = new LatencyRecorders();
        try (LatencyLog latency = new LatencyLog(recorders, null);
                Overview overview = overview(latency)) {
            recorders.record(Hop.ENGINE, 4_000);
            latency.writeInterval();
            latency.writeInterval();
            final String told = overview.json("{}");
            assertTrue(
                    told.matches("(?s).*\"engine\":\\[\\[\\d+,1,4001?,4001?,4001?,4\\d\\d\\d],\\[\\d+,0,0,0,0,0]].*"),
                    told);
        }
    }

    @Test
    void shouldAllocateNothingOnTheEnginesThread() {
        final AccountSlice slice = new AccountSlice(view);
        final PriceStands prices = new PriceStands(view, book.definitions().prices());
        final FundStands funds = new FundStands(view, book.definitions());
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long id = Thread.currentThread().getId();
        long before = 0;
        for (int i = 0; i < 40_000; i++) {
            if (i == 20_000) {
                before = threads.getThreadAllocatedBytes(id);
            }
            if (slice.isLast()) {
                slice.restart();
            }
            slice.run();
            prices.restart(1);
            prices.run();
            funds.run();
        }
        final long bytes = threads.getThreadAllocatedBytes(id) - before;
        assertTrue(bytes < 20_000, bytes + " bytes in 20,000 answers");
    }
}
