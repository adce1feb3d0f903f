package io.plimsoll.protocol;

/**
 * Id of a liquidation order: (epoch, sequence of the causing input record, ordinal among the orders of that cause). An
 * epoch opens a new numbering, so an id is never used twice even if a lost tail makes a sequence appear again.
 *
 * @param epoch rises with each cut, repaired or lost tail
 * @param sequence input sequence of the cause
 * @param ordinal place among the orders of the same cause, from 0
 */
public record OrderId(long epoch, long sequence, long ordinal) {
    /** The text form, for example {@code 1-4711-0}. */
    @Override
    public String toString() {
        return epoch + "-" + sequence + "-" + ordinal;
    }

    /**
     * The id that {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException when the text is not three whole numbers joined by '-'
     */
    public static OrderId parse(final String text) {
        final String[] parts = text.split("-", -1);
        try {
            if (parts.length == 3) {
                return new OrderId(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
            }
        } catch (final NumberFormatException ignored) {
            // told below, with what was expected
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no order id; expected epoch-sequence-ordinal, as 1-4711-0");
    }
}
