package io.plimsoll.feed.live.capture;

/** What a captured record is; the number is the file's. */
public enum CaptureKind {
    /** A message as it came. */
    FRAME(0),
    /** A connection was opened: the body is the number of its origin, four bytes. */
    OPENED(1),
    /** A connection was closed or could not be opened: the body says why, UTF-8. */
    CLOSED(2),
    /** Records were lost here, since the disk was slower than the source: the body is their number, eight bytes. */
    LOST(3);

    private final int number;

    CaptureKind(final int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** Null where there is none of that number. */
    static CaptureKind of(final int number) {
        for (final CaptureKind kind : values()) {
            if (kind.number == number) {
                return kind;
            }
        }
        return null;
    }
}
