package io.plimsoll.daemon.metrics;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.metrics.Samples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A rule of {@code config/prometheus/alerts.yml}, and whether it fires on what was scraped. The rules are kept so simple that this can be
 * said without Prometheus: one metric, perhaps with labels, its {@code abs} or its {@code increase}, against a constant.
 */
public record AlertRule(Map<String, ?> rule) {
    private static final Pattern EXPRESSION =
            Pattern.compile("(?:(abs|increase)\\()?([a-z_]+)(?:\\{([^}]*)})?(?:\\[(\\d+[smh])])?(\\))?"
                    + " (==|>|<=|<) (\\d+(?:\\.\\d+)?)");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)(=~?)\"([^\"]*)\"");

    /** All of them. */
    public static List<AlertRule> all() {
        try {
            final String text = Files.readString(Project.root().resolve("config/prometheus/alerts.yml"));
            final Map<?, ?> file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
            final List<AlertRule> all = new ArrayList<>();
            for (final Object group : (List<?>) file.get("groups")) {
                for (final Object rule : (List<?>) ((Map<?, ?>) group).get("rules")) {
                    all.add(new AlertRule(texts(rule)));
                }
            }
            return all;
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The rule of a name. */
    public static AlertRule named(final String name) {
        return all().stream().filter(rule -> rule.name().equals(name)).findAny().orElseThrow();
    }

    private static Map<String, Object> texts(final Object map) {
        final Map<String, Object> texts = new TreeMap<>();
        ((Map<?, ?>) map).forEach((key, value) -> texts.put((String) key, value));
        return texts;
    }

    private String text(final String section, final String key) {
        final Object found = section == null ? rule.get(key) : ((Map<?, ?>) rule.get(section)).get(key);
        return found == null ? "" : (String) found;
    }

    public String name() {
        return text(null, "alert");
    }

    public String expression() {
        return text(null, "expr");
    }

    /** How long it must hold; empty: no time. */
    public String holds() {
        return text(null, "for");
    }

    public String severity() {
        return text("labels", "severity");
    }

    public String summary() {
        return text("annotations", "summary");
    }

    public String runbook() {
        return text("annotations", "runbook_url");
    }

    private Matcher parsed() {
        final Matcher matcher = EXPRESSION.matcher(expression());
        if (!matcher.matches()) {
            throw new AssertionError(name() + ": no simple expression: " + expression());
        }
        final boolean isIncrease = "increase".equals(matcher.group(1));
        if (isIncrease != (matcher.group(4) != null) || (matcher.group(1) != null) != (matcher.group(5) != null)) {
            throw new AssertionError(name() + ": malformed: " + expression());
        }
        return matcher;
    }

    /** The metric that it is about. */
    public String metric() {
        return parsed().group(2);
    }

    /** What the metric's labels must be, by name: a regular expression each. */
    public Map<String, Pattern> matchers() {
        final Map<String, Pattern> matchers = new TreeMap<>();
        final String text = parsed().group(3);
        if (text != null) {
            for (final String one : text.split(",", -1)) {
                final Matcher matcher = MATCHER.matcher(one);
                if (!matcher.matches()) {
                    throw new AssertionError(name() + ": no matcher: " + one);
                }
                final String value = matcher.group(3);
                matchers.put(
                        matcher.group(1), Pattern.compile(matcher.group(2).equals("=") ? Pattern.quote(value) : value));
            }
        }
        return matchers;
    }

    /**
     * Whether some series makes it fire, the time that it must hold left aside.
     *
     * @param earlier what an increase is counted from
     */
    public boolean fires(final Samples now, final Samples earlier) {
        return now.all().stream()
                .filter(sample -> sample.name().equals(metric()) && isMeant(sample))
                .anyMatch(sample -> holds(value(sample, earlier)));
    }

    private boolean isMeant(final Sample sample) {
        return matchers().entrySet().stream()
                .allMatch(one -> one.getValue()
                        .matcher(sample.labels().getOrDefault(one.getKey(), ""))
                        .matches());
    }

    private double value(final Sample sample, final Samples earlier) {
        final String function = parsed().group(1);
        if (function == null) {
            return sample.value();
        }
        if (function.equals("abs")) {
            return Math.abs(sample.value());
        }
        return sample.value()
                - earlier.all().stream()
                        .filter(one ->
                                one.name().equals(sample.name()) && one.labels().equals(sample.labels()))
                        .mapToDouble(Sample::value)
                        .sum();
    }

    private boolean holds(final double value) {
        final Matcher matcher = parsed();
        final double bound = Double.parseDouble(matcher.group(7));
        return switch (matcher.group(6)) {
            case "==" -> value == bound;
            case ">" -> value > bound;
            case "<=" -> value <= bound;
            default -> value < bound;
        };
    }
}
