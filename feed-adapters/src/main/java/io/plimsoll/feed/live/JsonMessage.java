package io.plimsoll.feed.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.plimsoll.feed.text.Utf8;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A venue's message that is one JSON object, read field by field in the order in which they stand, for the venues whose messages are too
 * few to mind what reading them allocates. No number is converted: it stays the text that was sent. A field name that repeats, more text
 * behind the object, and anything else that is no JSON make the message malformed. Stateless, any thread.
 */
public final class JsonMessage {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_TEXT = Integer.MAX_VALUE; // the message has an end, and nothing here is converted
    private static final int MAX_TOLD = 40;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(MAX_TEXT)
                    .maxNumberLength(MAX_TEXT)
                    .maxStringLength(MAX_TEXT)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CHARSET_DETECTION) // UTF-8 only: bytes must not look like UTF-16 by chance
            .build();

    /** What to do with a field of an object, or an item of a list (whose name is null). */
    @FunctionalInterface
    public interface Field {
        /**
         * The parser stands on the value. Whoever does not read an object or a list whole leaves it alone, and it is passed over.
         *
         * @throws IOException when the parser does
         */
        void read(String name, JsonParser value) throws IOException;
    }

    private JsonMessage() {}

    /**
     * Reads the object that fills the bytes.
     *
     * @throws MalformedFrameException where they are anything else, or where a field says so
     */
    public static void read(final byte[] frame, final int offset, final int length, final Field fields) {
        if (!Utf8.isWellFormed(frame, offset, length)) {
            throw new MalformedFrameException("bytes that are no UTF-8", "a JSON object");
        }
        try (JsonParser parser = FACTORY.createParser(frame, offset, length)) {
            parser.nextToken();
            object(null, parser, fields);
            if (parser.nextToken() != null) {
                throw new MalformedFrameException("more text behind the object", "one JSON object");
            }
        } catch (final JsonProcessingException e) {
            throw new MalformedFrameException(e.getOriginalMessage(), "a JSON object");
        } catch (final IOException e) {
            throw new UncheckedIOException(e); // no bytes in memory do that
        }
    }

    /** Reads the object on which the parser stands: the value of the field {@code name}. */
    public static void object(final String name, final JsonParser value, final Field fields) throws IOException {
        expect(name, value, JsonToken.START_OBJECT, "an object");
        while (value.nextToken() == JsonToken.FIELD_NAME) {
            final String field = value.currentName();
            value.nextToken();
            fields.read(field, value);
            pass(value);
        }
    }

    /** Reads the list on which the parser stands: the value of the field {@code name}. */
    public static void list(final String name, final JsonParser value, final Field items) throws IOException {
        expect(name, value, JsonToken.START_ARRAY, "a list");
        while (value.nextToken() != JsonToken.END_ARRAY) {
            items.read(null, value);
            pass(value);
        }
    }

    // An object or list that was read ends on another token than the one that it began with.
    private static void pass(final JsonParser value) throws IOException {
        if (value.currentToken() == JsonToken.START_OBJECT || value.currentToken() == JsonToken.START_ARRAY) {
            value.skipChildren();
        }
    }

    /** The string on which the parser stands. */
    public static String text(final String name, final JsonParser value) throws IOException {
        expect(name, value, JsonToken.VALUE_STRING, "a string");
        return value.getText();
    }

    private static void expect(
            final String name, final JsonParser value, final JsonToken expected, final String description)
            throws IOException {
        if (value.currentToken() != expected) {
            throw unexpected(name, value, description);
        }
    }

    private static MalformedFrameException unexpected(
            final String name, final JsonParser value, final String description) throws IOException {
        final String found = String.valueOf(value.getText());
        final String told = found.length() > MAX_TOLD ? found.substring(0, MAX_TOLD) + "..." : found;
        return new MalformedFrameException((name == null ? "" : name + " ") + told, description);
    }
}
