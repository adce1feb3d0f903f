package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.journal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** {@code replay} with something otherwise. */
@Timeout(60)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class WhatIfTest {
    private static final int TICK_SOURCE = 3;
    /** As long as from tick to tick: what happens at one time, and in which order, counts. */
    private static final String FILLS = "paper:1000,10";

    @TempDir
    private Path folder;

    private Fixture fixture;
    private Path journal;
    private Map<String, Object> summary = Map.of();

    @BeforeEach
    void runABacktest() throws IOException {
        fixture = new Fixture(folder);
        summary = fixture.backtest("journal", "--fills", FILLS).objects().get(0);
        journal = folder.resolve("journal");
    }

    private Ran replay(final Object... more) {
        final List<Object> arguments = new ArrayList<>(List.of("replay", "--journal", journal));
        arguments.addAll(List.of(more));
        return Ran.plimsoll(arguments.toArray());
    }

    private Map<String, Object> whatIf(final Object... changes) {
        final List<Object> arguments = new ArrayList<>(List.of(changes));
        arguments.add("--json");
        final Ran ran = replay(arguments.toArray());
        assertEquals(0, ran.exitCode(), ran.err());
        return ran.objects().get(0);
    }

    @Test
    void shouldGiveTheRecordedRunWhenNothingIsOtherwise() {
        assertGivesTheRecordedRun();
    }

    /** As in a backtest: a tick so deep that an account whose order is still in flight gets a further one comes after its fill. */
    @Test
    void shouldFillBeforeTheTicksOfTheSameTime() throws IOException {
        final List<String> rows = new ArrayList<>(List.of("ts,instrument,price"));
        for (int i = 0; i < 60; i++) {
            rows.add((1_738_368_000_000L + i * 1_000L) + ",BTC-PERP," + (1_000 - 10 * Math.min(i, 60 - i)));
        }
        final Path steep = Files.write(folder.resolve("steep.csv"), rows);
        summary = fixture.backtest(steep, "steep", "--fills", FILLS).objects().get(0);
        journal = folder.resolve("steep");
        assertGivesTheRecordedRun();
    }

    private void assertGivesTheRecordedRun() {
        final Map<String, Object> told = whatIf("--drop-source", 999, "--fills", FILLS);
        final Map<String, Object> recorded = Json.object(told, "recorded");
        assertEquals(summary.get("orders"), recorded.get("orders"));
        assertEquals(summary.get("accountsLiquidated"), recorded.get("accountsLiquidated"));
        for (final String run : List.of("unchanged", "changed")) {
            final Map<String, Object> other = Json.object(told, run);
            for (final String field :
                    List.of("orders", "ordersFilled", "accountsLiquidated", "deficitAccounts", "deficit")) {
                assertEquals(recorded.get(field), other.get(field), run + " " + field);
            }
        }
        assertEquals(List.of(), told.get("saved"));
        assertEquals(List.of(), told.get("lost"));
    }

    @Test
    void shouldCloseMoreAtOnceWithALargerBuffer() {
        final Map<String, Object> told = whatIf("--set", "profile.stopBuffer=1");
        final long unchanged = orders(told, "unchanged");
        assertTrue(orders(told, "changed") < unchanged, orders(told, "changed") + " of " + unchanged);
        assertEquals(whatIf("--set", "linear.stopBuffer=1").get("changed"), told.get("changed"));
    }

    @Test
    void shouldSaveAndCostAccountsWhenAPriceIsShifted() {
        final Map<String, Object> higher = whatIf("--shift-price", "BTC-PERP=15");
        final Map<String, Object> lower = whatIf("--shift-price", "BTC-PERP=-15");
        assertNotEquals(List.of(), higher.get("saved"), "longs, in a fall that is less deep");
        assertNotEquals(List.of(), lower.get("lost"), "longs, in a deeper one");
        assertNotEquals(higher.get("changed"), lower.get("changed"));
    }

    @Test
    void shouldLiquidateNobodyWithoutThePrices() {
        final Map<String, Object> told = whatIf("--drop-source", TICK_SOURCE);
        assertEquals(0, orders(told, "changed"));
        assertEquals(
                Json.object(told, "unchanged").get("accountsLiquidated").toString(),
                Integer.toString(((List<?>) told.get("saved")).size()));
    }

    private static long orders(final Map<String, Object> told, final String run) {
        return Long.parseLong(Json.object(told, run).get("orders").toString());
    }

    @Test
    void shouldSayFirstThatItIsNotWhatWas() {
        final Ran ran = replay("--shift-price", "BTC-PERP=-5", "--fills", "paper:100,20");
        assertEquals(0, ran.exitCode(), ran.err());
        final String first = ran.out().lines().findFirst().orElse("");
        assertTrue(first.startsWith("WHAT IF, not what was:"), first);
        assertTrue(first.contains("100 ms") && first.contains("BTC-PERP shifted by -5 %"), first);
    }

    @Test
    void shouldRefuseWhatTheJournalHasNothingFor() {
        for (final String[] change : new String[][] {
            {"--set", "warningRatio=1.2"},
            {"--set", "profile.warning=1.2"},
            {"--set", "profile.warningRatio=9"},
            {"--set", "other.warningRatio=1.2"},
            {"--set", "profile.requirement.openOrderFee=1001"},
            {"--shift-price", "DOGE=5"},
            {"--shift-price", "BTC-PERP=-100"},
            {"--drop-source", "9", "--expect-hash", "10"},
            {"--drop-source", "9", "--fills", "none"}
        }) {
            final Ran ran = replay((Object[]) change);
            assertEquals(2, ran.exitCode(), String.join(" ", change) + ": " + ran.err());
            assertEquals(1, ran.err().lines().count(), ran.err());
        }
    }
}
