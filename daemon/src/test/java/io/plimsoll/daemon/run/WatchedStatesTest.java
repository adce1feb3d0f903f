package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.metrics.AlertRule;
import io.plimsoll.daemon.metrics.Metric;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.EngineStatus;
import io.plimsoll.protocol.codec.PriceState;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each state that a daemon can be in has a metric, a panel, an alert and words in its runbook. */
@Timeout(30)
class WatchedStatesTest {
    /** As they should be: no alert is about them, the runbook says so. */
    private static final Set<String> WELL = Set.of("enough");

    private record State(Metric metric, String label, String name) {}

    private static List<State> states() {
        final List<State> states = new ArrayList<>();
        add(states, Metric.MODE, "mode", EngineMode.values());
        add(states, Metric.ENGINE_STATE, "state", EngineStatus.values());
        add(states, Metric.PRICES, "state", PriceState.values());
        add(states, Metric.DISK_STATE, "state", DiskGuard.State.values());
        KillCauses.ALL.forEach(cause -> states.add(new State(Metric.KILL_CAUSE, "cause", cause)));
        PriceMetrics.STATES.forEach(state -> states.add(new State(Metric.PRICES, "state", state)));
        return states;
    }

    private static <E extends Enum<E>> void add(
            final List<State> states, final Metric metric, final String label, final E[] all) {
        EngineMetrics.stated(all)
                .forEach(one -> states.add(new State(metric, label, one.name().toLowerCase(Locale.ROOT))));
    }

    @Test
    void shouldHaveAnAlertForEachStateWithItsNameInTheRunbook() throws IOException {
        final String runbook = Files.readString(Project.root().resolve("docs/operating/alerts.md"));
        for (final State state : states()) {
            final boolean isAlertedOf = AlertRule.all().stream()
                    .anyMatch(rule -> rule.metric().equals(state.metric().label())
                            && rule.matchers().containsKey(state.label())
                            && rule.matchers()
                                    .get(state.label())
                                    .matcher(state.name())
                                    .matches());
            assertTrue(isAlertedOf || WELL.contains(state.name()), state + " has no alert");
            assertTrue(runbook.contains(state.name()), state + " is not in the runbook");
        }
    }

    @Test
    void shouldHaveAPanelForEachStateThatNamesIt() throws IOException {
        final String panels = Files.readString(Project.root().resolve("config/grafana/plimsoll.json"))
                + Files.readString(Project.root().resolve("config/grafana/plimsoll-machine.json"));
        for (final State state : states()) {
            assertTrue(panels.contains(state.metric().label()), state + " has no panel");
            assertTrue(panels.contains(state.name()), state + " is named by no panel");
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
