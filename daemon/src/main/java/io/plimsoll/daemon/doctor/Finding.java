package io.plimsoll.daemon.doctor;

/**
 * One thing that was looked at.
 *
 * @param verdict how it is
 * @param subject what was looked at, a few words that stay the same
 * @param seen what was found
 * @param advice what to do; empty where nothing is to be done
 */
public record Finding(Verdict verdict, String subject, String seen, String advice) {
    /** How a thing is. */
    public enum Verdict {
        /** As it should be. */
        GOOD,
        /** It could not be seen from here. */
        UNKNOWN,
        /** A daemon runs, but slower or less safely than it could. */
        WARNING,
        /** A daemon would not start, or must not be trusted. */
        BAD
    }

    static Finding good(final String subject, final String seen) {
        return new Finding(Verdict.GOOD, subject, seen, "");
    }

    static Finding unknown(final String subject, final String seen, final String advice) {
        return new Finding(Verdict.UNKNOWN, subject, seen, advice);
    }

    static Finding warning(final String subject, final String seen, final String advice) {
        return new Finding(Verdict.WARNING, subject, seen, advice);
    }

    static Finding bad(final String subject, final String seen, final String advice) {
        return new Finding(Verdict.BAD, subject, seen, advice);
    }
}
