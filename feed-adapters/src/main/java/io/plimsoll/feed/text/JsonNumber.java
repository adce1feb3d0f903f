package io.plimsoll.feed.text;

/** How JSON writes numbers (RFC 8259, section 6). Stateless, any thread. */
final class JsonNumber {
    private JsonNumber() {}

    /** Where the number that begins at {@code start} ends, or {@code start} when none does. */
    static int end(final byte[] text, final int start, final int limit) {
        final int first = start < limit && text[start] == '-' ? start + 1 : start;
        int end = skipDigits(text, first, limit);
        if (end == first || (text[first] == '0' && end > first + 1)) {
            return start;
        }
        if (end < limit && text[end] == '.') {
            final int fraction = end + 1;
            end = skipDigits(text, fraction, limit);
            if (end == fraction) {
                return start;
            }
        }
        if (end < limit && (text[end] | 0x20) == 'e') {
            final int sign = end + 1;
            final int exponent = sign < limit && (text[sign] == '-' || text[sign] == '+') ? sign + 1 : sign;
            end = skipDigits(text, exponent, limit);
            if (end == exponent) {
                return start;
            }
        }
        return end;
    }

    /** The first place from {@code start} on that holds no digit. */
    static int skipDigits(final byte[] text, final int start, final int limit) {
        int i = start;
        while (i < limit && text[i] >= '0' && text[i] <= '9') {
            i++;
        }
        return i;
    }
}
