package io.plimsoll.feed.live;

/** Sees all that a source hears, before it is read: a capture. Called on the source's thread, which it must not hold up. */
public interface FrameTap {
    /**
     * A connection is open.
     *
     * @param connection number of the connection, from 1 in the order of their attempts; used once
     * @param origin which of the venue's origins it goes to, from 0
     * @param atNs the wall clock, nanoseconds since the Unix epoch
     */
    void opened(int connection, int origin, long atNs);

    /** A message, whole; the array is used again as soon as this returns. */
    void frame(int connection, long receivedNs, byte[] frame, int offset, int length);

    /** A connection is closed, or was never opened. */
    void closed(int connection, long atNs, String reason);

    /** Captures nothing. */
    FrameTap NONE = new FrameTap() {
        @Override
        public void opened(final int connection, final int origin, final long atNs) {
            // nobody looks
        }

        @Override
        public void frame(
                final int connection, final long receivedNs, final byte[] frame, final int offset, final int length) {
            // nobody looks
        }

        @Override
        public void closed(final int connection, final long atNs, final String reason) {
            // nobody looks
        }
    };
}
