package io.plimsoll.journal.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What one section of a file was asked for and what it answered, in that order: given values, values that stand for those left out, and
 * keys that nothing stands for. One thread.
 */
final class Effective {
    private static final String INDENT = "  ";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./%+~][A-Za-z0-9_./%+~:,@?=&|-]*(?<!:)");

    private final Map<String, Answer> answers = new LinkedHashMap<>();

    private sealed interface Answer {}

    private record Absent() implements Answer {}

    private record Value(String text, boolean isGiven) implements Answer {}

    private record Section(Effective inner) implements Answer {}

    private record Sections(List<Effective> elements) implements Answer {}

    void asked(final String key) {
        answers.putIfAbsent(key, new Absent());
    }

    void given(final String key, final String text) {
        answers.put(key, new Value(text, true));
    }

    /** Nothing is given, and this stands for it. */
    void standing(final String key, final String text) {
        answers.put(key, new Value(text, false));
    }

    void section(final String key, final Effective inner) {
        answers.put(key, new Section(inner));
    }

    void sections(final String key, final List<Effective> elements) {
        answers.put(key, new Sections(List.copyOf(elements)));
    }

    /** As YAML that reads as the same values; a comment says what was not given. */
    String yaml() {
        final StringBuilder yaml = new StringBuilder();
        append(yaml, "");
        return yaml.toString();
    }

    /** Every value by the path of its key. */
    Map<String, String> settings() {
        final Map<String, String> settings = new LinkedHashMap<>();
        collect(settings, "");
        return settings;
    }

    private void collect(final Map<String, String> settings, final String path) {
        answers.forEach((key, answer) -> {
            if (answer instanceof Value value && !value.text().isEmpty()) {
                settings.put(path + key, value.text());
            } else if (answer instanceof Section section) {
                section.inner().collect(settings, path + key + ".");
            } else if (answer instanceof Sections sections) {
                for (int i = 0; i < sections.elements().size(); i++) {
                    sections.elements().get(i).collect(settings, path + key + "[" + i + "].");
                }
            }
        });
    }

    private void append(final StringBuilder yaml, final String indent) {
        answers.forEach((key, answer) -> {
            if (isEmpty(answer)) {
                yaml.append(indent).append("# ").append(key).append(": not given\n");
            } else if (answer instanceof Value value) {
                yaml.append(indent).append(key).append(": ").append(scalar(value.text()));
                yaml.append(value.isGiven() ? "\n" : " # by default\n");
            } else if (answer instanceof Section section) {
                yaml.append(indent).append(key).append(":\n");
                section.inner().append(yaml, indent + INDENT);
            } else if (answer instanceof Sections sections) {
                appendList(yaml, indent, key, sections.elements());
            }
        });
    }

    private static boolean isEmpty(final Answer answer) {
        return answer instanceof Absent
                || (answer instanceof Value value && value.text().isEmpty())
                || (answer instanceof Section section
                        && section.inner().answers.values().stream().allMatch(Effective::isEmpty));
    }

    private static void appendList(
            final StringBuilder yaml, final String indent, final String key, final List<Effective> elements) {
        yaml.append(indent).append(key).append(elements.isEmpty() ? ": []\n" : ":\n");
        for (final Effective element : elements) {
            final int start = yaml.length();
            element.append(yaml, indent + INDENT + INDENT);
            yaml.replace(start, start + indent.length() + 2 * INDENT.length(), indent + INDENT + "- ");
        }
    }

    private static String scalar(final String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "''") + "'";
    }
}
