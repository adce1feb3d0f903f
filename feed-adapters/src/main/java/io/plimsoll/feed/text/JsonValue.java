package io.plimsoll.feed.text;

import io.plimsoll.feed.live.MalformedFrameException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A value that {@link JsonScanner#take} took, or a name: where its bytes stand, and what they say as a number or a text. A reusable holder
 * of bytes that it does not own; valid as long as the message is. One thread; allocates only in {@link #toString} and when it fails.
 */
public final class JsonValue {
    /** What a value is. */
    public enum Kind {
        /** Text, without its quotes and escapes. */
        STRING,
        /** A number as it is written. */
        NUMBER,
        /** {@code true}, {@code false} or {@code null}. */
        WORD,
        /** With its braces. */
        OBJECT,
        /** With its brackets. */
        ARRAY
    }

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private Kind kind = Kind.WORD;
    private byte[] bytes = NULL;
    private int offset;
    private int length = NULL.length;

    void set(final Kind itsKind, final byte[] text, final int from, final int count) {
        kind = itsKind;
        bytes = text;
        offset = from;
        length = count;
    }

    static Kind kind(final int firstByte) {
        return switch (firstByte) {
            case '{' -> Kind.OBJECT;
            case '[' -> Kind.ARRAY;
            case '"' -> Kind.STRING;
            case 't', 'f', 'n' -> Kind.WORD;
            default -> Kind.NUMBER;
        };
    }

    /** What it is. */
    public Kind kind() {
        return kind;
    }

    /** Whether it is {@code null}. */
    public boolean isNull() {
        return kind == Kind.WORD && bytes[offset] == 'n';
    }

    /** Where its bytes are. */
    public byte[] bytes() {
        return bytes;
    }

    /** The first of them. */
    public int offset() {
        return offset;
    }

    /** How many there are. */
    public int length() {
        return length;
    }

    /** Itself, checked to be a string. */
    public JsonValue string() {
        return checked(Kind.STRING, "a string");
    }

    /** Itself, checked to be a number. */
    public JsonValue number() {
        return checked(Kind.NUMBER, "a number");
    }

    private JsonValue checked(final Kind expected, final String what) {
        if (kind != expected) {
            throw new MalformedFrameException(toString(), what);
        }
        return this;
    }

    /** Whether its bytes are these. */
    public boolean is(final byte[] text) {
        return Arrays.equals(text, 0, text.length, bytes, offset, offset + length);
    }

    /** As a mantissa at {@code decimals}, rounded as {@link ExactDecimal#nearest(byte[], int, int, int)} does. */
    public long nearest(final int decimals) {
        return ExactDecimal.nearest(bytes, offset, length, decimals);
    }

    /** As a mantissa at {@code decimals}, rounded away from zero. */
    public long up(final int decimals) {
        return ExactDecimal.up(bytes, offset, length, decimals);
    }

    /** As a mantissa at {@code decimals}, rounded towards zero. */
    public long down(final int decimals) {
        return ExactDecimal.down(bytes, offset, length, decimals);
    }

    /** As a whole number, written with digits alone: no fraction, no exponent. */
    public long integer() {
        final int first = length > 0 && bytes[offset] == '-' ? offset + 1 : offset;
        if (JsonNumber.skipDigits(bytes, first, offset + length) != offset + length) {
            throw new MalformedFrameException(toString(), "a whole number");
        }
        return nearest(0);
    }

    /** As a time in nanoseconds since the Unix epoch, of text like {@code 2014-11-07T08:19:28.464459Z}. */
    public long isoTimeNs() {
        return VenueTime.ofIso(bytes, offset, length);
    }

    /** Its bytes as text: for logs. */
    @Override
    public String toString() {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }
}
