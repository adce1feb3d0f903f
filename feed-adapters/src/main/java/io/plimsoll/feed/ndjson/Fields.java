package io.plimsoll.feed.ndjson;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plimsoll.feed.FormatException;
import io.plimsoll.feed.ndjson.JsonLines.Scalar;
import io.plimsoll.protocol.Decimals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The fields of one JSON object, taken out one by one with the type they must have; {@link #done()} then refuses those
 * that nobody asked for. Every complaint names the file or connection, the line and the field. One thread.
 */
final class Fields {
    private static final int MAX_WHOLE_DIGITS = 19;
    private static final Pattern WIDE = Pattern.compile("(\\d{1,9})(\\.(\\d+))?");

    private final String source;
    private final long line;
    private final String what;
    private final Map<String, Object> values;
    private final Set<String> asked = new HashSet<>();

    /** {@code what} names the object in messages: "fill", "position". */
    Fields(final String source, final long line, final String what, final Map<String, Object> values) {
        this.source = source;
        this.line = line;
        this.what = what;
        this.values = values;
    }

    /** The same object under another name. */
    Fields as(final String name) {
        final Fields renamed = new Fields(source, line, name, values);
        renamed.asked.addAll(asked);
        return renamed;
    }

    boolean has(final String name) {
        asked.add(name);
        return values.containsKey(name);
    }

    private Object value(final String name, final String expected) {
        if (!has(name)) {
            throw error(what + " without '" + name + "'", expected);
        }
        return values.get(name);
    }

    /** A string that is not empty. */
    String text(final String name) {
        return string(name, "a string");
    }

    /** A string of at most so many bytes of UTF-8. */
    String text(final String name, final int maxBytes) {
        final String text = text(name);
        if (text.getBytes(UTF_8).length > maxBytes) {
            throw error(name, text, "at most " + maxBytes + " bytes of UTF-8");
        }
        return text;
    }

    private String string(final String name, final String expected) {
        if (value(name, expected) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw error(name, values.get(name), expected);
    }

    /** A whole number in a string, without sign. */
    long whole(final String name, final long min, final long max) {
        final String expected = "a whole number of " + min + " to " + max + " in a string";
        final String text = string(name, expected);
        long number = -1;
        if (text.length() <= MAX_WHOLE_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            try {
                number = Long.parseLong(text);
            } catch (final NumberFormatException ignored) {
                // 19 digits above 2^63: told below
            }
        }
        if (number < min || number > max) {
            throw error(name, text, expected);
        }
        return number;
    }

    /** A decimal number in a string, as a mantissa; {@code of} tells whose decimals those are. */
    long decimal(final String name, final int decimals, final String of) {
        final String expected = "a plain decimal number such as \"42000.5\" in a string, of at most " + decimals
                + " decimals (those of " + of + "), within 64 bits";
        final String text = string(name, expected);
        try {
            final long mantissa = Decimals.parse(text, decimals);
            if (mantissa != Long.MIN_VALUE) { // SBE's null
                return mantissa;
            }
        } catch (final NumberFormatException e) {
            throw error(name + " " + e.getMessage(), expected);
        }
        throw error(name, text, expected);
    }

    /** The same as a mantissa of up to 128 bits, not negative. */
    BigInteger wideDecimal(final String name, final int decimals) {
        final String expected =
                "a plain decimal number such as \"1.05\" in a string, of at most " + decimals + " decimals, below 10^9";
        final String text = string(name, expected);
        if (!WIDE.matcher(text).matches() || new BigDecimal(text).scale() > decimals) {
            throw error(name, text, expected);
        }
        return new BigDecimal(text).setScale(decimals, RoundingMode.UNNECESSARY).unscaledValue();
    }

    boolean booleanOr(final String name, final boolean absent) {
        if (!has(name)) {
            return absent;
        }
        if (values.get(name) instanceof Scalar scalar && scalar.isBoolean()) {
            return scalar.text().equals("true");
        }
        throw error(name, values.get(name), "true or false");
    }

    /** An object whose fields are named by the sender. */
    Fields object(final String name, final String title) {
        return new Fields(source, line, title, map(name, value(name, "an object"), "an object"));
    }

    /** The objects of a list. */
    List<Fields> objects(final String name, final String title) {
        if (value(name, "a list of objects") instanceof List<?> list) {
            return list.stream()
                    .map(item -> new Fields(source, line, title, map(name, item, "a list of objects")))
                    .toList();
        }
        throw error(name, values.get(name), "a list of objects");
    }

    @SuppressWarnings("unchecked") // JsonLines makes no other maps
    private Map<String, Object> map(final String name, final Object value, final String expected) {
        if (value instanceof Map<?, ?>) {
            return (Map<String, Object>) value;
        }
        throw error(name, value, expected);
    }

    Set<String> names() {
        return values.keySet();
    }

    /** Refuses fields that were not asked for. */
    void done() {
        for (final String name : values.keySet()) {
            if (!asked.contains(name)) {
                throw error(
                        "unknown field '" + name + "' in " + what,
                        "of " + String.join(", ", asked.stream().sorted().toList()));
            }
        }
    }

    FormatException error(final String name, final Object value, final String expected) {
        return error(name + " " + describe(value), expected);
    }

    FormatException error(final String found, final String expected) {
        return new FormatException(source, line, found, expected);
    }

    private static String describe(final Object value) {
        if (value instanceof String text) {
            return '"' + text + '"';
        } else if (value instanceof Scalar scalar) {
            return scalar.text() + " without quotes";
        }
        return value instanceof List ? "a list" : "an object";
    }
}
