package io.plimsoll.feed.live;

import static io.plimsoll.feed.live.JsonTree.require;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as maps, lists, strings and tokens, under the limits that messages read by {@link JsonMessage} have: a field is there once, wherever
 * it stands. Whatever is refused is an {@link IllegalArgumentException}.
 */
public final class StrictJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNameLength(256)
                    .maxNumberLength(64)
                    .maxStringLength(65_536)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .build();

    /** A number, a boolean or null. */
    public record Token(String text, boolean isNumber) {}

    private StrictJson() {}

    /** The object that fills a message. */
    public static Map<String, Object> read(final byte[] frame) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(frame));
            try (JsonParser parser = FACTORY.createParser(frame)) {
                parser.nextToken();
                final Map<String, Object> object = map(value(parser));
                require(parser.nextToken() == null, "one object");
                return object;
            }
        } catch (final IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Object value(final JsonParser parser) throws IOException {
        final JsonToken token = parser.currentToken();
        require(token != null, "a value");
        if (token == JsonToken.START_OBJECT) {
            final Map<String, Object> object = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                final String name = parser.currentName();
                parser.nextToken();
                object.put(name, value(parser));
            }
            return object;
        } else if (token == JsonToken.START_ARRAY) {
            final List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser));
            }
            return list;
        }
        return token == JsonToken.VALUE_STRING ? parser.getText() : new Token(parser.getText(), token.isNumeric());
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
