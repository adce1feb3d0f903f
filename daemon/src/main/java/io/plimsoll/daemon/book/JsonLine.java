package io.plimsoll.daemon.book;

import io.plimsoll.feed.text.Utf8;
import io.plimsoll.journal.config.Fields;
import io.plimsoll.journal.config.NearestName;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.Decimals;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One JSON object of a book, read strictly: every error names file, line and what was expected, and {@link #end()} refuses
 * fields that nobody asked for. Values are text (JSON strings), {@link Literal}s, nested maps or lists; a value that a profile gives to lines
 * that are silent is a {@link Default}, whatever it is to be.
 */
final class JsonLine implements Fields {
    private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,40}([.][0-9]{1,40})?");
    private static final int MAX_NAME = 64;

    private final Path file;
    private final long line;
    private final Map<String, Object> fields;
    private final TreeSet<String> known = new TreeSet<>();

    /** A JSON number, true, false or null as it was written; only small counts such as decimals may be numbers. */
    record Literal(String text) {}

    /** What a profile says for a field that the line leaves out. */
    record Default(String text) {}

    JsonLine(final Path file, final long line, final Map<String, Object> fields) {
        this.file = file;
        this.line = line;
        this.fields = fields;
    }

    /** The line with a profile's values for what it leaves out: texts, and maps of them. */
    JsonLine or(final Map<String, Object> defaults) {
        if (defaults.isEmpty()) {
            return this;
        }
        final JsonLine merged = new JsonLine(file, line, merged(fields, defaults));
        merged.known.addAll(known);
        return merged;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> merged(final Map<String, Object> stated, final Map<String, Object> defaults) {
        final Map<String, Object> merged = new LinkedHashMap<>(stated);
        defaults.forEach((field, value) -> {
            if (value instanceof Map<?, ?> nested) {
                merged.putIfAbsent(field, merged(Map.of(), (Map<String, Object>) nested));
            } else {
                merged.putIfAbsent(field, new Default((String) value));
            }
        });
        return merged;
    }

    UserError error(final String what) {
        return UserError.at(file, line, what);
    }

    String origin() {
        return file + ":" + line;
    }

    @Override
    public boolean has(final String field) {
        known.add(field);
        return fields.containsKey(field);
    }

    /** Whether the line leaves a field that is there to the profile. */
    boolean isDefault(final String field) {
        return fields.get(field) instanceof Default;
    }

    @Override
    public boolean isNested(final String field) {
        return fields.get(field) instanceof Map<?, ?>;
    }

    @Override
    public Fields nested(final String field) {
        return new JsonLine(file, line, object(field));
    }

    @Override
    public String scalar(final String field, final boolean isQuoted) {
        final Object value = required(field, "a value");
        if (value instanceof Default given) {
            return given.text();
        }
        if (isQuoted && value instanceof String text) {
            return text;
        }
        if (!isQuoted && value instanceof Literal literal) {
            return literal.text();
        }
        throw error("'" + field + "' must be "
                + (isQuoted
                        ? "a text, as \"12.5\", not a JSON number"
                        : "a whole number, true or false, without quotes"));
    }

    @Override
    public UserError bad(final String field, final String what) {
        return error("'" + field + "' is " + what);
    }

    String text(final String field) {
        final Object value = required(field, "a text");
        if (value instanceof String text && !text.isEmpty()) {
            return text;
        }
        if (value instanceof Default given) {
            return given.text();
        }
        throw error("'" + field + "' must be a text");
    }

    /** A text that a record can hold as a name. */
    String name(final String field) {
        final String name = text(field);
        if (!Utf8.canEncode(name)) {
            throw error("'" + field + "' holds half of a surrogate pair");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME) {
            throw error("'" + field + "' is longer than " + MAX_NAME + " bytes");
        }
        return name;
    }

    String text(final String field, final String fallback) {
        return has(field) ? text(field) : fallback;
    }

    /** A parameter's value, however it is written. */
    String parameter(final String name, final Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Literal literal) {
            return literal.text();
        }
        throw error("'" + name + "' must be a text, a whole number, true or false");
    }

    int count(final String field, final int max) {
        final Object value = required(field, "a whole number from 0 to " + max);
        try {
            final int count = Integer.parseInt(
                    value instanceof Literal number
                            ? number.text()
                            : value instanceof Default given ? given.text() : "");
            if (count >= 0 && count <= max) {
                return count;
            }
        } catch (final NumberFormatException ignored) {
            // told below, with what was expected
        }
        throw error("'" + field + "' must be a whole number from 0 to " + max);
    }

    int count(final String field, final int max, final int fallback) {
        return has(field) ? count(field, max) : fallback;
    }

    /** What a JSON number says, or a text. */
    String countText(final String field) {
        return required(field, "a whole number") instanceof Literal number ? number.text() : text(field);
    }

    /** Decimal text, not yet scaled. */
    String decimalText(final String field) {
        final Object value = required(field, "a decimal as text, as \"12.5\"");
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Default given) {
            return given.text();
        }
        throw error("'" + field + "' must be a decimal as text, as \"12.5\", not a JSON number");
    }

    /** A plain decimal of any size and number of decimals. */
    BigDecimal bigDecimal(final String field) {
        final String text = decimalText(field);
        if (!PLAIN.matcher(text).matches()) {
            throw error("'" + field + "': '" + text + "' is not a plain decimal number such as -12.5");
        }
        return new BigDecimal(text);
    }

    long decimal(final String field, final int decimals) {
        return parse(field, decimalText(field), decimals);
    }

    long parse(final String field, final Object value, final int decimals) {
        if (!(value instanceof String text)) {
            throw error("'" + field + "' must be a decimal as text, as \"12.5\"");
        }
        try {
            return Decimals.parse(text, decimals);
        } catch (final NumberFormatException e) {
            throw error("'" + field + "': " + e.getMessage());
        }
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> object(final String field) {
        if (has(field) && fields.get(field) instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw error("'" + field + "' must be an object");
    }

    @SuppressWarnings("unchecked")
    List<Object> list(final String field) {
        if (has(field) && fields.get(field) instanceof List<?> list) {
            return (List<Object>) list;
        }
        throw error("'" + field + "' must be a list");
    }

    @SuppressWarnings("unchecked")
    JsonLine element(final Object element, final String what) {
        if (element instanceof Map<?, ?> map) {
            return new JsonLine(file, line, (Map<String, Object>) map);
        }
        throw error("each element of '" + what + "' must be an object");
    }

    @Override
    public void end() {
        for (final String field : fields.keySet()) {
            if (!known.contains(field)) {
                throw error("unknown field '" + field + "'; the nearest valid one is '" + NearestName.of(field, known)
                        + "'");
            }
        }
    }

    private Object required(final String field, final String expected) {
        if (!has(field)) {
            throw error("missing '" + field + "', expected " + expected);
        }
        return fields.get(field);
    }
}
