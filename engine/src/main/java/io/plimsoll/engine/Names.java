package io.plimsoll.engine;

import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Account names, of at most 64 bytes, packed one behind the other into chunks. A chunk is allocated when the last one is
 * full, which only opening accounts can cause. Engine thread.
 */
final class Names {
    static final int MAX_LENGTH = 64;
    private static final byte[] NOTHING = {};
    private static final int CHUNK_BITS = 20;
    private static final int CHUNK_SIZE = 1 << CHUNK_BITS;

    private final long[] position; // chunk << CHUNK_BITS | offset; the byte there is the length
    private byte[][] chunks = new byte[16][];
    private int chunk = -1;
    private int offset = CHUNK_SIZE;

    /** The bytes of the name last asked for. */
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    Names(final int capacity) {
        position = new long[capacity];
    }

    void set(final int unit, final DirectBuffer name, final int from, final int length) {
        final int kept = Math.min(length, MAX_LENGTH);
        if (offset + 1 + kept > CHUNK_SIZE) {
            if (++chunk == chunks.length) {
                chunks = Arrays.copyOf(chunks, chunks.length * 2);
            }
            chunks[chunk] = new byte[CHUNK_SIZE];
            offset = 0;
        }
        position[unit] = ((long) chunk << CHUNK_BITS) | offset;
        chunks[chunk][offset] = (byte) kept;
        name.getBytes(from, chunks[chunk], offset + 1, kept);
        offset += 1 + kept;
    }

    /** The name's bytes, valid until the next call; its length is the capacity. */
    DirectBuffer get(final int unit) {
        final byte[] bytes = chunks[(int) (position[unit] >>> CHUNK_BITS)];
        final int at = (int) position[unit] & (CHUNK_SIZE - 1);
        view.wrap(bytes, at + 1, bytes[at]);
        return view;
    }

    void image(final StateImage image, final int unit) {
        final byte[] name = image.bytes(image.isReading() ? NOTHING : copy(unit));
        if (image.isReading()) {
            set(unit, new UnsafeBuffer(name), 0, name.length);
        }
    }

    private byte[] copy(final int unit) {
        final DirectBuffer name = get(unit);
        final byte[] bytes = new byte[name.capacity()];
        name.getBytes(0, bytes);
        return bytes;
    }

    void hash(final int unit, final StateHash hash) {
        final DirectBuffer name = get(unit);
        for (int i = 0; i < name.capacity(); i++) {
            hash.add(name.getByte(i));
        }
    }
}
