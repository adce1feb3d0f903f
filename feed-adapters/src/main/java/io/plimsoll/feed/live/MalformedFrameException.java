package io.plimsoll.feed.live;

import io.plimsoll.feed.FormatException;

/** A message that does not follow its venue's format: nothing of it is used. The supervisor says of which source it was. */
public final class MalformedFrameException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A defect.
     *
     * @param found what stands there
     * @param expected what should
     */
    public MalformedFrameException(final String found, final String expected) {
        super(FormatException.printable(found) + "; expected " + expected);
    }
}
