package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.journal.Json;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.text.EventTime;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** {@code compare} finds whom one side liquidated alone, and says of the others when and how much. */
@Timeout(60)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class CompareCommandTest {
    private static final long START_MS = 1_738_368_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    @TempDir
    private Path folder;

    private Fixture fixture;
    private Path journal;
    private List<Map<String, Object>> orders = List.of();

    @BeforeEach
    void runABacktest() throws IOException {
        fixture = new Fixture(folder);
        assertEquals(0, fixture.backtest("journal", "--fills", "paper").exitCode());
        journal = folder.resolve("journal");
        orders = Ran.well("tail", "--journal", journal, "--ndjson").objects();
    }

    private static long timeNs(final Map<String, Object> order) {
        return Long.parseLong(order.get("causeTimeNs").toString());
    }

    private static String signed(final Map<String, Object> order, final String factor) {
        final BigDecimal size = new BigDecimal(order.get("quantity").toString()).multiply(new BigDecimal(factor));
        return ("buy".equals(order.get("side")) ? size : size.negate()).toPlainString();
    }

    private static String line(final long atNs, final Object account, final Object instrument, final String quantity) {
        return "{\"at\":\"" + EventTime.text(atNs) + "\",\"account\":\"" + account + "\",\"instrument\":\"" + instrument
                + "\",\"quantity\":\"" + quantity + "\"}";
    }

    /** The venue saw what the journal ordered, so much later, and so much of it. */
    private List<String> asOrdered(final long laterNs, final String factor) {
        return orders.stream()
                .map(order -> line(
                        timeNs(order) + laterNs, order.get("account"), order.get("instrument"), signed(order, factor)))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private Ran compare(final List<String> lines, final Object... more) throws IOException {
        final Path venue = Files.write(folder.resolve("venue.ndjson"), lines);
        final List<Object> arguments = new ArrayList<>(List.of("compare", "--journal", journal, "--venue", venue));
        arguments.addAll(List.of(more));
        return Ran.plimsoll(arguments.toArray());
    }

    private Map<String, Object> differing(final List<String> lines, final Object... more) throws IOException {
        final List<Object> options = new ArrayList<>(List.of(more));
        options.add("--json");
        final Ran ran = compare(lines, options.toArray());
        assertEquals(ExitCode.COMPARE_DIFFERS.code(), ran.exitCode(), ran.err());
        return ran.objects().get(0);
    }

    private Set<Object> accounts() {
        return orders.stream().map(order -> order.get("account")).collect(Collectors.toSet());
    }

    private static BigDecimal number(final Map<String, Object> in, final String field) {
        return new BigDecimal(in.get(field).toString());
    }

    @Test
    void shouldAgreeWithAVenueThatDidTheSame() throws IOException {
        final Ran ran = compare(asOrdered(0, "1"), "--json");
        assertEquals(0, ran.exitCode(), ran.err());
        final Map<String, Object> told = ran.objects().get(0);
        assertEquals("true", told.get("agreed").toString());
        final List<Map<String, Object>> both = Json.objects(told, "both");
        assertEquals(accounts(), both.stream().map(pair -> pair.get("account")).collect(Collectors.toSet()));
        for (final Map<String, Object> pair : both) {
            assertEquals("0", pair.get("lagNs").toString());
            assertEquals(0, number(pair, "sizeDifference").signum());
        }
        assertEquals(List.of(), told.get("venueOnly"));
        assertEquals(List.of(), told.get("oursOnly"));
        final String text = compare(asOrdered(0, "1")).out();
        assertTrue(
                text.startsWith(both.size() + " liquidated by both, 0 by the venue alone, 0 by the journal alone"),
                text);
        assertTrue(text.contains(": at once, the same size"), text);
    }

    @Test
    void shouldTellLagAndSize() throws IOException {
        final Ran ran = compare(asOrdered(2 * SECOND_NS, "0.5"), "--json");
        assertEquals(0, ran.exitCode(), ran.err());
        for (final Map<String, Object> pair : Json.objects(ran.objects().get(0), "both")) {
            assertEquals(-2 * SECOND_NS, Long.parseLong(pair.get("lagNs").toString()));
            final BigDecimal ours =
                    number(Json.object(pair, "ours"), "quantity").abs();
            final BigDecimal venue =
                    number(Json.object(pair, "venue"), "quantity").abs();
            assertEquals(0, venue.add(venue).compareTo(ours));
            assertEquals(0, venue.compareTo(number(pair, "sizeDifference")));
        }
        final String text = compare(asOrdered(2 * SECOND_NS, "0.5")).out();
        assertTrue(text.contains("the journal 2.000 s earlier"), text);
    }

    @Test
    void shouldTellWhomTheJournalLiquidatedAlone() throws IOException {
        final Map<String, Object> spared = orders.get(orders.size() / 2);
        final List<String> lines = asOrdered(0, "1");
        lines.removeIf(line -> line.contains("\"account\":\"" + spared.get("account") + '"'));
        final Map<String, Object> told = differing(lines);
        assertEquals(List.of(), told.get("venueOnly"));
        final List<Map<String, Object>> alone = Json.objects(told, "oursOnly");
        assertEquals(spared.get("account"), alone.get(0).get("account"));
        final Map<String, Object> first = orders.stream()
                .filter(order -> order.get("account").equals(spared.get("account")))
                .findFirst()
                .orElseThrow();
        final Map<String, Object> ours = Json.object(alone.get(0), "ours");
        assertEquals(first.get("id"), ours.get("where"));
        assertEquals(0, number(first, "equity").compareTo(number(ours, "equity")));
        assertEquals(0, number(first, "shortfall").negate().compareTo(number(ours, "surplus")));
        assertEquals(0, number(first, "markPrice").compareTo(number(Json.object(ours, "prices"), "BTC-PERP")));
    }

    /** Its arithmetic at that moment is what {@code explain} finds there. */
    @Test
    void shouldTellHowAnAccountStoodThatTheVenueLiquidatedAlone() throws IOException {
        final String healthy = Ran.well(
                        "margin",
                        "--book",
                        fixture.book,
                        "--profile",
                        Project.root().resolve("config/profiles/linear.yaml"),
                        "--json")
                .objects()
                .stream()
                .map(account -> account.get("account").toString())
                .filter(account -> !accounts().contains(account))
                .findFirst()
                .orElseThrow();
        final List<String> lines = asOrdered(0, "1");
        lines.add(line((START_MS + 100_000) * 1_000_000, healthy, "BTC-PERP", "-1")
                .replace("}", ",\"equity\":\"12.5\",\"requirement\":\"13\"}"));
        final Map<String, Object> told = differing(lines);
        final Map<String, Object> only = Json.objects(told, "venueOnly").get(0);
        assertEquals(healthy, only.get("account"));
        final Map<String, Object> venue = Json.object(only, "venue");
        assertEquals("12.5", venue.get("venueEquity"));
        final Map<String, Object> at = Json.object(
                Ran.well("explain", "--journal", journal, healthy + "@" + venue.get("sequence"), "--json")
                        .objects()
                        .get(0),
                "at");
        assertEquals(at.get("verdict"), venue.get("verdict"));
        assertEquals(0, number(at, "equity").compareTo(number(venue, "equity")));
        assertEquals(0, number(at, "maintenanceMargin").compareTo(number(venue, "requirement")));
        assertTrue(number(venue, "surplus").signum() >= 0, venue::toString);
        assertEquals("900", Json.object(venue, "prices").get("BTC-PERP"), "that of the tick at 100 s");
        final String text = compare(lines).out();
        assertTrue(text.contains("by the venue: equity 12.5, requirement 13"), text);
        assertTrue(text.contains(", surplus "), text);
    }

    @Test
    void shouldSayWhyTheJournalHasNoOrder() throws IOException {
        final List<String> lines = asOrdered(0, "1");
        final Map<String, Object> order = orders.get(0);
        lines.add(line(timeNs(order), "nobody", "BTC-PERP", "-1"));
        lines.add(line(timeNs(order), order.get("account"), "OTHER", "-1"));
        lines.add("{\"at\":\"" + EventTime.text(timeNs(order)) + "\",\"account\":\"" + order.get("account")
                + "\",\"asset\":\"USD\",\"amount\":\"-5\"}");
        final List<Map<String, Object>> only = Json.objects(differing(lines), "venueOnly");
        assertEquals(
                Set.of("nobody: unknown account", order.get("account") + ": another instrument was ordered"),
                only.stream()
                        .map(one -> one.get("account") + ": " + one.get("why"))
                        .collect(Collectors.toCollection(HashSet::new)));
        assertEquals(3, only.size());
    }

    @Test
    void shouldTakeMomentsBySequenceAndAccountsById() throws IOException {
        final List<String> lines = orders.stream()
                .map(order ->
                        "{\"sequence\":\"" + order.get("causeSequence") + "\",\"account\":\"" + order.get("accountId")
                                + "\",\"instrument\":\"BTC-PERP\",\"quantity\":\"" + signed(order, "1") + "\"}")
                .toList();
        final Ran ran = compare(lines, "--json");
        assertEquals(0, ran.exitCode(), ran.out());
        assertEquals(
                accounts(),
                Json.objects(ran.objects().get(0), "both").stream()
                        .map(pair -> pair.get("account"))
                        .collect(Collectors.toSet()));
    }

    @Test
    void shouldNotCompareWhatLiesOutsideTheStretch() throws IOException {
        final List<String> lines = asOrdered(0, "1");
        lines.add(line((START_MS - 10_000) * 1_000_000, "a1", "BTC-PERP", "-1"));
        lines.add(line((START_MS + 3_600_000) * 1_000_000, "a1", "BTC-PERP", "-1"));
        final Ran ran = compare(lines);
        assertEquals(0, ran.exitCode(), ran.out());
        assertTrue(ran.out().contains("2 lines of the venue's are from outside the stretch"), ran.out());

        final String half = EventTime.text((START_MS + 150_000) * 1_000_000);
        final long late = orders.stream()
                .filter(order -> timeNs(order) < (START_MS + 150_000) * 1_000_000)
                .count();
        final Map<String, Object> told =
                compare(lines, "--from", half, "--json").objects().get(0);
        assertEquals(late + 2, ((List<?>) told.get("outside")).size());
    }

    @Test
    void shouldKeepFarMomentsApart() throws IOException {
        final List<String> lines = asOrdered(400 * SECOND_NS, "1");
        final Map<String, Object> told = differing(lines, "--within", "1s");
        assertEquals(List.of(), told.get("both"));
        assertTrue(Json.objects(told, "oursOnly").size() >= accounts().size());
    }

    @Test
    void shouldRefuseAFileThatIsNotRight() throws IOException {
        final String good = line(START_MS * 1_000_000, "a1", "BTC-PERP", "-1");
        final Map<String, String> bad = Map.of(
                good.replace("\"at\"", "\"when\""), "expected either 'at'",
                good.replace("}", ",\"sequence\":\"1\"}"), "expected either 'at'",
                good.replace("2025", "soon"), "'at' is 'soon",
                good.replace("\"-1\"", "\"0\""), "'quantity' is 0",
                good.replace("\"-1\"", "-1"), "must be a decimal as text",
                good.replace("\"-1\"", "\"1e3\""), "is not a plain decimal number",
                good.replace("}", ",\"asset\":\"USD\"}"), "expected either 'instrument'",
                good.replace("}", ",\"colour\":\"red\"}"), "unknown field 'colour'");
        for (final Map.Entry<String, String> one : bad.entrySet()) {
            final Ran ran = compare(List.of(good, one.getKey()));
            assertEquals(ExitCode.BAD_INPUT.code(), ran.exitCode(), one.getKey());
            assertTrue(ran.err().contains("venue.ndjson:2: ") && ran.err().contains(one.getValue()), ran.err());
        }
        assertEquals(ExitCode.BAD_INPUT.code(), compare(List.of()).exitCode());
        assertEquals(
                ExitCode.BAD_INPUT.code(),
                compare(List.of(good), "--within", "soon").exitCode());
    }
}
