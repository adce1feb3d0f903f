package io.plimsoll.daemon.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a scraper reads of a page of metrics, in the format of Prometheus: strictly, so that a page that is none is not taken for one. */
public record Samples(List<Sample> all) {
    private static final Pattern LINE = Pattern.compile("([a-z_:][a-z0-9_:]*)(?:\\{(.*)\\})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    /** One value of one series. */
    public record Sample(String name, Map<String, String> labels, double value) {}

    /** Reads a page. */
    public static Samples parse(final String page) {
        final List<Sample> samples = new ArrayList<>();
        for (final String line : page.lines()
                .filter(one -> !one.startsWith("#") && !one.isBlank())
                .toList()) {
            final Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new AssertionError("no sample: " + line);
            }
            samples.add(new Sample(matcher.group(1), labels(matcher.group(2)), number(matcher.group(3))));
        }
        return new Samples(samples);
    }

    private static Map<String, String> labels(final String text) {
        final Map<String, String> labels = new TreeMap<>();
        if (text != null) {
            final Matcher matcher = LABEL.matcher(text);
            int end = 0;
            while (matcher.lookingAt()) {
                labels.put(matcher.group(1), matcher.group(2));
                end = matcher.end();
                matcher.region(end, text.length());
            }
            if (end != text.length()) {
                throw new AssertionError("no labels: " + text);
            }
        }
        return labels;
    }

    private static double number(final String text) {
        return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    /** The one value of a series without labels, or with these: name, value, name, value. */
    public double value(final String name, final String... labels) {
        final Map<String, String> wanted = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        final List<Sample> found = all.stream()
                .filter(sample -> sample.name().equals(name) && sample.labels().equals(wanted))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(name + wanted + " is there " + found.size() + " times");
        }
        return found.get(0).value();
    }

    /** Names of all series. */
    public Set<String> names() {
        final Set<String> names = new TreeSet<>();
        all.forEach(sample -> names.add(sample.name()));
        return names;
    }
}
