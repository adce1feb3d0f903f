package io.plimsoll.daemon.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.plimsoll.journal.text.RecordText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/** A record as names and values for people, as {@link RecordText} writes them; lists flattened, as {@code prices/0/price}. */
public final class RecordFields {
    private static final JsonFactory FACTORY = new JsonFactory();

    private RecordFields() {}

    /** The fields of one whole record, in its own order. */
    public static Map<String, String> of(final DirectBuffer buffer, final int offset, final int length) {
        final ByteArrayOutputStream line = new ByteArrayOutputStream();
        new RecordText(new PrintStream(line, false, StandardCharsets.UTF_8), true, true)
                .onFrame(buffer, offset, length);
        final Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser parser = FACTORY.createParser(line.toByteArray())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue()) {
                    fields.put(
                            parser.getParsingContext()
                                    .pathAsPointer()
                                    .toString()
                                    .substring(1),
                            parser.getText());
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return fields;
    }
}
