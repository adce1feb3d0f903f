package io.plimsoll.feed.file;

import java.util.Arrays;

/**
 * A growing column of longs in chunks of 512 KiB: growing never copies what is there, so ten million rows cost what they
 * hold and not twice that. Written by one thread; immutable afterwards.
 */
final class LongColumn {
    private static final int CHUNK_BITS = 16;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int MASK = CHUNK - 1;

    private long[][] chunks = new long[16][];
    private long size;

    void add(final long value) {
        final int chunk = (int) (size >>> CHUNK_BITS);
        final int place = (int) size & MASK;
        if (place == 0) {
            if (chunk == chunks.length) {
                chunks = Arrays.copyOf(chunks, chunk * 2);
            }
            chunks[chunk] = new long[CHUNK];
        }
        chunks[chunk][place] = value;
        size++;
    }

    long at(final long index) {
        return chunks[(int) (index >>> CHUNK_BITS)][(int) index & MASK];
    }

    long size() {
        return size;
    }
}
