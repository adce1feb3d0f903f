package io.plimsoll.daemon.replay;

import io.plimsoll.journal.config.UserError;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.TimeUnit;

/**
 * A stretch of {@code inputs}, both ends included, each given by sequence or by event time. Immutable.
 *
 * @param fromSequence of the first record, at least; 0: not given
 * @param fromNs event time of the first record, at least; nanoseconds since the Unix epoch
 * @param toSequence of the last record, at most
 * @param toNs event time of the last record, at most
 */
public record Stretch(long fromSequence, long fromNs, long toSequence, long toNs) {
    /** From the first record to the last. */
    public static Stretch all() {
        return new Stretch(0, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** Whether it names no beginning: whatever record comes first is in it. */
    public boolean hasNoBeginning() {
        return fromSequence == 0 && fromNs == Long.MIN_VALUE;
    }

    /** Begins at a sequence or time as on the command line; null: at the start. */
    public Stretch from(final String text) {
        if (text == null) {
            return this;
        }
        return isSequence(text)
                ? new Stretch(sequence("--from", text), fromNs, toSequence, toNs)
                : new Stretch(fromSequence, time("--from", text), toSequence, toNs);
    }

    /** Ends at a sequence or time as on the command line; null: at the end. */
    public Stretch to(final String text) {
        if (text == null) {
            return this;
        }
        return isSequence(text)
                ? new Stretch(fromSequence, fromNs, sequence("--to", text), toNs)
                : new Stretch(fromSequence, fromNs, toSequence, time("--to", text));
    }

    /**
     * The end alone, for who wants the state there: the newest snapshot before it is near enough.
     *
     * @param lastSequence of the last record that there is
     */
    public Stretch onlyItsEnd(final long lastSequence) {
        return toNs == Long.MAX_VALUE
                ? new Stretch(Math.min(toSequence, lastSequence), Long.MIN_VALUE, toSequence, toNs)
                : new Stretch(0, toNs, toSequence, toNs);
    }

    /** Whether a record lies in the stretch or after it. */
    public boolean isReachedBy(final long sequence, final long eventNs) {
        return sequence >= fromSequence && eventNs >= fromNs;
    }

    /** Whether a record lies after the stretch. */
    public boolean isPassedBy(final long sequence, final long eventNs) {
        return sequence > toSequence || eventNs > toNs;
    }

    private static boolean isSequence(final String text) {
        return text.chars().allMatch(Character::isDigit);
    }

    private static long sequence(final String option, final String text) {
        try {
            final long sequence = Long.parseLong(text);
            if (sequence > 0) {
                return sequence;
            }
        } catch (final NumberFormatException ignored) {
            // told below, with what was expected
        }
        throw malformed(option, text);
    }

    private static long time(final String option, final String text) {
        try {
            final Instant time = Instant.parse(text);
            return Math.addExact(TimeUnit.SECONDS.toNanos(time.getEpochSecond()), time.getNano());
        } catch (final DateTimeParseException | ArithmeticException e) {
            throw malformed(option, text);
        }
    }

    private static UserError malformed(final String option, final String text) {
        return new UserError(option + " " + text
                + ": expected a sequence of inputs from 1, or a time in UTC as 2013-11-26T12:53:50Z");
    }
}
