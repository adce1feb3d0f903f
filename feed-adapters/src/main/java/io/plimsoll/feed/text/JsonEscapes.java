package io.plimsoll.feed.text;

import io.plimsoll.feed.live.MalformedFrameException;
import java.nio.charset.StandardCharsets;

/** What may stand behind a backslash in a JSON string, and what it means. Stateless, any thread. */
final class JsonEscapes {
    private static final String LETTERS = "\"\\/bfnrt";
    private static final String MEANINGS = "\"\\/\b\f\n\r\t";
    private static final int HEX_DIGITS = 4;

    private JsonEscapes() {}

    /** Where the escape ends of which the letter stands at {@code position}. */
    static int end(final byte[] text, final int position, final int limit) {
        if (position < limit && text[position] == 'u') {
            int i = position + 1;
            while (i < limit && i <= position + HEX_DIGITS && Character.digit(text[i], 16) >= 0) {
                i++;
            }
            if (i == position + 1 + HEX_DIGITS) {
                return i;
            }
        } else if (position < limit && LETTERS.indexOf(text[position]) >= 0) {
            return position + 1;
        }
        throw new MalformedFrameException(
                "a backslash and " + (position < limit ? text[position] : "the end"), "an escape");
    }

    /** The text of checked {@code text[start, start + length)} without its escapes; refused where UTF-8 cannot say it. */
    static byte[] unescape(final byte[] text, final int start, final int length) {
        final String escaped = new String(text, start, length, StandardCharsets.UTF_8);
        final StringBuilder plain = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            final char c = escaped.charAt(i);
            if (c != '\\') {
                plain.append(c);
            } else if (escaped.charAt(++i) == 'u') {
                plain.append((char) Integer.parseInt(escaped, i + 1, i + 1 + HEX_DIGITS, 16));
                i += HEX_DIGITS;
            } else {
                plain.append(MEANINGS.charAt(LETTERS.indexOf(escaped.charAt(i))));
            }
        }
        final String unescaped = plain.toString();
        if (!Utf8.canEncode(unescaped)) {
            throw new MalformedFrameException(escaped, "no half of a surrogate pair");
        }
        return unescaped.getBytes(StandardCharsets.UTF_8);
    }
}
