package io.plimsoll.daemon.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.gateway.feed.Cut;
import io.plimsoll.gateway.feed.Resync;
import io.plimsoll.gateway.http.GatewayMetric;
import io.plimsoll.gateway.http.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The list of metrics, its page, the alerts, their runbook and the dashboards say the same. */
@Timeout(60)
class MonitoringFilesTest {
    private static final Pattern NAME = Pattern.compile("plimsoll_[a-z_]+");
    private static final Pattern ENTRY = Pattern.compile("(?m)^### (\\S+)$");
    /** On a machine with the package, unless Prometheus knows where it was published: {@link AlertTimesTest} has both shown. */
    private static final String RUNBOOK =
            "{{ with $externalLabels.plimsoll_docs }}{{ . }}{{ else }}file:///usr/share/doc/plimsoll{{ end }}"
                    + "/docs/operating/alerts.md#";

    private static final Set<String> OF_PROMETHEUS = Set.of("up");
    /** Grafana 10.4, the oldest release that was still mended in 2026, writes 39. */
    private static final int OLDEST_SCHEMA = 36;

    private final Path root = Project.root();
    private final List<AlertRule> rules = AlertRule.all();

    private static Set<String> series(final Metric metric) {
        final String name = metric.label();
        return metric.type() == MetricType.HISTOGRAM
                ? Set.of(name + "_bucket", name + "_sum", name + "_count")
                : Set.of(name);
    }

    private static Set<String> allSeries() {
        final Set<String> all = new TreeSet<>();
        for (final Metric metric : Metric.values()) {
            all.addAll(series(metric));
        }
        for (final GatewayMetric metric : GatewayMetric.values()) {
            all.add(metric.label());
        }
        return all;
    }

    @Test
    void shouldNameMetricsByTheRules() {
        final Set<String> names = new HashSet<>();
        for (final Metric metric : Metric.values()) {
            final String name = metric.label();
            assertTrue(name.matches("plimsoll(_[a-z]+)+"), name);
            assertTrue(names.add(name), name + " is there twice");
            assertEquals(metric.type() == MetricType.COUNTER, name.endsWith("_total"), name);
            assertEquals(metric.type() == MetricType.INFO, name.endsWith("_info"), name);
            for (final MetricUnit unit : List.of(MetricUnit.SECONDS, MetricUnit.BYTES, MetricUnit.RATIO)) {
                assertEquals(
                        metric.unit() == unit, name.replaceAll("_total$", "").endsWith("_" + unit.label()), name);
            }
            assertTrue(metric.meaning().matches("(?s)[A-Z0-9].*\\."), name + ": " + metric.meaning());
            assertFalse(metric.labels().stream().anyMatch(label -> label.contains("account")), name);
        }
    }

    @Test
    void shouldHaveItsPageEqualToTheList() throws IOException {
        final List<String> rows = new ArrayList<>(Files.readAllLines(root.resolve("docs/operating/monitor.md")));
        rows.removeIf(line -> !line.startsWith("| `plimsoll_"));
        final List<String> gateway =
                Arrays.stream(GatewayMetric.values()).map(GatewayMetric::row).toList();
        assertEquals(
                gateway,
                rows.stream().filter(row -> row.contains("`plimsoll_gateway_")).toList());
        rows.removeAll(gateway);
        assertEquals(MetricList.rows(), rows, "print them with: plimsoll metrics list --markdown");
    }

    @Test
    void shouldHaveAnAlertForEachThingThatGoesWrongAtTheGateway() {
        for (final Refusal refusal : Refusal.values()) {
            assertAlerted(refusal == Refusal.FAULT ? GatewayMetric.FAULTS : GatewayMetric.REFUSALS, refusal.code());
        }
        for (final Cut cut : Cut.values()) {
            assertTrue(cut == Cut.STOPPING || isAlerted(GatewayMetric.CUTS, cut.code()), cut + " has no alert");
        }
        for (final Resync.Reason reason : Resync.Reason.values()) {
            assertAlerted(GatewayMetric.RESYNCS, reason.code());
        }
        for (final GatewayMetric metric : List.of(
                GatewayMetric.READY,
                GatewayMetric.BEHIND,
                GatewayMetric.CLIENT_LAG,
                GatewayMetric.TOKENS_PROBLEM,
                GatewayMetric.CLAIMS,
                GatewayMetric.FAULTS)) {
            assertAlerted(metric, metric == GatewayMetric.CLAIMS ? "refused" : "");
        }
    }

