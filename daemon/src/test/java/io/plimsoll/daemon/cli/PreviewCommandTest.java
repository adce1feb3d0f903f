package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.journal.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Whom {@code preview} says that a change would liquidate or free, against {@code margin} of a book that says so itself. */
@Timeout(120)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class PreviewCommandTest {
    private static final Path LINEAR = Project.linearProfile();

    @TempDir
    private Path folder;

    private Path write(final String... lines) throws IOException {
        return Files.write(folder.resolve("small.ndjson"), List.of(lines));
    }

    /** Long 10 at 100 with 5 %: asked for 50, with 8 %: 80. Stop margin half way to 10 %: 7.5 %, then 9 %. */
    private Path small() throws IOException {
        return write(
                "{\"type\":\"asset\",\"id\":\"USD\",\"decimals\":6}",
                "{\"type\":\"asset\",\"id\":\"ETH\",\"decimals\":6,\"haircut\":\"0.2\"}",
                "{\"type\":\"instrument\",\"id\":\"P\",\"kind\":\"perpetual\",\"underlying\":\"USD\",\"settlement\":\"USD\""
                        + ",\"tick\":\"0.1\",\"step\":\"0.01\",\"initial\":\"0.10\",\"maintenance\":\"0.05\"}",
                "{\"type\":\"price\",\"of\":\"P\",\"value\":\"100\"}",
                "{\"type\":\"price\",\"of\":\"ETH\",\"value\":\"10\"}",
                account("safe", "\"USD\":\"100\""),
                account("caught", "\"USD\":\"70\""),
                account("below", "\"USD\":\"30\""),
                account("lifted", "\"ETH\":\"6\""),
                account("bankrupt", "\"USD\":\"-1.5\""),
                "{\"type\":\"account\",\"id\":\"desk\",\"role\":\"liquidator\",\"collateral\":{\"USD\":\"-5\"}}");
    }

    private static String account(final String id, final String collateral) {
        return "{\"type\":\"account\",\"id\":\"" + id + "\",\"collateral\":{" + collateral
                + "},\"positions\":[{\"instrument\":\"P\",\"quantity\":\"10\",\"entry\":\"100\"}]}";
    }

    private static Map<String, Object> preview(final Object... arguments) {
        final List<Object> all = new ArrayList<>(List.of("preview", "--json"));
        all.addAll(List.of(arguments));
        return Ran.well(all.toArray()).objects().get(0);
    }

    private static Map<String, Map<String, Object>> byAccount(final List<Map<String, Object>> objects) {
        final Map<String, Map<String, Object>> byAccount = new TreeMap<>();
        objects.forEach(object -> byAccount.put((String) object.get("account"), object));
        return byAccount;
    }

    @Test
    void shouldTellWhomAHigherMarginLiquidatesAndForHowMuch() throws IOException {
        final Map<String, Object> told =
                preview("--book", small(), "--profile", LINEAR, "--set", "instrument.P.maintenance=0.08");
        final Map<String, Map<String, Object>> accounts = byAccount(Json.objects(told, "accounts"));
        assertEquals(List.of("bankrupt", "below", "caught", "lifted"), List.copyOf(accounts.keySet()));
        final Map<String, Object> caught = accounts.get("caught");
        assertEquals("liquidated", caught.get("effect"));
        assertEquals(
                Map.of(
                        "verdict",
                        "healthy",
                        "equity",
                        "70",
                        "maintenanceMargin",
                        "50",
                        "shortfall",
                        "0",
                        "closes",
                        "0",
                        "repays",
                        "0"),
                caught.get("before"));
        // to 9 %: 20 / 9 = 2.222.., to the step 2.23 at 100
        assertEquals(
                Map.of(
                        "verdict",
                        "liquidate",
                        "equity",
                        "70",
                        "maintenanceMargin",
                        "80",
                        "shortfall",
                        "10",
                        "closes",
                        "223",
                        "repays",
                        "0"),
                caught.get("after"));
        assertEquals("stays-below", accounts.get("below").get("effect"));
        assertEquals("600", Json.object(accounts.get("below"), "before").get("closes"), "45 / 7.5 = 6 at 100");
        assertEquals(1, ((BigDecimal) told.get("liquidated")).intValueExact());
        assertEquals(0, ((BigDecimal) told.get("freed")).intValueExact());
        final Map<String, Object> after = Json.object(told, "after");
        assertEquals(new BigDecimal(4), after.get("toBeLiquidated"));
        assertEquals(new BigDecimal(1), after.get("bankrupt"));
        assertEquals("1.5", after.get("deficit"));
        assertEquals("173.5", after.get("shortfall"), "10 + 50 + 32 + 81.5");
    }

    @Test
    void shouldTellWhomItFrees() throws IOException {
        final Map<String, Object> told =
                preview("--book", small(), "--profile", LINEAR, "--set", "asset.ETH.haircut=0.1");
        final Map<String, Map<String, Object>> accounts = byAccount(Json.objects(told, "accounts"));
        assertEquals("freed", accounts.get("lifted").get("effect"));
        assertEquals("2", Json.object(accounts.get("lifted"), "before").get("shortfall"));
        assertEquals("54", Json.object(accounts.get("lifted"), "after").get("equity"));
        assertEquals(new BigDecimal(1), told.get("freed"));
        final Ran text = Ran.well("preview", "--book", small(), "--profile", LINEAR, "--set", "asset.ETH.haircut=0.1");
        assertTrue(text.out().startsWith("PREVIEW, nothing is changed: asset.ETH.haircut set to 0.1"), text.out());
        assertTrue(text.out().contains("0 accounts would be liquidated by the change, 1 freed by it"), text.out());
        assertEquals(
                1, text.out().lines().filter(line -> line.startsWith("lifted ")).count());
        assertEquals(
                0, text.out().lines().filter(line -> line.startsWith("below ")).count());
    }

    /** 10 at 2,000 against 17,000: covered at 0.9, not at 0.84; all of it is seized and 0.93 of it credited. */
    @Test
    void shouldTellWhatAChangeHasRepaid() throws IOException {
        final Path book = write(
                "{\"type\":\"asset\",\"id\":\"USD\",\"decimals\":6}",
                "{\"type\":\"asset\",\"id\":\"ETH\",\"decimals\":9,\"ltv\":\"0.8\",\"liquidationThreshold\":\"0.9\""
                        + ",\"liquidationFactor\":\"0.93\"}",
                "{\"type\":\"price\",\"of\":\"ETH\",\"value\":\"2000\"}",
                "{\"type\":\"account\",\"id\":\"a\",\"collateral\":{\"USD\":\"-17000\",\"ETH\":\"10\"}}");
        final Path profile = Project.root().resolve("config/profiles/compound-v3.yaml");
        final Map<String, Object> told =
                preview("--book", book, "--profile", profile, "--set", "asset.ETH.liquidationThreshold=0.84");
        final Map<String, Object> account = Json.objects(told, "accounts").get(0);
        assertEquals("liquidated", account.get("effect"));
        assertEquals("0", Json.object(account, "before").get("repays"));
        assertEquals("18600", Json.object(account, "after").get("repays"));
        assertEquals("200", Json.object(account, "after").get("shortfall"));
        assertEquals("18600", Json.object(told, "after").get("repays"));
        assertEquals("0", Json.object(told, "after").get("closes"));
    }

    /**
     * 200 contracts of 100 dollars, each worth 0.005 BTC at 20,000, 1 in all, of which 0.05 is asked for, and then 0.08. "long" bought at 25,000
     * for 0.8, "short" sold at 16,000 for 1.25: both have 0.06 left. Each contract closed frees 0.00045 of the 0.03 missing to the stop margin, 0.09:
     * 67 of them, worth 0.335. A BTC is 21,000.
     */
    @Test
    void shouldTellOfInverseContractsWhatWasWorkedOutByHand() throws IOException {
        final Path book = write(
                "{\"type\":\"asset\",\"id\":\"USD\",\"decimals\":6}",
                "{\"type\":\"asset\",\"id\":\"BTC\",\"decimals\":8}",
                "{\"type\":\"instrument\",\"id\":\"I\",\"kind\":\"inverse\",\"underlying\":\"BTC\",\"settlement\":\"BTC\""
                        + ",\"contractValue\":\"100\",\"tick\":\"0.1\",\"step\":\"1\",\"initial\":\"0.10\",\"maintenance\":\"0.05\"}",
                "{\"type\":\"price\",\"of\":\"I\",\"value\":\"20000\"}",
                "{\"type\":\"price\",\"of\":\"BTC\",\"value\":\"21000\"}",
                inverse("long", "0.26", "200", "25000"),
                inverse("short", "0.31", "-200", "16000"));
        final Map<String, Object> told =
                preview("--book", book, "--profile", LINEAR, "--set", "instrument.I.maintenance=0.08");
        final Map<String, Map<String, Object>> accounts = byAccount(Json.objects(told, "accounts"));
        assertEquals(List.of("long", "short"), List.copyOf(accounts.keySet()));
        for (final Map<String, Object> account : accounts.values()) {
            assertEquals("liquidated", account.get("effect"));
            assertEquals(reading("healthy", "1050", "0", "0"), Json.object(account, "before"));
            assertEquals(reading("liquidate", "1680", "420", "7035"), Json.object(account, "after"));
        }
        assertEquals("14070", Json.object(told, "after").get("closes"));
    }

    private static Map<String, Object> reading(
            final String verdict, final String maintenance, final String shortfall, final String closes) {
        return Map.of(
                "verdict",
                verdict,
                "equity",
                "1260",
                "maintenanceMargin",
                maintenance,
                "shortfall",
                shortfall,
                "closes",
                closes,
                "repays",
                "0");
    }

    private static String inverse(final String id, final String coins, final String quantity, final String entry) {
        return "{\"type\":\"account\",\"id\":\"" + id + "\",\"collateral\":{\"BTC\":\"" + coins
                + "\"},\"positions\":[{\"instrument\":\"I\",\"quantity\":\"" + quantity + "\",\"entry\":\"" + entry
                + "\"}]}";
    }

    /** Each change once by {@code --set}, and once as the book or the profile's parameter says it itself. */
    @Test
    void shouldTellWhatTheMarginOfAChangedBookTells() throws IOException {
        final Fixture fixture = new Fixture(folder);
        final String[][] changes = {
            {"instrument.BTC-PERP.maintenance=0.09", "\"maintenance\":\"0.05\"", "\"maintenance\":\"0.09\""},
            {"instrument.BTC-PERP.initial=0.2", "\"initial\":\"0.1\"", "\"initial\":\"0.2\""},
            {"instrument.BTC-PERP.stop=0.1", "\"initial\"", "\"stop\":\"0.1\",\"initial\""},
            {"asset.BTC.haircut=0.5", "\"haircut\":\"0.1\"", "\"haircut\":\"0.5\""},
            {"asset.BTC.ltv=0.4", "\"haircut\":\"0.1\"", "\"ltv\":\"0.4\",\"maintenanceWeight\":\"0.9\""},
            {"asset.USD.liabilityWeight=1.5", "\"id\":\"USD\"", "\"id\":\"USD\",\"liabilityWeight\":\"1.5\""},
            {
                "asset.USD.liabilityWeight.initial=1.5",
                "\"id\":\"USD\"",
                "\"id\":\"USD\",\"liabilityWeight\":{\"initial\":\"1.5\"}"
            },
            {"profile.warningRatio=1.8", null, "warningRatio=1.8"},
            {"linear.stopBuffer=1", null, "stopBuffer=1"},
            {"profile.boundary=inclusive", null, "boundary=inclusive"},
            {"profile.debt.in=requirement", null, "debt.in=requirement"}
        };
        final String book = at(fixture.book, "930");
        final Path unchanged = Files.writeString(folder.resolve("unchanged.ndjson"), book);
        for (final String[] change : changes) {
            final boolean isOfProfile = change[1] == null;
            final Path changed = folder.resolve("changed.ndjson");
            Files.writeString(changed, isOfProfile ? book : book.replace(change[1], change[2]));
            assertTrue(isOfProfile || !Files.readString(changed).equals(book), change[0]);
            final List<Object> margin =
                    new ArrayList<>(List.of("margin", "--json", "--profile", LINEAR, "--book", changed));
            margin.addAll(isOfProfile ? List.of("--set", change[2]) : List.of());
            final Map<String, Object> told = preview("--book", unchanged, "--profile", LINEAR, "--set", change[0]);
            assertSides(told, "before", Ran.well("margin", "--json", "--profile", LINEAR, "--book", unchanged));
            assertSides(told, "after", Ran.well(margin.toArray()));
        }
    }

    private static void assertSides(final Map<String, Object> told, final String side, final Ran margin) {
        final Map<String, Map<String, Object>> accounts = byAccount(margin.objects());
        long below = 0;
        BigDecimal closes = BigDecimal.ZERO;
        for (final Map<String, Object> account : accounts.values()) {
            below += isBelow(account) ? 1 : 0;
            closes = closes.add(closes(account));
        }
        final Map<String, Object> totals = Json.object(told, side);
        assertEquals(BigDecimal.valueOf(below), totals.get("toBeLiquidated"), told.get("preview") + side);
        assertEquals(0, closes.compareTo(new BigDecimal((String) totals.get("closes"))), told.get("preview") + side);
        long listed = 0;
        for (final Map<String, Object> account : Json.objects(told, "accounts")) {
            final Map<String, Object> expected = accounts.get((String) account.get("account"));
            final Map<String, Object> reading = Json.object(account, side);
            for (final String field : List.of("verdict", "equity", "maintenanceMargin", "shortfall")) {
                assertEquals(expected.get(field), reading.get(field), told.get("preview") + field);
            }
            listed += isBelow(expected) ? 1 : 0;
        }
        assertEquals(below, listed, told.get("preview") + side);
    }

    private static boolean isBelow(final Map<String, Object> account) {
        return List.of("liquidate", "bankrupt").contains(account.get("verdict"));
    }

    private static BigDecimal closes(final Map<String, Object> account) {
        return Json.objects(account, "plan").stream()
                .map(order -> new BigDecimal((String) order.get("notional")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void shouldTellTheSameOfAJournalAndChangeNoByteOfIt() throws IOException {
        final Fixture fixture = new Fixture(folder);
        final Path fall = Files.write(
                folder.resolve("fall.csv"),
                List.of("ts,instrument,price", "1000,BTC-PERP,1000", "2000,BTC-PERP,960", "3000,BTC-PERP,930"));
        fixture.backtest(fall, "journal"); // no fills: positions stay, and what is ordered is in flight
        final Path journal = folder.resolve("journal");
        final Map<Path, String> files = contents(journal);
        final String change = "instrument.BTC-PERP.maintenance=0.08";
        final Map<String, Object> told = preview("--journal", journal, "--set", change);
        assertEquals(files, contents(journal));
        final Path end = Files.writeString(folder.resolve("end.ndjson"), at(fixture.book, "930"));
        final Map<String, Object> expected = preview("--book", end, "--profile", LINEAR, "--set", change);
        assertEquals(verdicts(expected), verdicts(told));
        assertTrue(((BigDecimal) told.get("liquidated")).intValueExact() > 5, told.toString());
        final Map<String, Object> earlier =
                preview("--journal", journal, "--to", "1970-01-01T00:00:02Z", "--set", change);
        final Path middle = Files.writeString(folder.resolve("middle.ndjson"), at(fixture.book, "960"));
        assertEquals(verdicts(preview("--book", middle, "--profile", LINEAR, "--set", change)), verdicts(earlier));
    }

    private static String at(final Path book, final String price) throws IOException {
        final String moved =
                Files.readString(book).replaceAll("(\"of\":\"BTC-PERP\",\"value\":\")[0-9.]+", "$1" + price);
        assertNotEquals(Files.readString(book), moved);
        return moved;
    }

    /** All of it; of what plans close, only where nothing is in flight. */
    private static Map<String, List<Object>> verdicts(final Map<String, Object> told) {
        final Map<String, List<Object>> verdicts = new TreeMap<>();
        byAccount(Json.objects(told, "accounts")).forEach((name, account) -> {
            final Map<String, Object> before = Json.object(account, "before");
            final Map<String, Object> after = Json.object(account, "after");
            verdicts.put(
                    name,
                    Arrays.asList(
                            account.get("effect"),
                            before.get("verdict"),
                            before.get("equity"),
                            after.get("verdict"),
                            after.get("maintenanceMargin"),
                            after.get("shortfall"),
                            "liquidated".equals(account.get("effect")) ? after.get("closes") : "any"));
        });
        return verdicts;
    }

    private static Map<Path, String> contents(final Path folder) throws IOException {
        final Map<Path, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file, Files.getLastModifiedTime(file) + " " + Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    /** What a what-if sets anew is what a preview does. */
    @Test
    void shouldTakeTheSameSettingsInAWhatIf() throws IOException {
        final Fixture fixture = new Fixture(folder);
        fixture.backtest("journal", "--fills", "paper:1000,10");
        final List<Object> replay = List.of("replay", "--journal", folder.resolve("journal"), "--json", "--set");
        final Map<String, Object> unchanged = whatIf(replay, "profile.warningRatio=1.2");
        final Map<String, Object> lower = whatIf(replay, "instrument.BTC-PERP.maintenance=0.03");
        final Map<String, Object> without = whatIf(replay, "asset.BTC.haircut=1");
        assertEquals(Json.object(unchanged, "unchanged"), Json.object(unchanged, "changed"));
        assertNotEquals(List.of(), lower.get("saved"));
        assertEquals(List.of(), lower.get("lost"));
        assertNotEquals(List.of(), without.get("lost"));
    }

    private static Map<String, Object> whatIf(final List<Object> replay, final String setting) {
        final List<Object> arguments = new ArrayList<>(replay);
        arguments.add(setting);
        return Ran.well(arguments.toArray()).objects().get(0);
    }

    @Test
    void shouldRefuseWhatItHasNothingFor() throws IOException {
        final Path book = small();
        for (final String[] bad : new String[][] {
            {"maintenance=0.06", "expected profile.parameter=value"},
            {"instrument.P=1", "expected profile.parameter=value"},
            {"instrument.Q.maintenance=0.06", "the nearest is 'P'"},
            {"asset.EHT.haircut=0.06", "the nearest is 'ETH'"},
            {"instrument.P.maintenence=0.06", "the nearest valid one is 'maintenance'"},
            {"instrument.P.maintenance=6", "expected a decimal from 0 to 1"},
            {"instrument.P.maintenance=0.2", "above initial"},
            {"instrument.P.profitWeight=0.2", "expected one of them"},
            {"instrument.P.fund.id=2", "--set instrument.P.fund"},
            {"asset.ETH.ltv=0.9", "refused by the engine"},
            {"profile.warningRatio=9", "warningRatio=9 is out of range"},
            {"other.warningRatio=1.2", "the profile is 'linear'"}
        }) {
            final Ran ran = Ran.plimsoll("preview", "--book", book, "--profile", LINEAR, "--set", bad[0]);
            assertEquals(2, ran.exitCode(), bad[0] + ": " + ran.err());
            assertEquals(1, ran.err().lines().count(), ran.err());
            assertTrue(ran.err().contains(bad[1]), bad[0] + ": " + ran.err());
            assertEquals("", ran.out());
        }
        assertEquals(2, Ran.plimsoll("preview", "--book", book).exitCode());
        assertEquals(
                2, Ran.plimsoll("preview", "--set", "profile.warningRatio=1.2").exitCode());
        assertEquals(
                2,
                Ran.plimsoll("preview", "--book", book, "--to", 5, "--set", "profile.warningRatio=1.2")
                        .exitCode());
        assertEquals(
                2,
                Ran.plimsoll("preview", "--book", book, "--journal", folder, "--set", "profile.warningRatio=1.2")
                        .exitCode());
    }
}
