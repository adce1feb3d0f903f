package io.plimsoll.feed.ndjson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.plimsoll.feed.text.Utf8;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One line's JSON object as maps, lists and strings. Numbers, booleans and null stay tokens, for the reader to accept or
 * name in its complaint: no number is ever converted. Field names must not repeat. Stateless, any thread.
 */
final class JsonLines {
    private static final int MAX_DEPTH = 3; // a snapshot: object, list of positions, position
    private static final int MAX_TEXT = 256;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_TEXT)
                    .maxNameLength(MAX_TEXT)
                    .maxNumberLength(MAX_TEXT)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CHARSET_DETECTION) // UTF-8 only: bytes must not look like UTF-16 by chance
            .build();

    /** Something other than a string, list or object: its text, for messages, and whether it is a boolean. */
    record Scalar(String text, boolean isBoolean) {}

    private JsonLines() {}

    /**
     * The object that fills the bytes.
     *
     * @throws IOException when they are anything else; its message says what, for people
     */
    static Map<String, Object> parse(final byte[] bytes, final int start, final int length) throws IOException {
        if (!Utf8.isWellFormed(bytes, start, length)) {
            throw new IOException("bytes that are no UTF-8");
        }
        try (JsonParser parser = FACTORY.createParser(bytes, start, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no JSON object");
            }
            final Map<String, Object> object = object(parser);
            if (parser.nextToken() != null) {
                throw new IOException("more text behind the object");
            }
            return object;
        } catch (final JsonProcessingException e) {
            throw new IOException(e.getOriginalMessage(), e);
        }
    }

    private static Map<String, Object> object(final JsonParser parser) throws IOException {
        final Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            final String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static List<Object> list(final JsonParser parser) throws IOException {
        final List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser));
        }
        return list;
    }

    private static Object value(final JsonParser parser) throws IOException {
        final JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IOException("the object does not end");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> text(parser);
            default -> new Scalar(parser.getText(), token.isBoolean());
        };
    }

    private static String text(final JsonParser parser) throws IOException {
        final String text = parser.getText();
        if (!Utf8.canEncode(text)) {
            throw new IOException("half of a surrogate pair");
        }
        return text;
    }
}
