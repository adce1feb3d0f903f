package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.metrics.AlertRule;
import io.plimsoll.daemon.metrics.Metric;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.EngineStatus;
import io.plimsoll.protocol.codec.PriceState;
import io.plimsoll.protocol.codec.WithheldReason;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each state that a daemon can be in has a metric, a panel, an alert and words in its runbook. */
@Timeout(30)
class WatchedStatesTest {
    /** As they should be: no alert is about them, the runbook says so. */
    private static final Set<String> WELL = Set.of("enough");

    private static final String REASONS = "Every reason why an account below its requirement gets no order";
    private static final String REASONS_LINK =
            "(cascade.md#" + REASONS.toLowerCase(Locale.ROOT).replace(' ', '-') + ")";
    private static final Pattern ANY = Pattern.compile(".*");
    /** States that have a metric of their own, whose value says whether the daemon is in it. */
    private static final List<Metric> OF_THEIR_OWN = List.of(
            Metric.OBJECTIONS,
            Metric.FEED_UP,
            Metric.SOURCE_AT_HEAD,
            Metric.SUSPECTS,
            Metric.PRICES_DWELLING,
            Metric.WITHDRAWALS_BLOCKED,
            Metric.INSURANCE,
            Metric.FOLLOWER_RUNNING,
            Metric.DURABLE_LAG,
            Metric.TAILERS_UNREADABLE,
            Metric.CLOCK_OFFSET,
            Metric.FEED_CLOCK_OFFSET,
            Metric.ADMIN_CERTIFICATE);

    private record State(Metric metric, String label, String name) {}

    private static List<State> states() {
        final List<State> states = new ArrayList<>();
        add(states, Metric.MODE, "mode", EngineMode.values());
        add(states, Metric.ENGINE_STATE, "state", EngineStatus.values());
        add(states, Metric.PRICES, "state", PriceState.values());
        add(states, Metric.DISK_STATE, "state", DiskGuard.State.values());
        KillCauses.ALL.forEach(cause -> states.add(new State(Metric.KILL_CAUSE, "cause", cause)));
        PriceMetrics.STATES.forEach(state -> states.add(new State(Metric.PRICES, "state", state)));
        EngineMetrics.HOLDS.forEach(kind -> states.add(new State(Metric.OPERATOR_HOLDS, "kind", kind)));
        add(states, Metric.WITHHELD_NOW, "reason", WithheldReason.values());
        for (final HandlerErrors.Handler handler : HandlerErrors.Handler.values()) {
            states.add(new State(Metric.HANDLER_ERRORS, "handler", handler.label()));
        }
        for (final AdminWatch.Reason reason : AdminWatch.Reason.values()) {
            states.add(new State(Metric.ADMIN_REFUSED, "reason", reason.label()));
        }
        return states;
    }

    private static <E extends Enum<E>> void add(
            final List<State> states, final Metric metric, final String label, final E[] all) {
        EngineMetrics.stated(all)
                .forEach(one -> states.add(new State(metric, label, one.name().toLowerCase(Locale.ROOT))));
    }

    private static String read(final String file) throws IOException {
        return Files.readString(Project.root().resolve(file));
    }

    @Test
    void shouldHaveAnAlertForEachStateAndWordsInItsEntry() throws IOException {
        final String runbook = read("docs/operating/alerts.md");
        for (final State state : states()) {
            if (WELL.contains(state.name())) {
                assertTrue(runbook.split("(?m)^## ", 2)[0].contains("*" + state.name() + "*"), state.toString());
                continue;
            }
            final List<AlertRule> rules = AlertRule.all().stream()
                    .filter(rule -> rule.metric().equals(state.metric().label())
                            && rule.matchers()
                                    .getOrDefault(state.label(), ANY)
                                    .matcher(state.name())
                                    .matches())
                    .toList();
            assertFalse(rules.isEmpty(), state + " has no alert");
            assertTrue(
                    rules.stream().anyMatch(rule -> isToldOf(state, rule, entry(runbook, rule.name()))),
                    state + " is in the entry of none of " + rules);
        }
    }

    /** What stands below a heading; empty without one. */
    private static String entry(final String page, final String heading) {
        final String[] parts = page.split("(?m)^#+ " + Pattern.quote(heading) + "$", -1);
        return parts.length == 2 ? parts[1].split("(?m)^#", 2)[0].strip() : "";
    }

    // An alert of one state is about nothing else; one of several names each, or says where they are.
    private static boolean isToldOf(final State state, final AlertRule rule, final String entry) {
        final Pattern matcher = rule.matchers().getOrDefault(state.label(), ANY);
        return !entry.isEmpty()
                && (matcher.pattern().equals(Pattern.quote(state.name()))
                        || entry.contains("`" + state.name() + "`")
                        || (state.metric() == Metric.WITHHELD_NOW && entry.contains(REASONS_LINK)));
    }

    @Test
    void shouldHaveARowForEachReasonWhyAnOrderIsWithheldAndNoOther() throws IOException {
        final Set<String> rows = new TreeSet<>();
        entry(read("docs/operating/cascade.md"), REASONS)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .forEach(line -> assertTrue(rows.add(line.split("`", 3)[1]), line));
        final Set<String> reasons = new TreeSet<>();
        EngineMetrics.stated(WithheldReason.values())
                .forEach(one -> reasons.add(one.name().toLowerCase(Locale.ROOT)));
        assertEquals(reasons, rows);
    }

    // That each alert has its entry and each metric its panel: MonitoringFilesTest.
    @Test
    void shouldHaveAnAlertForEachStateThatIsAMetric() {
        for (final Metric metric : OF_THEIR_OWN) {
            assertTrue(
                    AlertRule.all().stream().anyMatch(rule -> rule.metric().equals(metric.label())),
                    metric + " has no alert");
        }
    }

    @Test
    void shouldHaveAPanelForEachStateThatNamesIt() throws IOException {
        final String panels = read("config/grafana/plimsoll.json") + read("config/grafana/plimsoll-machine.json");
        for (final State state : states()) {
            assertTrue(panels.contains(state.metric().label()), state + " has no panel");
            assertTrue(
                    panels.contains(state.name()) || panels.contains("{{" + state.label() + "}}"),
                    state + " is named by no panel");
        }
    }

    @Test
    void shouldNumberPriceStatesAsTheJournalDoes() {
        for (final PriceState state : List.of(PriceState.VALID, PriceState.DEGRADED, PriceState.HALTED)) {
            assertTrue(
                    PriceMetrics.STATES.get(state.value()).equals(state.name().toLowerCase(Locale.ROOT)), state.name());
        }
    }
}
