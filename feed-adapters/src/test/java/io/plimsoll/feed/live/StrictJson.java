package io.plimsoll.feed.live;

import static io.plimsoll.feed.live.JsonTree.require;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON as maps, lists, strings and tokens, read character by character by the grammar of RFC 8259: what messages are compared with that
 * {@link JsonMessage} reads by a library, so that no mistake of that library is believed. A field is there once, wherever it stands.
 * Whatever is refused is an {@link IllegalArgumentException}.
 */
public final class StrictJson {
    private static final int MAX_DEPTH = 16;
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    private static final Pattern DIGITS = Pattern.compile("[0-9a-fA-F]{4}");

    /** A number, a boolean or null. */
    public record Token(String text, boolean isNumber) {}

    private final String text;
    private int at;

    private StrictJson(final String text) {
        this.text = text;
    }

    /** The object that fills a message. */
    public static Map<String, Object> read(final byte[] frame) {
        final StrictJson json;
        try {
            json = new StrictJson(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(frame))
                    .toString());
        } catch (final CharacterCodingException e) {
            throw new IllegalArgumentException(e);
        }
        final Object value = json.value(1);
        json.space();
        require(json.at == json.text.length(), "nothing behind it");
        return map(value);
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    // Behind white space, whether that sign comes; then it is passed.
    private boolean passes(final char sign) {
        space();
        final boolean isThere = at < text.length() && text.charAt(at) == sign;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private Object value(final int depth) {
        if (passes('{')) {
            require(depth <= MAX_DEPTH, "no more than 16 in one another");
            return object(depth);
        } else if (passes('[')) {
            require(depth <= MAX_DEPTH, "no more than 16 in one another");
            return list(depth);
        } else if (passes('"')) {
            return string();
        }
        for (final String word : List.of("true", "false", "null")) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return new Token(word, false);
            }
        }
        final Matcher number = NUMBER.matcher(text).region(at, text.length());
        require(number.lookingAt(), "a value");
        at = number.end();
        return new Token(number.group(), true);
    }

    private Map<String, Object> object(final int depth) {
        final Map<String, Object> object = new LinkedHashMap<>();
        boolean isFirst = true;
        while (!passes('}')) {
            require(isFirst || passes(','), "a comma or an end");
            require(passes('"'), "a name");
            final String name = string();
            require(
                    StandardCharsets.UTF_8.newEncoder().canEncode(name),
                    "a name of UTF-8"); // no half of a surrogate pair
            require(passes(':'), "a colon");
            require(!object.containsKey(name), name + " once");
            object.put(name, value(depth + 1));
            isFirst = false;
        }
        return object;
    }

    private List<Object> list(final int depth) {
        final List<Object> list = new ArrayList<>();
        while (!passes(']')) {
            require(list.isEmpty() || passes(','), "a comma or an end");
            list.add(value(depth + 1));
        }
        return list;
    }

    // Up to the sign that ends it, which is passed.
    private String string() {
        final StringBuilder string = new StringBuilder();
        while (true) {
            final char next = next();
            if (next == '"') {
                return string.toString();
            }
            require(next >= ' ', "no control character");
            string.append(next == '\\' ? escaped() : next);
        }
    }

    private char escaped() {
        final char sign = next();
        if (sign == 'u') {
            final Matcher digits = DIGITS.matcher(text).region(at, text.length());
            require(digits.lookingAt(), "four digits");
            at = digits.end();
            return (char) Integer.parseInt(digits.group(), 16);
        }
        require(ESCAPES.indexOf(sign) >= 0, "an escape");
        return ESCAPED.charAt(ESCAPES.indexOf(sign));
    }

    private char next() {
        require(at < text.length(), "an end");
        return text.charAt(at++);
    }

    /** An object. */
    @SuppressWarnings("unchecked") // made above
    public static Map<String, Object> map(final Object value) {
        require(value instanceof Map, "an object");
        return (Map<String, Object>) value;
    }

    /** A string, or null where the field is not there. */
    public static String text(final Map<String, Object> object, final String name) {
        final Object value = object.get(name);
        require(value == null || value instanceof String, name + " as a string");
        return (String) value;
    }

    /** The text of a number, or null where there is anything else or nothing. */
    public static String number(final Map<String, Object> object, final String name) {
        return object.get(name) instanceof Token token && token.isNumber ? token.text : null;
    }
}
