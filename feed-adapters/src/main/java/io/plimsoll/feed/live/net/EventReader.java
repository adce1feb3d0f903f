package io.plimsoll.feed.live.net;

import java.nio.ByteBuffer;

/**
 * Server-sent events, cut out of a stream that may be split at any byte: WHATWG HTML, "9.2.6 Interpreting an event stream". Lines end with
 * LF, CR or CRLF; the data lines of an event are joined by LF; an event that the stream's end cuts is none. One thread.
 */
final class EventReader {
    private static final int FIELD_ROOM = 64; // of a line, beside what it may carry

    /** What is found. */
    interface Events {
        /** Data of an event, of whichever type; the array is used again as soon as this returns. */
        void event(byte[] data, int offset, int length);

        /** A comment, or an event without data. */
        void keepAlive();
    }

    private final Events events;
    private final FrameBuffer line;
    private final FrameBuffer data;
    private long lines;
    private long retryMs;
    private boolean hasData;
    private boolean afterCr;

    EventReader(final int maxDataBytes, final Events events) {
        this.events = events;
        line = new FrameBuffer(maxDataBytes + FIELD_ROOM);
        data = new FrameBuffer(maxDataBytes);
    }

    /** Reads what came; false where a line or an event is longer than it may be, and nothing more can be read. */
    boolean read(final ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            final byte b = bytes.get();
            final boolean isRestOfEnd = afterCr && b == '\n';
            afterCr = b == '\r';
            if (isRestOfEnd) {
                continue;
            }
            final boolean fits = (b == '\n' || b == '\r') ? endLine() : line.append(b);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private boolean endLine() {
        final byte[] text = line.bytes();
        final int length = line.length();
        final int start = lines == 0 && startsWithMark(text, length) ? 3 : 0;
        lines++;
        line.clear(); // the bytes stay until the next one
        if (length == start) {
            dispatch();
            return true;
        }
        int colon = start;
        while (colon < length && text[colon] != ':') {
            colon++;
        }
        if (colon == start) {
            events.keepAlive();
            return true;
        }
        int value = Math.min(length, colon + 1);
        if (value < length && text[value] == ' ') {
            value++;
        }
        return field(text, start, colon, value, length);
    }

    private static boolean startsWithMark(final byte[] text, final int length) {
        return length >= 3 && text[0] == (byte) 0xEF && text[1] == (byte) 0xBB && text[2] == (byte) 0xBF;
    }

    // The type and the id of an event say nothing that the data does not.
    private boolean field(final byte[] text, final int start, final int end, final int value, final int length) {
        if (is("data", text, start, end)) {
            final boolean fits = !hasData || data.append((byte) '\n');
            hasData = true;
            return fits && data.append(text, value, length - value);
        }
        if (is("retry", text, start, end)) {
            retry(text, value, length);
        }
        return true;
    }

    private static boolean is(final String name, final byte[] text, final int start, final int end) {
        if (end - start != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (text[start + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void retry(final byte[] text, final int start, final int end) {
        long ms = 0;
        for (int i = start; i < end; i++) {
            if (text[i] < '0' || text[i] > '9' || i - start >= 9) {
                return; // not a number: to be left alone
            }
            ms = 10 * ms + text[i] - '0';
        }
        retryMs = ms;
    }

    private void dispatch() {
        if (data.length() > 0) {
            events.event(data.bytes(), 0, data.length());
        } else {
            events.keepAlive();
        }
        data.clear();
        hasData = false;
    }

    /** How long the stream asks to wait before it is opened again, milliseconds; 0 where it does not. */
    long retryMs() {
        return retryMs;
    }
}
