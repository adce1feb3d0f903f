package io.plimsoll.daemon.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Prometheus itself shows when each alert becomes pending and when it fires, and what it then says. The series and the times are written by
 * hand in {@code alerts/times.yml}; what the alert says is taken from the rule.
 */
@Timeout(120)
class AlertTimesTest {
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{ with .* }}(/docs/.*)");
    private static final String INSTALLED = "file:///usr/share/doc/plimsoll";
    private static final String PUBLISHED = "https://docs.example.org/plimsoll";

    @TempDir
    private Path folder;

    private final Map<?, ?> times;

    AlertTimesTest() throws IOException {
        times = times();
    }

    private static Map<?, ?> times() throws IOException {
        final Path file = Project.root().resolve("daemon/src/test/resources/alerts/times.yml");
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    }

    private static Duration duration(final Object text) {
        return Duration.parse("PT" + text);
    }

    private static String quoted(final String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Test
    void shouldHaveTimesForEachAlert() throws IOException {
        final List<String> names = AlertRule.all().stream().map(AlertRule::name).toList();
        assertEquals(
                new TreeSet<>(names),
                times.keySet().stream().map(String::valueOf).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void shouldBePendingAndFireAtItsTimeAndSayWhereItsEntryIs() throws IOException, InterruptedException {
        final StringBuilder yaml = new StringBuilder("rule_files: ["
                + quoted(Project.root().resolve("config/prometheus/alerts.yml").toString())
                + "]\nevaluation_interval: 10s\ntests:\n");
        add(yaml, AlertRule.all(), INSTALLED);

        add(yaml, List.of(AlertRule.named("PlimsollKilled")), PUBLISHED);
        yaml.append("    external_labels: {plimsoll_docs: '" + PUBLISHED + "'}\n");
        final Path file = Files.writeString(folder.resolve("times.yml"), yaml);
        assertTrue(Promtool.run("", "test", "rules", file.toString()).contains("SUCCESS"));
    }

    // All in one, since promtool makes a database for each: no two alerts are shown the same series.
    private void add(final StringBuilder yaml, final List<AlertRule> rules, final String documentation) {
        final StringBuilder series = new StringBuilder();
        final StringBuilder states = new StringBuilder();
        final StringBuilder alerts = new StringBuilder();
        for (final AlertRule rule : rules) {
            final Map<?, ?> shown = (Map<?, ?>) times.get(rule.name());
            series.append("      - {series: ")
                    .append(quoted(shown.get("series").toString()))
                    .append(", values: ")
                    .append(quoted(shown.get("values").toString()))
                    .append("}\n");
            addStates(states, rule, duration(shown.get("holds")), duration(shown.get("fires")));
            addAlert(alerts, rule, shown, documentation);
        }
        yaml.append("  - interval: 10s\n    input_series:\n")
                .append(series)
                .append("    promql_expr_test:\n")
                .append(states)
                .append("    alert_rule_test:\n")
                .append(alerts);
    }

    private static void addStates(
            final StringBuilder states, final AlertRule rule, final Duration holds, final Duration fires) {
        addState(states, rule, holds.minus(STEP), "");
        if (fires.compareTo(holds) > 0) {
            addState(states, rule, holds, "pending");
            addState(states, rule, fires.minus(STEP), "pending");
        }
        addState(states, rule, fires, "firing");
    }

    private static void addAlert(
            final StringBuilder alerts, final AlertRule rule, final Map<?, ?> shown, final String documentation) {
        final Matcher runbook = TEMPLATE.matcher(rule.runbook());
        assertTrue(runbook.matches(), rule.runbook());
        alerts.append("      - eval_time: ")
                .append(duration(shown.get("fires")).toSeconds())
                .append("s\n        alertname: ")
                .append(rule.name())
                .append("\n        exp_alerts:\n          - exp_labels: {severity: ")
                .append(rule.severity())
                .append(labels(shown.get("series").toString()))
                .append("}\n            exp_annotations: {summary: ")
                .append(quoted(rule.summary()))
                .append(", runbook_url: ")
                .append(quoted(documentation + runbook.group(1)))
                .append("}\n");
    }

    // Empty: neither pending nor firing.
    private static void addState(
            final StringBuilder yaml, final AlertRule rule, final Duration at, final String state) {
        yaml.append("      - expr: ")
                .append(quoted("count by (alertstate) (ALERTS{alertname=\"" + rule.name() + "\"})"))
                .append("\n        eval_time: ")
                .append(at.toSeconds())
                .append("s\n        exp_samples: ")
                .append(state.isEmpty() ? "[]" : "[{labels: '{alertstate=\"" + state + "\"}', value: 1}]")
                .append('\n');
    }

    private static String labels(final String series) {
        final StringBuilder labels = new StringBuilder();
        final Matcher matcher = LABEL.matcher(series);
        while (matcher.find()) {
            labels.append(", ").append(matcher.group(1)).append(": ").append(quoted(matcher.group(2)));
        }
        return labels.toString();
    }

    @Test
    void shouldReadEachExpressionOfADashboard() throws IOException, InterruptedException {
        final StringBuilder yaml = new StringBuilder("groups:\n  - name: panels\n    rules:\n");
        final List<String> expressions = new ArrayList<>();
        for (final Dashboard dashboard : Dashboard.all()) {
            expressions.addAll(dashboard.expressions());
        }
        for (int i = 0; i < expressions.size(); i++) {
            yaml.append("      - {record: 'panel:" + i + "', expr: ")
                    .append(quoted(expressions.get(i).replaceAll("\\$__(rate_)?interval", "5m")))
                    .append("}\n");
        }
        final Path file = Files.writeString(folder.resolve("panels.yml"), yaml);
        final String said = Promtool.run("", "check", "rules", file.toString());
        assertTrue(said.contains(expressions.size() + " rules found"), said);
        assertTrue(expressions.size() > Metric.values().length, said);
    }
}
