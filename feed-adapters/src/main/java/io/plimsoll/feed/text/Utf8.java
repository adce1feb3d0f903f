package io.plimsoll.feed.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Whether text is what its bytes say. A JSON parser takes over-long forms and halves of surrogate pairs, so two names that differ in their
 * bytes could be one in the journal. Stateless, any thread.
 */
public final class Utf8 {
    private Utf8() {}

    /** Whether the bytes are well-formed UTF-8. Allocates only where there is more than ASCII. */
    public static boolean isWellFormed(final byte[] bytes, final int start, final int length) {
        for (int i = start; i < start + length; i++) {
            if (bytes[i] < 0) {
                return decodes(ByteBuffer.wrap(bytes, i, start + length - i));
            }
        }
        return true;
    }

    private static boolean decodes(final ByteBuffer bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes); // which reports what is malformed
            return true;
        } catch (final CharacterCodingException e) {
            return false;
        }
    }

    /** Whether UTF-8 can say the text: it holds no half of a surrogate pair, which an escape can. */
    public static boolean canEncode(final String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return StandardCharsets.UTF_8.newEncoder().canEncode(text);
            }
        }
        return true;
    }
}
