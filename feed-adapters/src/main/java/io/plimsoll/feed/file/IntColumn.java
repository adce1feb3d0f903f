package io.plimsoll.feed.file;

import java.util.Arrays;

/** As {@link LongColumn}, of ints in chunks of 256 KiB. */
final class IntColumn {
    private static final int CHUNK_BITS = 16;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int MASK = CHUNK - 1;

    private int[][] chunks = new int[16][];
    private long size;

    void add(final int value) {
        final int chunk = (int) (size >>> CHUNK_BITS);
        final int place = (int) size & MASK;
        if (place == 0) {
            if (chunk == chunks.length) {
                chunks = Arrays.copyOf(chunks, chunk * 2);
            }
            chunks[chunk] = new int[CHUNK];
        }
        chunks[chunk][place] = value;
        size++;
    }

    int at(final long index) {
        return chunks[(int) (index >>> CHUNK_BITS)][(int) index & MASK];
    }
}
