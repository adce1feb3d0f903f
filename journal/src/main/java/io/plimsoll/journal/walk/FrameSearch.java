package io.plimsoll.journal.walk;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.plimsoll.protocol.Frame;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;

/** Looks for whole records where none should be: behind a hole, in a stretch that is skipped. One thread. */
final class FrameSearch {
    /** What {@link #first} answers when there is none. */
    static final long NOT_FOUND = -1;

    private static final int ALIGNMENT = 4;
    private static final int CHUNK = 1 << 16;

    private final FileImage file;

    FrameSearch(final FileImage file) {
        this.file = file;
    }

    /** Position of the first whole record from a position on; one that begins before {@code to} counts. */
    long first(final long from, final long to) {
        final long end = Math.min(to, file.length()) - Frame.HEADER_LENGTH;
        long position = BitUtil.align(from, ALIGNMENT);
        while (position <= end) {
            final int size = (int) Math.min(CHUNK, end - position + ALIGNMENT);
            final int found = magicIn(file.view(position, size), size);
            if (found < 0) {
                position += BitUtil.align(size - ALIGNMENT + 1, ALIGNMENT);
            } else if (isWhole(position + found)) {
                return position + found;
            } else {
                position += found + ALIGNMENT;
            }
        }
        return NOT_FOUND;
    }

    private static int magicIn(final DirectBuffer bytes, final int size) {
        for (int offset = 0; offset + ALIGNMENT <= size; offset += ALIGNMENT) {
            if (bytes.getInt(offset, LITTLE_ENDIAN) == Frame.MAGIC) {
                return offset;
            }
        }
        return -1;
    }

    private boolean isWhole(final long position) {
        final int length = Frame.length(file.view(position, Frame.HEADER_LENGTH), 0);
        if (length < 0
                || length > LogWalk.MAX_RECORD_LENGTH
                || position + Frame.HEADER_LENGTH + length > file.length()) {
            return false;
        }
        final int whole = Frame.HEADER_LENGTH + length;
        return Frame.defect(file.view(position, whole), 0, whole) == null;
    }
}
