package io.plimsoll.daemon.replay;

import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The first decision in which {@code orders} and the inputs disagree, field by field. A side that has none is empty.
 *
 * @param orderRecord sequence in {@code orders} where they part
 * @param recorded what stands there
 * @param regenerated what the inputs give
 */
public record Difference(long orderRecord, Map<String, String> recorded, Map<String, String> regenerated) {
    private static final String NONE = "-";

    /** In one line. */
    public String summary() {
        if (recorded.isEmpty()) {
            return "orders end before record " + orderRecord + ": the inputs give one of type " + type(regenerated)
                    + " there, caused by input " + cause(regenerated)
                    + ". The daemon's next start appends what a crash kept from being written";
        }
        if (regenerated.isEmpty()) {
            return "orders record " + orderRecord + " is of type " + type(recorded) + " caused by input "
                    + cause(recorded) + ", which the inputs do not give";
        }
        return "orders record " + orderRecord + " is not what the inputs give: type " + type(recorded)
                + " caused by input " + cause(recorded) + ", and by the inputs type " + type(regenerated)
                + " caused by input " + cause(regenerated);
    }

    /** As a table: only the fields that differ, unless one side has none. */
    public void print(final PrintStream out) {
        out.println("first difference: " + summary());
        out.printf(Locale.ROOT, "  %-24s %-32s %s%n", "field", "recorded", "regenerated");
        final Set<String> names = new LinkedHashSet<>(recorded.keySet());
        names.addAll(regenerated.keySet());
        for (final String name : names) {
            if (!Objects.equals(recorded.get(name), regenerated.get(name))) {
                out.printf(
                        Locale.ROOT,
                        "  %-24s %-32s %s%n",
                        name,
                        recorded.getOrDefault(name, NONE),
                        regenerated.getOrDefault(name, NONE));
            }
        }
    }

    private static String type(final Map<String, String> fields) {
        return fields.getOrDefault("type", "record");
    }

    private static String cause(final Map<String, String> fields) {
        return fields.getOrDefault("causeSequence", NONE);
    }
}
