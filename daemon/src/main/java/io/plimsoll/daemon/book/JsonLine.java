package io.plimsoll.daemon.book;

import io.plimsoll.daemon.UserError;
import io.plimsoll.daemon.config.NearestName;
import io.plimsoll.protocol.Decimals;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One JSON object of a book, read strictly: every error names file, line and what was expected, and {@link #end()} refuses
 * fields that nobody asked for. Values are text (JSON strings), {@link Literal}s, nested maps or lists.
 */
final class JsonLine {
    private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,40}([.][0-9]{1,40})?");
    private static final int MAX_NAME = 64;

    private final Path file;
    private final long line;
    private final Map<String, Object> fields;
    private final TreeSet<String> known = new TreeSet<>();

    /** A JSON number, true, false or null as it was written; only small counts such as decimals may be numbers. */
    record Literal(String text) {}

    JsonLine(final Path file, final long line, final Map<String, Object> fields) {
        this.file = file;
        this.line = line;
        this.fields = fields;
    }

    UserError error(final String what) {
        return UserError.at(file, line, what);
    }

    String origin() {
        return file + ":" + line;
    }

    boolean has(final String field) {
        known.add(field);
        return fields.containsKey(field);
    }

    String text(final String field) {
        final Object value = required(field, "a text");
        if (value instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw error("'" + field + "' must be a text");
    }

    /** A text that a record can hold as a name. */
    String name(final String field) {
        final String name = text(field);
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME) {
            throw error("'" + field + "' is longer than " + MAX_NAME + " bytes");
        }
        return name;
    }

    String text(final String field, final String fallback) {
        return has(field) ? text(field) : fallback;
    }

    int count(final String field, final int max) {
        final Object value = required(field, "a whole number from 0 to " + max);
        try {
            final int count = Integer.parseInt(value instanceof Literal number ? number.text() : "");
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

    /** Refuses whatever was not asked for. */
    void end() {
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
