package io.plimsoll.feed.text;

import io.plimsoll.feed.live.MalformedFrameException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Walks one JSON text (RFC 8259) in place, every byte of it, whether its values are wanted or skipped: strict where the standard is, with
 * well-formed UTF-8 and at most {@link #MAX_DEPTH} levels. The caller follows the structure ({@link #enterObject}, {@link #nextField},
 * {@link #enterArray}, {@link #nextElement}), takes or skips each value once, and ends with {@link #finish}. One thread; allocates only
 * for names and taken values with escapes, for text beyond ASCII, and when it fails: with {@link MalformedFrameException}.
 */
public final class JsonScanner {
    /** Most objects and arrays within each other; venues use half of it at most. */
    public static final int MAX_DEPTH = 16;

    /** What {@link #nextField} answers at the end of an object. */
    public static final int END = -1;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int LONG_STRING = 8 * Long.BYTES;
    private static final int MOST_SHOWN = 24;

    private final JsonValue name = new JsonValue();
    private byte[] text = new byte[0];
    private int start;
    private int position;
    private int end;
    private int depth;
    private boolean isFirst;
    private int openingQuote; // of the string read last
    private boolean hasEscapes; // of the same

    /** Begins with {@code frame[offset, offset + length)}, which is not copied. */
    public JsonScanner wrap(final byte[] frame, final int offset, final int length) {
        text = frame;
        start = offset;
        position = offset;
        end = offset + length;
        depth = 0;
        isFirst = false;
        return this;
    }

    /** Checks that nothing but blanks is left. */
    public void finish() {
        skipBlanks();
        if (position != end) {
            throw unexpected("the end of the message");
        }
    }

    /** The first byte of the value that comes next, not taken: an opening brace, a bracket, a quote, or of a number or a word. */
    public int peek() {
        skipBlanks();
        if (position == end) {
            throw unexpected("a value");
        }
        return text[position];
    }

    /** Takes the opening brace of an object. */
    public void enterObject() {
        enter('{', "an object");
    }

    /** Takes the opening bracket of an array. */
    public void enterArray() {
        enter('[', "an array");
    }

    /**
     * Goes to the value of the object's next field that is one of the names; values of other fields are skipped.
     *
     * @param seen a bit for each of the names that the object has had: a second time is malformed
     * @return the number of the name, or {@link #END} when the object has ended
     */
    public int nextField(final JsonNames names, final int seen) {
        while (next('}')) {
            readString(name);
            expect(':');
            final int number = names.find(name.bytes(), name.offset(), name.length());
            if (number == JsonNames.NONE) {
                skip();
            } else if ((seen & (1 << number)) != 0) {
                throw new MalformedFrameException(names.name(number) + " twice", "it once");
            } else {
                return number;
            }
        }
        return END;
    }

    /** Goes to the array's next value; false when the array has ended. */
    public boolean nextElement() {
        return next(']');
    }

    /** Takes the next value, whatever it is. */
    public void take(final JsonValue into) {
        final int first = peek();
        if (first == '"') {
            readString(into);
        } else {
            final int from = position;
            skip();
            into.set(JsonValue.kind(first), text, from, position - from);
        }
    }

    /** Checks the next value and leaves it. */
    public void skip() {
        switch (peek()) {
            case '{' -> {
                enterObject();
                while (next('}')) {
                    skipString();
                    expect(':');
                    skip(); // as deep as MAX_DEPTH at most
                }
            }
            case '[' -> {
                enterArray();
                while (next(']')) {
                    skip();
                }
            }
            case '"' -> skipString();
            case 't' -> skipWord("true");
            case 'f' -> skipWord("false");
            case 'n' -> skipWord("null");
            default -> skipNumber();
        }
    }

    private void enter(final char bracket, final String what) {
        if (peek() != bracket) {
            throw unexpected(what);
        }
        if (depth == MAX_DEPTH) {
            throw unexpected("at most " + MAX_DEPTH + " levels");
        }
        depth++;
        position++;
        isFirst = true;
    }

    // Inside an object or array: whether there is another field or value. A single flag does, since inner ones end
    // before outer ones go on.
    private boolean next(final char closing) {
        skipBlanks();
        final boolean isAtFirst = isFirst;
        isFirst = false;
        if (position < end && text[position] == closing) {
            position++;
            depth--;
            return false;
        }
        if (!isAtFirst) {
            expect(',');
            skipBlanks();
        }
        return true;
    }

    private void expect(final char separator) {
        skipBlanks();
        if (position == end || text[position] != separator) {
            throw unexpected("'" + separator + "'");
        }
        position++;
    }

    private void skipBlanks() {
        while (position < end && isBlank(text[position])) {
            position++;
        }
    }

    private static boolean isBlank(final byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private void skipWord(final String word) {
        for (int i = 0; i < word.length(); i++) {
            if (position == end || text[position] != word.charAt(i)) {
                throw unexpected("a value");
            }
            position++;
        }
    }

    private void skipNumber() {
        final int after = JsonNumber.end(text, position, end);
        if (after == position) {
            throw unexpected("a value");
        }
        position = after;
    }

    private void readString(final JsonValue into) {
        skipString();
        final int from = openingQuote + 1;
        final int length = position - 1 - from;
        if (hasEscapes) {
            final byte[] unescaped = JsonEscapes.unescape(text, from, length);
            into.set(JsonValue.Kind.STRING, unescaped, 0, unescaped.length);
        } else {
            into.set(JsonValue.Kind.STRING, text, from, length);
        }
    }

    private void skipString() {
        skipBlanks();
        if (position == end || text[position] != '"') {
            throw unexpected("a string");
        }
        openingQuote = position++;
        hasEscapes = false;
        boolean isAscii = true;
        while (true) {
            skipPlain();
            if (position >= end) {
                throw unexpected("the end of a string");
            }
            final byte b = text[position++];
            if (b == '"') {
                break;
            } else if (b == '\\') {
                hasEscapes = true;
                position = JsonEscapes.end(text, position, end);
            } else if (b < 0) {
                isAscii = false;
            } else if (b < ' ') {
                position--;
                throw unexpected("no control character in a string");
            }
        }
        if (!isAscii && !Utf8.isWellFormed(text, openingQuote, position - openingQuote)) {
            position = openingQuote;
            throw unexpected("UTF-8");
        }
    }

    // Eight bytes at a time past what is plain ASCII, neither quote nor backslash nor control character; four times as
    // many where the string
    // turns out to be long, as Pyth's proofs are, which nobody reads.
    private void skipPlain() {
        int i = position;
        while (i + Long.BYTES <= end) {
            final long marks = special(i) & HIGH_BITS;
            if (marks != 0) {
                position =
                        i + (Long.numberOfTrailingZeros(marks) >>> 3); // little endian: the lowest mark is a true one
                return;
            }
            i += Long.BYTES;
            if (i == position + LONG_STRING) {
                i = skipLong(i);
            }
        }
        while (i < end && text[i] >= ' ' && text[i] != '"' && text[i] != '\\') {
            i++;
        }
        position = i;
    }

    private int skipLong(final int from) {
        int i = from;
        while (i + 4 * Long.BYTES <= end
                && ((special(i) | special(i + Long.BYTES) | special(i + 2 * Long.BYTES) | special(i + 3 * Long.BYTES))
                                & HIGH_BITS)
                        == 0) {
            i += 4 * Long.BYTES;
        }
        return i;
    }

    // The high bit of a byte is set where it is not plain, and perhaps in bytes above that one, to which a borrow may
    // go.
    private long special(final int at) {
        final long word = (long) WORD.get(text, at);
        return ((word ^ ('"' * ONES)) - ONES) | ((word ^ ('\\' * ONES)) - ONES) | (word - ' ' * ONES) | word;
    }

    private MalformedFrameException unexpected(final String expected) {
        final int shown = Math.min(MOST_SHOWN, end - position);
        final String found = shown == 0 ? "the end" : new String(text, position, shown, StandardCharsets.UTF_8);
        return new MalformedFrameException(found + " at byte " + (position - start), expected);
    }
}
