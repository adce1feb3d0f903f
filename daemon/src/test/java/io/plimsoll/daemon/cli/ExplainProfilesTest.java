package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.journal.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code explain} works out by hand what each shipped profile's rules give: every account of every worked case, at each of its inputs, with
 * prices that fall and rise around the case's own.
 */
@Timeout(120)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class ExplainProfilesTest {
    private static final List<String> MOVES = List.of("1", "0.999", "0.97", "1.013", "0.8");

    @TempDir
    private Path folder;

    static List<Path> cases() throws IOException {
        return ProfileCasesTest.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldComeToTheEnginesNumbers(final Path file) throws IOException {
        final Path book = file.resolveSibling(file.getFileName().toString().replace(".json", ".ndjson"));
        final Path journal = folder.resolve("journal");
        Ran.well(
                "backtest",
                "--book",
                book,
                "--profile",
                Project.root().resolve("config/profiles/" + file.getParent().getFileName() + ".yaml"),
                "--ticks",
                ticks(book),
                "--fills",
                "paper",
                "--journal",
                journal);
        final List<Map<String, Object>> orders =
                Ran.well("tail", "--journal", journal, "--ndjson").objects();
        assertFalse(orders.isEmpty());
        final Set<String> subjects = new HashSet<>();
        for (int i = 0; i < orders.size(); i += 1 + orders.size() / 6) {
            final Map<String, Object> order = orders.get(i);
            final String account = order.get("account").toString();
            final long input = Long.parseLong(order.get("causeSequence").toString());
            subjects.add(account + "@" + input);
            subjects.add(account + "@" + (input + 1));
        }
        int agreements = 0;
        int steps = 0;
        for (final String subject : subjects) {
            final Map<String, Object> told = Ran.well("explain", "--journal", journal, subject, "--json")
                    .objects()
                    .get(0);
            assertEquals(List.of(), told.get("disagreements"), subject);
            agreements += Integer.parseInt(told.get("agreements").toString());
            steps += told.get("plan") == null
                    ? 0
                    : Json.objects(Json.object(told, "plan"), "steps").size();
            steps += Json.objects(told, "seizures").size();
        }
        assertTrue(agreements >= 7 * subjects.size() && steps > 0, agreements + " numbers, " + steps + " orders");
    }

    private Path ticks(final Path book) throws IOException {
        final List<String> rows = new ArrayList<>(List.of("ts,instrument,price"));
        long ms = 1_738_368_000_000L;
        for (final String move : MOVES) {
            for (final String line : Files.readAllLines(book)) {
                final Map<String, Object> row = Json.object(line);
                if ("price".equals(row.get("type"))) {
                    final BigDecimal price = new BigDecimal(row.get("value").toString()).multiply(new BigDecimal(move));
                    rows.add(ms + "," + row.get("of") + ","
                            + price.stripTrailingZeros().toPlainString());
                    ms += 1_000;
                }
            }
        }
        return Files.write(folder.resolve("ticks.csv"), rows);
    }
}
