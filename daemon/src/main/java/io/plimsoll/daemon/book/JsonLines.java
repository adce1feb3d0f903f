package io.plimsoll.daemon.book;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.plimsoll.journal.config.UserError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Reads a file of JSON objects, one a line (plain or .gz), and hands each over with its line. Stateless. */
final class JsonLines {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonLines() {}

    /** @param expected a line that such a file could begin with, for an empty one */
    static void read(final Path file, final String expected, final Consumer<JsonLine> consumer) {
        try (InputStream in = open(file);
                JsonParser parser = FACTORY.createParser(in)) {
            read(file, expected, parser, consumer);
        } catch (final NoSuchFileException e) {
            throw new UserError(file + ": no such file");
        } catch (final JsonProcessingException e) {
            throw notJson(file, e.getLocation() == null ? 1 : e.getLocation().getLineNr(), e);
        } catch (final IOException e) {
            throw new UserError(file + ": cannot be read: " + e.getMessage());
        }
    }

    private static void read(
            final Path file, final String expected, final JsonParser parser, final Consumer<JsonLine> consumer)
            throws IOException {
        long previous = 0;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            final long line = parser.currentTokenLocation().getLineNr();
            if (token != JsonToken.START_OBJECT) {
                throw UserError.at(file, line, "expected a JSON object, found " + parser.getText());
            }
            final Map<String, Object> fields = object(file, line, parser);
            if (line == previous || parser.currentTokenLocation().getLineNr() != line) {
                throw UserError.at(file, line, "expected one JSON object a line");
            }
            previous = line;
            consumer.accept(new JsonLine(file, line, fields));
        }
        if (previous == 0) {
            throw UserError.at(file, 1, "an empty file, expected a line such as " + expected);
        }
    }

    // What is cut short is found lines later; the line where it began is the one to mend.
    private static Map<String, Object> object(final Path file, final long line, final JsonParser parser)
            throws IOException {
        try {
            return object(parser);
        } catch (final JsonProcessingException e) {
            throw notJson(file, line, e);
        }
    }

    private static UserError notJson(final Path file, final long line, final JsonProcessingException e) {
        return UserError.at(file, line, "not a JSON object: " + e.getOriginalMessage());
    }

    private static InputStream open(final Path file) throws IOException {
        final InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static Map<String, Object> object(final JsonParser parser) throws IOException {
        final Map<String, Object> fields = new LinkedHashMap<>(8);
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
            case VALUE_STRING -> parser.getText();
            default -> new JsonLine.Literal(parser.getText());
        };
    }

    private static List<Object> list(final JsonParser parser) throws IOException {
        final List<Object> elements = new ArrayList<>(4);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return elements;
    }
}
