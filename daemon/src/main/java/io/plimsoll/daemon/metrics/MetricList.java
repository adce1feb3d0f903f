package io.plimsoll.daemon.metrics;

import java.util.ArrayList;
import java.util.List;

/** The list of all metrics, as the command line prints it and the documentation has it. Stateless. */
public final class MetricList {
    private MetricList() {}

    /** One line a metric: name with labels, type, unit, meaning. */
    public static List<String> lines() {
        final List<String> lines = new ArrayList<>();
        for (final Metric metric : Metric.values()) {
            lines.add(String.format(
                    "%-58s %-9s %-7s %s",
                    name(metric), metric.type().label(), metric.unit().label(), metric.meaning()));
        }
        return lines;
    }

    /** The same as rows of a table in Markdown. */
    public static List<String> rows() {
        final List<String> rows = new ArrayList<>();
        for (final Metric metric : Metric.values()) {
            rows.add("| `" + name(metric) + "` | " + metric.type().label() + " | "
                    + metric.unit().label() + " | " + metric.meaning() + " |");
        }
        return rows;
    }

    private static String name(final Metric metric) {
        return metric.labels().isEmpty()
                ? metric.label()
                : metric.label() + "{" + String.join(", ", metric.labels()) + "}";
    }
}
