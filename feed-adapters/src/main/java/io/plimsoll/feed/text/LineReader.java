package io.plimsoll.feed.text;

import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a stream into lines without copying them: after {@link #next()} the line is {@link #length()} bytes of
 * {@link #bytes()} from {@link #start()}. Lines end with LF or CRLF, the last one also with the end of the stream. A line
 * longer than the limit is skipped and reported as {@link #tooLong()}, so memory is bounded whatever comes in. One thread.
 */
public final class LineReader {
    private static final int LEAST_BUFFER = 64 * 1024;

    private final InputStream in;
    private final int maxLength;
    private final byte[] buffer;
    private int start;
    private int length;
    private int position;
    private int limit;
    private long line;
    private boolean tooLong;
    private boolean hasEnd = true;

    /**
     * @param in stream to read; the caller closes it
     * @param maxLength most bytes of a line, its end not counted
     */
    public LineReader(final InputStream in, final int maxLength) {
        this.in = in;
        this.maxLength = maxLength;
        this.buffer = new byte[Math.max(LEAST_BUFFER, 2 * maxLength)];
    }

    /** Goes to the next line; false at the end of the stream. Blocks as the stream does. */
    public boolean next() throws IOException {
        start = position;
        tooLong = false;
        int scanned = start;
        while (true) {
            for (; scanned < limit; scanned++) {
                if (buffer[scanned] == '\n') {
                    position = scanned + 1;
                    hasEnd = true;
                    return found(scanned);
                }
            }
            if (limit - start > maxLength + 1) { // + 1: a CR that turns out to belong to the line's end
                tooLong = true;
                start = limit;
            }
            scanned = compact();
            final int read = in.read(buffer, limit, buffer.length - limit);
            if (read < 0) {
                position = limit;
                hasEnd &= limit == start && !tooLong;
                return (limit > start || tooLong) && found(limit);
            }
            limit += read;
        }
    }

    // Moves the line's beginning to the front of the buffer, for room behind it.
    private int compact() {
        limit -= start;
        System.arraycopy(buffer, start, buffer, 0, limit);
        start = 0;
        return limit;
    }

    private boolean found(final int end) {
        line++;
        length = end - start;
        if (length > 0 && buffer[end - 1] == '\r') {
            length--;
        }
        tooLong |= length > maxLength;
        return true;
    }

    /** The buffer that holds the line; the same array for the reader's whole life. */
    public byte[] bytes() {
        return buffer;
    }

    /** Where the line begins. */
    public int start() {
        return start;
    }

    /** Bytes of the line, its end not counted; meaningless when it was too long. */
    public int length() {
        return length;
    }

    /** Number of the line, from 1. */
    public long line() {
        return line;
    }

    /** Whether the line has an end of its own, rather than that of the stream; true before the first line. */
    public boolean hasEnd() {
        return hasEnd;
    }

    /** Whether the line passed the limit and was skipped. */
    public boolean tooLong() {
        return tooLong;
    }
}