    private void assertAlerted(final GatewayMetric metric, final String label) {
        assertTrue(isAlerted(metric, label), metric + " " + label + " has no alert");
    }

    private boolean isAlerted(final GatewayMetric metric, final String label) {
        return rules.stream()
                .filter(rule -> rule.metric().equals(metric.label()))
                .anyMatch(rule -> rule.matchers().values().stream()
                        .allMatch(pattern -> pattern.matcher(label).matches()));
    }

    @Test
    void shouldHaveOnlyRulesThatAreWholeAndAboutMetricsThatAreThere() {
        final Set<String> names = new HashSet<>();
        for (final AlertRule rule : AlertRule.all()) {
            assertTrue(names.add(rule.name()), rule.name() + " is there twice");
            assertTrue(
                    allSeries().contains(rule.metric()) || OF_PROMETHEUS.contains(rule.metric()),
                    rule.name() + ": " + rule.metric());
            assertTrue(rule.severity().matches("critical|warning|info"), rule.name() + ": " + rule.severity());
            assertTrue(rule.holds().matches("|\\d+[smh]"), rule.name() + ": " + rule.holds());
            assertFalse(rule.summary().isBlank(), rule.name());
            for (final Metric metric : Metric.values()) {
                if (metric.label().equals(rule.metric())) {
                    assertTrue(metric.labels().containsAll(rule.matchers().keySet()), rule.expression());
                }
            }
        }
    }

    @Test
    void shouldExplainEachAlertAndNothingElse() throws IOException {
        final String page = Files.readString(root.resolve("docs/operating/alerts.md"));
        final List<String> entries = new ArrayList<>();
        final Matcher matcher = ENTRY.matcher(page);
        while (matcher.find()) {
            entries.add(matcher.group(1));
        }
        assertEquals(AlertRule.all().stream().map(AlertRule::name).toList(), entries, "in the order of the rules");
        for (final AlertRule rule : AlertRule.all()) {
            assertEquals(RUNBOOK + rule.name().toLowerCase(Locale.ROOT), rule.runbook());
            final String entry =
                    page.split("(?m)^### " + rule.name() + "$", 2)[1].split("(?m)^##", 2)[0];
            assertTrue(entry.contains("*" + rule.severity() + "*, `" + rule.expression() + "`"), rule.name());
            for (final String part : List.of("**What it means.** ", "**Look at.** ", "**Do.** ")) {
                assertTrue(entry.contains(part), rule.name() + ": " + part);
            }
        }
    }

    @Test
    void shouldDrawEveryMetricAndNoOther() throws IOException {
        final Set<String> drawn = new TreeSet<>();
        for (final Dashboard dashboard : Dashboard.all()) {
            final Path file = dashboard.file();
            assertTrue(
                    ((Number) dashboard.content().get("schemaVersion")).intValue() >= OLDEST_SCHEMA, file.toString());
            final String variables = String.valueOf(dashboard.content().get("templating"));
            assertTrue(variables.contains("name=datasource") && variables.contains("type=datasource"), variables);
            final Set<Object> ids = new HashSet<>();
            for (final Object one : (List<?>) dashboard.content().get("panels")) {
                final Map<?, ?> panel = (Map<?, ?>) one;
                assertTrue(ids.add(panel.get("id")), file + ": panel " + panel.get("id") + " is there twice");
            }
            for (final Map<?, ?> panel : dashboard.panels()) {
                assertTrue(panel.get("datasource").toString().contains("${datasource}"), panel.toString());
            }
            for (final String expression : dashboard.expressions()) {
                final Matcher matcher = NAME.matcher(expression);
                while (matcher.find()) {
                    drawn.add(matcher.group());
                }
            }
        }
        for (final Metric metric : Metric.values()) {
            assertTrue(series(metric).stream().anyMatch(drawn::contains), metric.label() + " has no panel");
        }
        for (final GatewayMetric metric : GatewayMetric.values()) {
            assertTrue(drawn.contains(metric.label()), metric.label() + " has no panel");
        }
        drawn.removeAll(allSeries());
        assertEquals(Set.of(), drawn);
    }

    /** Where the Debian package prometheus is installed: skipped elsewhere. */
    @Test
    void shouldPassTheCheckOfPrometheusItself() throws IOException, InterruptedException {
        final String said = Promtool.run(
                "",
                "check",
                "rules",
                root.resolve("config/prometheus/alerts.yml").toString());
        assertTrue(said.contains(AlertRule.all().size() + " rules found"), said);
    }
}
