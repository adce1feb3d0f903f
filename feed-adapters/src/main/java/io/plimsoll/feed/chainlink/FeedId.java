package io.plimsoll.feed.chainlink;

import java.util.regex.Pattern;

/**
 * What the name of a feed says of its reports: the first half byte is the grain of their times (0 seconds, 1 milliseconds), the next
 * three their schema.
 *
 * @param schema where their numbers are
 * @param inMillis whether times are in milliseconds
 */
record FeedId(ReportSchema schema, boolean inMillis) {
    /** How many characters a feed id has: 32 bytes. */
    static final int LENGTH = 66;

    private static final Pattern FORM = Pattern.compile("0x[0-9a-f]{64}");
    private static final int GRAIN = 2; // place of the first digit
    private static final int SCHEMA = 3;

    /**
     * Reads a feed id.
     *
     * @throws IllegalArgumentException where it is none, or one whose reports are not read
     */
    static FeedId of(final String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("symbol " + text + "; expected a feed id: 0x and 64 digits 0-9 and a-f");
        }
        final char grain = text.charAt(GRAIN);
        if (grain != '0' && grain != '1') {
            throw new IllegalArgumentException("feed " + text + " has times of grain " + grain
                    + "; expected 0 (seconds) or 1 (milliseconds) for its first digit");
        }
        try {
            return new FeedId(ReportSchema.of(Integer.parseInt(text, SCHEMA, 6, 16)), grain == '1');
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException("feed " + text + ": " + e.getMessage(), e);
        }
    }
}
