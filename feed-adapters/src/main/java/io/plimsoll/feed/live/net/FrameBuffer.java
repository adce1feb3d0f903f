package io.plimsoll.feed.live.net;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bytes of a message that comes in parts, up to a limit that is checked before anything is kept. The array grows as far as it must and is
 * used again. One thread.
 */
final class FrameBuffer {
    private static final int FIRST_SIZE = 4096;

    private final int max;
    private byte[] bytes;
    private int length;
    private char high; // of a pair of surrogates whose other half has not come yet

    FrameBuffer(final int max) {
        this.max = max;
        bytes = new byte[Math.min(FIRST_SIZE, max)];
    }

    /** Takes over the rest of a buffer; false where that would pass the limit. */
    boolean append(final ByteBuffer more) {
        final int count = more.remaining();
        if (!hasRoom(count)) {
            return false;
        }
        more.get(bytes, length, count);
        length += count;
        return true;
    }

    boolean append(final byte[] more, final int offset, final int count) {
        if (!hasRoom(count)) {
            return false;
        }
        System.arraycopy(more, offset, bytes, length, count);
        length += count;
        return true;
    }

    boolean append(final byte one) {
        if (!hasRoom(1)) {
            return false;
        }
        bytes[length++] = one;
        return true;
    }

    /** Takes over text as UTF-8; a pair of surrogates may come in two parts. False where it would pass the limit. */
    boolean append(final CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (c < 0x80) {
                if (!append((byte) c)) {
                    return false;
                }
            } else if (Character.isHighSurrogate(c)) {
                high = c;
            } else if (!appendCodePoint(Character.isLowSurrogate(c) ? Character.toCodePoint(high, c) : c)) {
                return false;
            }
        }
        return true;
    }

    private boolean appendCodePoint(final int point) {
        if (point < 0x800) {
            return append((byte) (0xC0 | point >> 6)) && appendTail(point, 0);
        }
        if (point < 0x10000) {
            return append((byte) (0xE0 | point >> 12)) && appendTail(point, 6);
        }
        return append((byte) (0xF0 | point >> 18)) && appendTail(point, 12);
    }

    private boolean appendTail(final int point, final int fromBit) {
        boolean fits = true;
        for (int bit = fromBit; fits && bit >= 0; bit -= 6) {
            fits = append((byte) (0x80 | (point >> bit & 0x3F)));
        }
        return fits;
    }

    private boolean hasRoom(final int count) {
        if (count > max - length) {
            return false;
        }
        if (count > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(max, Math.max(2L * bytes.length, (long) length + count)));
        }
        return true;
    }

    void clear() {
        length = 0;
        high = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
