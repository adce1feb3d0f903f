package io.plimsoll.journal.config;

import java.util.Comparator;
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

    static final Map<String, Long> SIZES =
            Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);

    private Amounts() {}

    /** A duration in nanoseconds, or {@link #NONE}. */
    public static long parseNs(final String text) {
        return parse(text, UNITS);
    }

    /** A duration as one would write it, in the largest unit that it is a whole number of. */
    public static String textOfNs(final long ns) {
        return text(ns, UNITS, "s");
    }

    /** A size as one would write it. */
    public static String textOfBytes(final long bytes) {
        return text(bytes, SIZES, "B");
    }

    private static String text(final long amount, final Map<String, Long> units, final String ofZero) {
        if (amount == 0) {
            return 0 + ofZero;
        }
        final Map.Entry<String, Long> unit = units.entrySet().stream()
                .filter(each -> amount % each.getValue() == 0)
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .orElseThrow();
        return amount / unit.getValue() + unit.getKey();
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
