package io.plimsoll.feed.text;

import io.plimsoll.feed.live.MalformedFrameException;
import java.nio.charset.StandardCharsets;

/**
 * A venue's own times as nanoseconds since the Unix epoch. Stateless, any thread; allocates only when it fails, and fails with
 * {@link MalformedFrameException} before 1970 and after 2262, where 64 bits of nanoseconds end.
 */
public final class VenueTime {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MILLI_NS = 1_000_000L;
    private static final long MICRO_NS = 1_000L;
    private static final int DATE_AND_TIME = "1970-01-01T00:00:00".length();
    private static final int MOST_FRACTION_DIGITS = 9;

    private VenueTime() {}

    /** Whole seconds. */
    public static long ofSeconds(final long seconds) {
        return scaled(seconds, SECOND_NS, "seconds");
    }

    /** Whole milliseconds. */
    public static long ofMillis(final long millis) {
        return scaled(millis, MILLI_NS, "milliseconds");
    }

    /** Whole microseconds. */
    public static long ofMicros(final long micros) {
        return scaled(micros, MICRO_NS, "microseconds");
    }

    private static long scaled(final long count, final long unitNs, final String unit) {
        if (count < 0 || count > Long.MAX_VALUE / unitNs) {
            throw new MalformedFrameException(
                    Long.toString(count), "a time in " + unit + " since 1970, before the year 2262");
        }
        return count * unitNs;
    }

    /** {@code 2014-11-07T08:19:28.464459Z} in {@code text[offset, offset + length)}: UTC, with no or up to nine digits of a fraction. */
    public static long ofIso(final byte[] text, final int offset, final int length) {
        final int end = offset + length;
        if (length <= DATE_AND_TIME
                || text[end - 1] != 'Z'
                || text[offset + 4] != '-'
                || text[offset + 7] != '-'
                || text[offset + 10] != 'T'
                || text[offset + 13] != ':'
                || text[offset + 16] != ':') {
            throw noTime(text, offset, length);
        }
        final int year = digits(text, offset, 4);
        final int month = digits(text, offset + 5, 2);
        final int day = digits(text, offset + 8, 2);
        final int hour = digits(text, offset + 11, 2);
        final int minute = digits(text, offset + 14, 2);
        final int second = digits(text, offset + 17, 2);
        final int fraction = fraction(text, offset + DATE_AND_TIME, end - 1);
        final boolean exists = year >= 1970
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= daysOfMonth(year, month)
                && hour >= 0
                && hour < 24
                && minute >= 0
                && minute < 60
                && second >= 0
                && second < 60
                && fraction >= 0;
        if (!exists) {
            throw noTime(text, offset, length);
        }
        final long seconds = ((daysSinceEpoch(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
        if (seconds >= Long.MAX_VALUE / SECOND_NS) { // the last second of a long is not a whole one
            throw noTime(text, offset, length);
        }
        return seconds * SECOND_NS + fraction;
    }

    private static int digits(final byte[] text, final int start, final int count) {
        int value = 0;
        for (int i = start; i < start + count; i++) {
            final int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    // Nanoseconds, or less than 0 where there stands something else than a point and digits.
    private static int fraction(final byte[] text, final int start, final int end) {
        if (start == end) {
            return 0;
        }
        final int count = end - start - 1;
        if (text[start] != '.' || count < 1 || count > MOST_FRACTION_DIGITS) {
            return -1;
        }
        int value = digits(text, start + 1, count);
        for (int i = count; i < MOST_FRACTION_DIGITS; i++) {
            value *= 10;
        }
        return value;
    }

    private static int daysOfMonth(final int year, final int month) {
        return switch (month) {
            case 2 -> isLeap(year) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    private static boolean isLeap(final int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    // Years are counted from March on, so that a leap day is the last of one and months have 153 days in five.
    private static long daysSinceEpoch(final int year, final int month, final int day) {
        final int marchYear = month > 2 ? year : year - 1;
        final int marchMonth = month > 2 ? month - 3 : month + 9;
        final int dayOfYear = (153 * marchMonth + 2) / 5 + day - 1;
        final int leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400;
        return 365L * marchYear + leapDays + dayOfYear - 719_468; // days from the first of March of year 0 to 1970
    }

    private static MalformedFrameException noTime(final byte[] text, final int offset, final int length) {
        return new MalformedFrameException(
                new String(text, offset, length, StandardCharsets.UTF_8),
                "a time such as 2014-11-07T08:19:28.464459Z, from 1970 to 2262");
    }
}
