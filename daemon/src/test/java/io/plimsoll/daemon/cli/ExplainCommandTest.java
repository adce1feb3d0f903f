package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.journal.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** {@code explain} gives the numbers that the order carried, and what would have kept it away. */
@Timeout(60)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class ExplainCommandTest {
    @TempDir
    private Path folder;

    private Path journal;
    private List<Map<String, Object>> orders = List.of();

    @BeforeEach
    void runABacktest() throws IOException {
        final Ran ran = new Fixture(folder).backtest("journal", "--fills", "paper");
        assertEquals(0, ran.exitCode(), ran.err());
        journal = folder.resolve("journal");
        orders = Ran.well("tail", "--journal", journal, "--ndjson").objects();
    }

    private Map<String, Object> explain(final Object subject) {
        return Ran.well("explain", "--journal", journal, subject, "--json")
                .objects()
                .get(0);
    }

    private static BigDecimal number(final Map<String, Object> in, final String field) {
        return new BigDecimal(in.get(field).toString());
    }

    @Test
    void shouldGiveTheNumbersThatEachOrderCarried() {
        for (int i = 0; i < orders.size(); i += 1 + orders.size() / 12) {
            final Map<String, Object> order = orders.get(i);
            final Map<String, Object> told = explain(order.get("id"));
            final Map<String, Object> at = Json.object(told, "at");
            for (final String field :
                    List.of("equity", "netWorth", "initialMargin", "stopMargin", "maintenanceMargin", "shortfall")) {
                assertEquals(number(order, field), number(at, field), order.get("id") + " " + field);
            }
            final Map<String, Object> step =
                    Json.objects(Json.object(told, "plan"), "steps").get(0);
            assertEquals(order.get("quantity"), step.get("quantity"));
            assertEquals(List.of(), told.get("disagreements"));
        }
    }

    @Test
    void shouldShowTheTickBeforeAndWhatWouldHaveSavedIt() {
        final Map<String, Object> told = explain(orders.get(0).get("id"));
        assertNotEquals("liquidate", Json.object(told, "before").get("verdict"));
        assertEquals("liquidate", Json.object(told, "at").get("verdict"));
        final Map<String, Object> dollars = Json.objects(told, "savedBy").get(0);
        assertEquals("USD", dollars.get("deposit"));
        assertTrue(number(dollars, "amount").compareTo(number(Json.object(told, "at"), "shortfall")) >= 0);
        assertFalse(Json.objects(told, "safePrices").isEmpty());
    }

    @Test
    void shouldFindAnAccountByNameAndById() {
        final Map<String, Object> order = orders.get(0);
        final String byName = order.get("account") + "@" + order.get("causeSequence");
        final String byId = order.get("accountId") + "@" + order.get("causeSequence");
        assertEquals(explain(order.get("id")), explain(byName));
        assertEquals(explain(byName), explain(byId));
    }

    @Test
    void shouldExplainWhyThereWasNoOrderYet() {
        final Map<String, Object> order = orders.get(0);
        final long before = Long.parseLong(order.get("causeSequence").toString()) - 1;
        final Map<String, Object> told = explain(order.get("account") + "@" + before);
        assertEquals(List.of(), Json.objects(told, "orders"));
        assertEquals(null, told.get("plan"));
    }

    @Test
    void shouldNeedTheJournalAloneAndReadWell() throws IOException {
        final Path moved = folder.resolve("elsewhere");
        Files.move(journal, moved);
        final Ran ran =
                Ran.plimsoll("explain", "--journal", moved, orders.get(0).get("id"));
        assertEquals(0, ran.exitCode(), ran.err());
        for (final String part : List.of("collateral", "requirement", "sizing:", "a deposit of", "worked out again")) {
            assertTrue(ran.out().contains(part), () -> part + " in " + ran.out());
        }
        assertFalse(ran.out().contains(Project.root().toString()));
    }

    @Test
    void shouldRefuseWhatIsNotThere() {
        for (final String subject : List.of("1-1-7", "nobody@30", "bob", "@5", "a1@0", "a1@99999999")) {
            final Ran ran = Ran.plimsoll("explain", "--journal", journal, subject);
            assertEquals(2, ran.exitCode(), subject + ": " + ran.err());
            assertEquals(1, ran.err().lines().count(), ran.err());
        }
    }
}
