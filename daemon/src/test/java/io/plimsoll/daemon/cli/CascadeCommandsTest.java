package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** A price that falls in one step, and a profile that bounds how many accounts one input orders for. */
@Timeout(60)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class CascadeCommandsTest {
    @TempDir
    private Path folder;

    private Fixture fixture;
    private Path steps;

    @BeforeEach
    void write() throws IOException {
        fixture = new Fixture(folder);
        final List<String> rows = new ArrayList<>(List.of("ts,instrument,price"));
        for (int i = 0; i < 300; i++) {
            rows.add((1_738_368_000_000L + i * 1_000L) + ",BTC-PERP," + (i < 2 ? 1_000 : i % 2 == 0 ? 780 : 781));
        }
        steps = Files.write(folder.resolve("steps.csv"), rows);
    }

    @Test
    void shouldOrderForOneAccountAnInputAndTellTheOthersThatTheyWait() {
        assertEquals(0, run("bounded", "--set", "maxLiquidationsPerRecord=1").exitCode());
        final Map<Object, Set<Object>> accountsByCause = new TreeMap<>();
        Map<String, Object> queued = Map.of();
        for (final Map<String, Object> output : orders("bounded")) {
            if ("queued".equals(output.get("reason"))) {
                queued = output;
            } else if (output.containsKey("limitPrice")) {
                accountsByCause
                        .computeIfAbsent(output.get("causeSequence"), unused -> new HashSet<>())
                        .add(output.get("accountId"));
            }
        }
        assertTrue(accountsByCause.size() > 10, accountsByCause::toString);
        accountsByCause.values().forEach(accounts -> assertEquals(1, accounts.size()));
        assertFalse(queued.isEmpty(), "somebody waits");
        final Ran explained = Ran.well(
                "explain",
                "--journal",
                folder.resolve("bounded"),
                queued.get("accountId") + "@" + queued.get("causeSequence"));
        assertTrue(explained.out().contains("no order: withheld, queued: riskier accounts go first"), explained::out);
        Ran.well("replay", "--journal", folder.resolve("bounded"));
    }

    @Test
    void shouldTryAnotherBoundOnAJournal() {
        assertEquals(0, run("unbounded").exitCode());
        assertTrue(orders("unbounded").stream().noneMatch(output -> "queued".equals(output.get("reason"))));
        final Ran tried = Ran.well(
                "replay", "--journal", folder.resolve("unbounded"), "--set", "profile.maxLiquidationsPerRecord=1");
        assertTrue(tried.out().startsWith("WHAT IF, not what was:"), tried::out);
    }

    @Test
    void shouldRefuseWhatIsNoBound() {
        for (final String bound : List.of("-1", "1.5", "all", "3000000000")) {
            final Ran ran = run("refused", "--set", "maxLiquidationsPerRecord=" + bound);
            assertEquals(2, ran.exitCode());
            assertTrue(ran.err().contains("expected a whole number from 0 (no bound) to 2147483647"), ran::err);
        }
    }

    private Ran run(final String journal, final Object... more) {
        return fixture.backtest(steps, journal, more);
    }

    private List<Map<String, Object>> orders(final String journal) {
        return Ran.well("journal", "export", "--journal", folder.resolve(journal), "--queue", "orders")
                .objects();
    }
}
