package io.plimsoll.gateway.feed;

import java.util.Optional;

/**
 * Names a record of {@code orders} and its content, so that a log that was cut and written anew is noticed: {@code 4711-9e2f01ab}, or {@code
 * 4711} where the content is not known.
 *
 * @param sequence of the record, 0 for before the first
 * @param crc its CRC32C
 * @param isChecked whether {@code crc} is known
 */
public record Place(long sequence, int crc, boolean isChecked) {
    private static final int LONGEST = 32;

    /** Before the first record. */
    public static final Place NOTHING = of(0);

    /** A record whose content is not known. */
    public static Place of(final long sequence) {
        return new Place(sequence, 0, false);
    }

    /** What {@link #toString} wrote, or a sequence alone; empty for anything else. */
    public static Optional<Place> parse(final String text) {
        final int dash = text.indexOf('-');
        final String sequence = dash < 0 ? text : text.substring(0, dash);
        if (text.length() > LONGEST || sequence.isEmpty() || !sequence.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        try {
            final long number = Long.parseLong(sequence);
            return Optional.of(
                    dash < 0
                            ? of(number)
                            : new Place(number, Integer.parseUnsignedInt(text.substring(dash + 1), 16), true));
        } catch (final NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return isChecked ? sequence + "-" + Integer.toHexString(crc) : Long.toString(sequence);
    }
}
