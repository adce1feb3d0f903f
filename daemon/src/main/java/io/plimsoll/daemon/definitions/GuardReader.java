package io.plimsoll.daemon.definitions;

import io.plimsoll.journal.config.Amounts;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.DegradedAction;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Reads a guard from a config file or a book: the same names, bounds and defaults in both. One guard, one thread.
 */
public final class GuardReader {
    private static final String OFF = "off";
    private static final long LONGEST_NS = 1L << 50;
    private static final int MOST_SOURCES = 16;
    private static final int MOST = 100;

    private final Fields fields;

    private GuardReader(final Fields fields) {
        this.fields = fields;
    }

    /** Where the settings stand, each as a text. */
    public interface Fields {
        /** file:line of the guard. */
        String origin();

        boolean has(String name);

        /** The text of a setting that is there. */
        String text(String name);

        /** The text of a setting that is there and is a whole number or {@code off}. */
        String count(String name);

        /** An error about a setting: {@code file:line: 'name' is ...}. */
        UserError bad(String name, String what);

        /** An error about a setting that is not there. */
        UserError missing(String name, String expected);
    }

    /** The guard. */
    public static GuardSpec read(final Fields fields) {
        return new GuardReader(fields).read();
    }

    private GuardSpec read() {
        final int dwellPpm = rateOrOff("dwellMove", OFF);
        if (dwellPpm == GuardSpec.OFF && fields.has("dwell")) {
            throw fields.bad("dwell", "given without 'dwellMove', which says what a jump is");
        }
        return new GuardSpec(
                fields.origin(),
                mandatory("price", "the symbol of a price"),
                count("quorum", null, 1, MOST_SOURCES),
                duration("maxAge", null, 1),
                rateOrOff("collar", null),
                countOrOff("outlierMads", "4", 1),
                rate("outlierFloor", "0.005", 0),
                rateOrOff("maxConfidence", "0.02"),
                countOrOff("haltFactor", "5", 2),
                duration("slow", "5m", 64),
                count("resumeTicks", "3", 1, MOST),
                dwellPpm,
                duration("dwell", "0s", 0),
                degraded());
    }

    // A fallback of null: mandatory.
    private String text(final String name, final String fallback, final String expected) {
        return fallback == null || fields.has(name) ? mandatory(name, expected) : fallback;
    }

    private String mandatory(final String name, final String expected) {
        if (!fields.has(name)) {
            throw fields.missing(name, expected);
        }
        return fields.text(name);
    }

    private int rateOrOff(final String name, final String fallback) {
        final String text = text(name, fallback, "a rate above 0 and at most 1, or off");
        return OFF.equals(text) ? GuardSpec.OFF : rate(name, text, 1);
    }

    private int rate(final String name, final String fallback, final int min) {
        final String text = fields.has(name) ? fields.text(name) : fallback;
        final String expected = min == 0 ? "a rate from 0 to 1" : "a rate above 0 and at most 1, or off";
        try {
            final long rate = Decimals.parse(text, Rates.DECIMALS);
            if (rate >= min && rate <= Rates.ONE) {
                return (int) rate;
            }
        } catch (final NumberFormatException ignored) {
            // told below, with what was expected
        }
        throw fields.bad(name, "'" + text + "', expected " + expected);
    }

    private int countOrOff(final String name, final String fallback, final int min) {
        final String text = fields.has(name) ? fields.count(name) : fallback;
        return OFF.equals(text) ? GuardSpec.OFF : whole(name, text, min, MOST);
    }

    private int count(final String name, final String fallback, final int min, final int max) {
        if (fallback == null && !fields.has(name)) {
            throw fields.missing(name, wholeNumber(min, max));
        }
        return whole(name, fields.has(name) ? fields.count(name) : fallback, min, max);
    }

    private int whole(final String name, final String text, final int min, final int max) {
        try {
            final int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (final NumberFormatException ignored) {
            // told below, with what was expected
        }
        throw fields.bad(name, "'" + text + "', expected " + wholeNumber(min, max));
    }

    private static String wholeNumber(final int min, final int max) {
        return "a whole number from " + min + " to " + max;
    }

    private long duration(final String name, final String fallback, final long minNs) {
        final String text = text(name, fallback, Amounts.DURATION);
        final long ns = Amounts.parseNs(text);
        if (ns == Amounts.NONE) {
            throw fields.bad(name, "'" + text + "', expected " + Amounts.DURATION);
        }
        if (ns < minNs || ns > LONGEST_NS) {
            throw fields.bad(name, "'" + text + "', expected " + minNs + "ns to 312h");
        }
        return ns;
    }

    private DegradedAction degraded() {
        final String text = text("degraded", name(DegradedAction.AT_BOUND), "what a degraded price allows");
        for (final DegradedAction action : DegradedAction.values()) {
            if (action != DegradedAction.NULL_VAL && name(action).equals(text)) {
                return action;
            }
        }
        throw fields.bad(
                "degraded",
                "'" + text + "', expected one of "
                        + Arrays.stream(DegradedAction.values())
                                .filter(action -> action != DegradedAction.NULL_VAL)
                                .map(GuardReader::name)
                                .collect(Collectors.joining(" ")));
    }

    private static String name(final DegradedAction action) {
        return action.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
