package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.journal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Of two accounts alike, the one that asked for it is reduced in time and never liquidated (docs/internals/rebalancing.md). */
@Timeout(60)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class RebalanceTest {
    private static final String BOOK = """
            {"type":"asset","id":"USD","decimals":6}
            {"type":"instrument","id":"P","kind":"perpetual","underlying":"USD","settlement":"USD","tick":"0.1","step":"0.001","initial":"0.10","maintenance":"0.05","penalty":"0.01"}
            {"type":"price","of":"P","value":"1000"}
            {"type":"account","id":"trader","collateral":{"USD":"1000"},"positions":[{"instrument":"P","quantity":"10","entry":"1000"}]}
            {"type":"account","id":"asked","role":"rebalanced","collateral":{"USD":"1000"},"positions":[{"instrument":"P","quantity":"10","entry":"1000"}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldReduceWhoAskedForItInTime() throws IOException {
        final Path profile = Files.writeString(
                folder.resolve("profile.yaml"),
                Files.readString(Project.linearProfile()) + "rebalance: {to: initial, cooldown: 10}\n");
        final Path book = Files.writeString(folder.resolve("book.ndjson"), BOOK);
        final Path journal = folder.resolve("journal");
        final Map<String, Object> result = Ran.well(
                        "backtest",
                        "--json",
                        "--book",
                        book,
                        "--profile",
                        profile,
                        "--ticks",
                        ticks(),
                        "--fills",
                        "paper",
                        "--journal",
                        journal)
                .objects()
                .get(0);
        assertEquals("1", result.get("accountsLiquidated").toString());
        final Map<String, List<Map<String, Object>>> orders =
                Ran.well("tail", "--journal", journal, "--ndjson").objects().stream()
                        .collect(Collectors.groupingBy(
                                order -> order.get("account").toString()));
        assertTrue(orders.get("asked").size() > 2, orders.toString());
        for (final Map<String, Object> order : orders.get("asked")) {
            assertEquals("rebalance", order.get("reason"));
            assertTrue(!order.containsKey("penaltyPpm"), order.toString());
            final Map<String, Object> told = Ran.well("explain", "--journal", journal, order.get("id"), "--json")
                    .objects()
                    .get(0);
            assertEquals(List.of(), told.get("disagreements"));
            assertEquals(
                    order.get("quantity"),
                    Json.objects(Json.object(told, "plan"), "steps").get(0).get("quantity"));
        }
        assertEquals("maintenance", orders.get("trader").get(0).get("reason"));
    }

    private Path ticks() throws IOException {
        final List<String> rows = new ArrayList<>(List.of("ts,instrument,price"));
        for (int i = 0; i < 150; i++) {
            rows.add((1_738_368_000_000L + i * 1_000L) + ",P," + (1_000 - i));
        }
        return Files.write(folder.resolve("ticks.csv"), rows);
    }
}
