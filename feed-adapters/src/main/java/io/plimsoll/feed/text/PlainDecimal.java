package io.plimsoll.feed.text;

/**
 * The one way numbers are written in every text format: an optional minus, digits, optionally a point and digits. For
 * where {@link io.plimsoll.protocol.Decimals} cannot judge because the scale is unknown or the number is wider than 64
 * bits. Stateless, any thread.
 */
public final class PlainDecimal {
    private PlainDecimal() {}

    /** Whether {@code text[start, end)} is a plain decimal number: no plus, exponent, blank, grouping or "NaN". */
    public static boolean matches(final CharSequence text, final int start, final int end) {
        int i = start < end && text.charAt(start) == '-' ? start + 1 : start;
        final int whole = skipDigits(text, i, end);
        if (whole == i) {
            return false;
        }
        if (whole == end) {
            return true;
        }
        i = whole + 1;
        return text.charAt(whole) == '.' && i < end && skipDigits(text, i, end) == end;
    }

    private static int skipDigits(final CharSequence text, final int start, final int end) {
        int i = start;
        while (i < end && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }
}
