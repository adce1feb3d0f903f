package io.plimsoll.journal.text;

import static io.plimsoll.journal.text.OrderText.lower;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.protocol.codec.BooleanType;
import java.io.IOException;

/** Fields that a record may not have: left out of the text where they are null, so that a record from before a field reads as it did. */
final class OptionalFields {
    private static final String NULL = "NULL_VAL"; // what every generated enum calls its null

    private OptionalFields() {}

    static void number(final JsonGenerator json, final String name, final long value, final long nullValue)
            throws IOException {
        if (value != nullValue) {
            json.writeNumberField(name, value);
        }
    }

    static void flag(final JsonGenerator json, final String name, final BooleanType value) throws IOException {
        if (value != BooleanType.NULL_VAL) {
            json.writeBooleanField(name, value == BooleanType.T);
        }
    }

    static void choice(final JsonGenerator json, final String name, final Enum<?> value) throws IOException {
        if (!NULL.equals(value.name())) {
            json.writeStringField(name, lower(value));
        }
    }
}
