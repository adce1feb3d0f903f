package io.plimsoll.feed.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;

/** Messages as tests write them, read; {@link Said} is for whole contents to compare. */
public final class TestFrames {
    private static final int MARGIN = 3; // a parser must keep to its part of the bytes

    private TestFrames() {}

    /** Symbols that are all priced at the same decimals. */
    public static SymbolIndex symbols(final int decimals, final String... names) {
        return Symbols.of(
                Arrays.stream(names).map(name -> name + '/' + decimals).toArray(String[]::new));
    }

    /** What a message says. */
    public static FrameContent parse(final FrameParser parser, final String message) {
        return parse(parser, message.getBytes(UTF_8));
    }

    /** What a message says, with other bytes around it. */
    public static FrameContent parse(final FrameParser parser, final byte[] message) {
        final byte[] frame = new byte[message.length + 2 * MARGIN];
        Arrays.fill(frame, (byte) '}');
        System.arraycopy(message, 0, frame, MARGIN, message.length);
        final FrameContent content = new FrameContent();
        parser.parse(frame, MARGIN, message.length, content);
        return content;
    }

    /** The complaint about a message that is malformed. */
    public static String complaint(final FrameParser parser, final String message) {
        return assertThrows(MalformedFrameException.class, () -> parse(parser, message))
                .getMessage();
    }
}
