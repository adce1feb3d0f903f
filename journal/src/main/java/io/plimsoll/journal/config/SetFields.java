package io.plimsoll.journal.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** Values of {@code --set}, by path: {@code maintenance}, or {@code profitWeight.initial} for a field of a field. One thread. */
public final class SetFields implements Fields {
    private final String where;
    private final Map<String, String> values;
    private final TreeSet<String> known = new TreeSet<>();

    /**
     * Fields of one definition.
     *
     * @param where what errors put before a path, as {@code --set instrument.BTC-PERP.}
     * @param values text by path
     */
    public SetFields(final String where, final Map<String, String> values) {
        this.where = where;
        this.values = Map.copyOf(values);
    }

    @Override
    public boolean has(final String field) {
        known.add(field);
        return values.containsKey(field) || isNested(field);
    }

    @Override
    public boolean isNested(final String field) {
        return values.keySet().stream().anyMatch(path -> path.startsWith(field + "."));
    }

    @Override
    public String scalar(final String field, final boolean isQuoted) {
        final String text = values.get(field);
        if (text == null) {
            throw bad(field, "set by parts, expected one value");
        }
        return text;
    }

    @Override
    public Fields nested(final String field) {
        if (values.containsKey(field)) {
            throw bad(field, "a group of settings here, expected one of them");
        }
        final String prefix = field + ".";
        final Map<String, String> inside = new LinkedHashMap<>();
        values.forEach((path, text) -> {
            if (path.startsWith(prefix)) {
                inside.put(path.substring(prefix.length()), text);
            }
        });
        return new SetFields(where + prefix, inside);
    }

    @Override
    public UserError bad(final String field, final String what) {
        return new UserError(where + field + " is " + what);
    }

    @Override
    public void end() {
        for (final String path : values.keySet()) {
            final int dot = path.indexOf('.');
            final String field = dot < 0 ? path : path.substring(0, dot);
            if (!known.contains(field)) {
                throw new UserError(where + path + ": unknown parameter '" + field + "'; the nearest valid one is '"
                        + NearestName.of(field, known) + "'");
            }
        }
    }
}
