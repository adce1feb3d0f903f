package io.plimsoll.feed.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;

/** What a message says, slowly and obviously: the twin that a {@link FrameParser} has to agree with on every message, good or bad. */
@FunctionalInterface
public interface FrameOracle {
    /** What it says; an {@link IllegalArgumentException} where it is malformed. */
    Said read(byte[] frame);

    /** Fails unless the parser says the same of a message, which is returned. */
    default Said check(final FrameParser parser, final byte[] frame) {
        Said expected;
        try {
            expected = read(frame);
        } catch (final IllegalArgumentException e) {
            expected = Said.MALFORMED;
        }
        assertEquals(expected, Said.by(parser, frame), () -> new String(frame, StandardCharsets.ISO_8859_1));
        return expected;
    }
}
