package io.plimsoll.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as maps, lists, texts, {@link BigDecimal}s, booleans and nulls. Stateless. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** The one object of a text; anything behind it is an error. */
    public static Map<String, Object> object(final String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("no JSON object: " + text);
            }
            final Map<String, Object> object = object(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("more than one JSON object: " + text);
            }
            return object;
        } catch (final IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /** A field that is an object. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> object(final Map<String, Object> in, final String field) {
        return (Map<String, Object>) in.getOrDefault(field, Map.of());
    }

    /** A field that is a list of objects; empty where it is absent. */
    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> objects(final Map<String, Object> in, final String field) {
        return (List<Map<String, Object>>) in.getOrDefault(field, List.of());
    }

    private static Map<String, Object> object(final JsonParser parser) throws IOException {
        final Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            final String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return fields;
    }

    private static Object value(final JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new BigDecimal(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    private static List<Object> list(final JsonParser parser) throws IOException {
        final List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return elements;
    }
}
