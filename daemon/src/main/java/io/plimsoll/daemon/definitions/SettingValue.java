package io.plimsoll.daemon.definitions;

import io.plimsoll.journal.config.Fields;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** What a setting's text may be, and the number that stands for it in the terms. Stateless. */
abstract class SettingValue {
    private final String expected;
    private final boolean isQuoted;

    private SettingValue(final String expected, final boolean isQuoted) {
        this.expected = expected;
        this.isQuoted = isQuoted;
    }

    /**
     * The number of a text.
     *
     * @throws IllegalArgumentException when it is none of what is expected
     */
    abstract long parse(String text);

    /** The number of a field that is there; anything else is an error about the field. */
    final long read(final Fields fields, final String field) {
        final String text = fields.scalar(field, isQuoted);
        try {
            return parse(text);
        } catch (final IllegalArgumentException e) {
            throw fields.bad(field, "'" + text + "', expected " + expected);
        }
    }

    /** As in "expected ...". */
    final String expected() {
        return expected;
    }

    /** Whether a format that tells texts from numbers writes it as a text. */
    final boolean isQuoted() {
        return isQuoted;
    }

    /** A rate from 0 to the given one, both ppm, as a decimal. */
    static SettingValue rate(final int max) {
        return decimal(Rates.DECIMALS, 0, max);
    }

    /** An amount in the valuation currency, to the millionth. */
    static SettingValue amount() {
        return new SettingValue("an amount of 0 or more with at most " + Rates.DECIMALS + " decimals", true) {
            @Override
            long parse(final String text) {
                return within(Decimals.parse(text, Rates.DECIMALS), 0, Terms.UNBOUNDED - 1);
            }
        };
    }

    /** A decimal with at most so many decimals, between two mantissas. */
    static SettingValue decimal(final int decimals, final long min, final long max) {
        return new SettingValue(
                "a decimal from " + told(min, decimals) + " to " + told(max, decimals) + " with at most " + decimals
                        + " decimals",
                true) {
            @Override
            long parse(final String text) {
                return within(Decimals.parse(text, decimals), min, max);
            }
        };
    }

    /** A whole number. */
    static SettingValue count(final int min, final int max) {
        return new SettingValue("a whole number from " + min + " to " + max, false) {
            @Override
            long parse(final String text) {
                return within(Integer.parseInt(text), min, max);
            }
        };
    }

    /** True or false. */
    static SettingValue flag() {
        return new SettingValue("true or false", false) {
            @Override
            long parse(final String text) {
                return switch (text) {
                    case "true" -> 1;
                    case "false" -> 0;
                    default -> throw new IllegalArgumentException(text);
                };
            }
        };
    }

    /** One of the schema's choices, in lower case with dashes. */
    static <E extends Enum<E>> SettingValue choice(final List<E> choices, final ToLongFunction<E> numbers) {
        final List<String> names = new ArrayList<>();
        for (final E choice : choices) {
            names.add(choice.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return new SettingValue("one of " + String.join(" ", names), true) {
            @Override
            long parse(final String text) {
                final int place = names.indexOf(text);
                if (place < 0) {
                    throw new IllegalArgumentException(text);
                }
                return numbers.applyAsLong(choices.get(place));
            }
        };
    }

    private static String told(final long mantissa, final int decimals) {
        return Decimals.toBigDecimal(mantissa, decimals).stripTrailingZeros().toPlainString();
    }

    private static long within(final long value, final long min, final long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(value + " is out of range");
        }
        return value;
    }
}
