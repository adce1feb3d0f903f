package io.plimsoll.feed.chainlink;

import io.plimsoll.feed.live.MalformedFrameException;
import java.math.BigInteger;
import java.util.HexFormat;

/** Bytes as words of 32, numbered from 0, each with the number that it stands for; checks every place. Immutable, any thread. */
final class ReportWords {
    /** Bytes of a word. */
    static final int BYTES = 32;

    private static final int INT192_PLACE = BYTES - 24;

    private final byte[] bytes;
    private final int start;
    private final int words;

    /** All of the bytes. */
    ReportWords(final byte[] bytes) {
        this(bytes, 0, bytes.length / BYTES);
        if (bytes.length % BYTES != 0) {
            throw new MalformedFrameException(bytes.length + " bytes", "whole words of 32");
        }
    }

    private ReportWords(final byte[] bytes, final int start, final int words) {
        this.bytes = bytes;
        this.start = start;
        this.words = words;
    }

    /** So many words from one on, numbered anew. */
    ReportWords part(final int first, final int count) {
        if (first < 0 || count < 0 || count > words - first) {
            throw new MalformedFrameException(words + " words", first + " and " + count + " more");
        }
        return new ReportWords(bytes, start + first * BYTES, count);
    }

    /** How many there are. */
    int words() {
        return words;
    }

    /** Refuses all lengths but one. */
    void requireLength(final int expected) {
        if (words != expected) {
            throw new MalformedFrameException(words + " words", Integer.toString(expected));
        }
    }

    /** Refuses all places but one in a word that says where something begins, in bytes. */
    void requirePlace(final int word, final int expectedWord) {
        final long place = unsigned(word);
        if (place != (long) expectedWord * BYTES) {
            throw new MalformedFrameException("place " + place, Long.toString((long) expectedWord * BYTES));
        }
    }

    /** A length that a word says. */
    int count(final int word, final int most) {
        final long count = unsigned(word);
        if (count > Math.min(most, bytes.length)) {
            throw new MalformedFrameException("length " + count, "at most " + Math.min(most, bytes.length));
        }
        return (int) count;
    }

    /** An unsigned number that fits in 63 bits. */
    long unsigned(final int word) {
        final BigInteger value = new BigInteger(1, bytes, at(word), BYTES);
        if (value.bitLength() >= Long.SIZE) {
            throw new MalformedFrameException(text(word), "a number of 63 bits");
        }
        return value.longValue();
    }

    /** A signed number of 192 bits, its sign repeated before it as two's complement does. */
    BigInteger int192(final int word) {
        final int at = at(word);
        final int sign = bytes[at + INT192_PLACE] >> 7;
        for (int i = at; i < at + INT192_PLACE; i++) {
            if (bytes[i] != sign) {
                throw new MalformedFrameException(text(word), "a signed number of 192 bits");
            }
        }
        return new BigInteger(bytes, at + INT192_PLACE, BYTES - INT192_PLACE);
    }

    /** The word as {@code 0x} and 64 digits. */
    String text(final int word) {
        final int at = at(word);
        return "0x" + HexFormat.of().formatHex(bytes, at, at + BYTES);
    }

    private int at(final int word) {
        if (word < 0 || word >= words) {
            throw new MalformedFrameException(words + " words", "a word " + word);
        }
        return start + word * BYTES;
    }
}
