package io.plimsoll.journal.config;

import java.util.Map;

/** Amounts with their unit as people write them: {@code 250ms}, {@code 1GiB}. Stateless, any thread. */
public final class Amounts {
    /** What a duration looks like, for messages. */
    public static final String DURATION = "a duration with its unit (ns, us, ms, s, m, h), as 250ms";
    /** Answered for a text that is no amount. */
    public static final long NONE = -1;

    private static final int MOST_DIGITS = 15;

    private static final Map<String, Long> UNITS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private Amounts() {}

    /** A duration in nanoseconds, or {@link #NONE}. */
    public static long parseNs(final String text) {
        return parse(text, UNITS);
    }

    /** An amount in the smallest unit, or {@link #NONE}: digits, then one of the units. */
    static long parse(final String text, final Map<String, Long> units) {
        final String trimmed = text.trim();
        int digits = 0;
        while (digits < trimmed.length() && Character.isDigit(trimmed.charAt(digits))) {
            digits++;
        }
        final Long unit = units.get(trimmed.substring(digits).trim());
        if (digits == 0 || digits > MOST_DIGITS || unit == null) {
            return NONE;
        }
        try {
            return Math.multiplyExact(Long.parseLong(trimmed.substring(0, digits)), unit);
        } catch (final ArithmeticException e) {
            return NONE;
        }
    }
}
