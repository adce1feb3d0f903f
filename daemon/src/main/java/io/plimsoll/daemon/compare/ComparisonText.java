package io.plimsoll.daemon.compare;

import io.plimsoll.journal.text.EventTime;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.stream.Collectors;

/** A comparison for people. Values are rounded to 8 decimals where they have more. One thread. */
public final class ComparisonText {
    private static final int DECIMALS = 8;
    private static final double NS_PER_SECOND = 1e9;

    private final PrintStream out;

    private ComparisonText(final PrintStream out) {
        this.out = out;
    }

    /** Prints it. */
    public static void print(final PrintStream out, final Comparison told) {
        new ComparisonText(out).print(told);
    }

    private void print(final Comparison told) {
        line(
                "%,d liquidated by both, %,d by the venue alone, %,d by the journal alone",
                told.both().size(), told.venueOnly().size(), told.oursOnly().size());
        if (!told.outside().isEmpty()) {
            line(
                    "%,d lines of the venue's are from outside the stretch and not compared, the first of them %s",
                    told.outside().size(), told.outside().get(0));
        }
        if (!told.venueOnly().isEmpty()) {
            line("");
            line("By the venue alone");
        }
        for (final Comparison.Only only : told.venueOnly()) {
            head(only.venue(), only.why());
            venue(only.venue());
            standing("by the journal", only.venue().standing());
        }
        if (!told.oursOnly().isEmpty()) {
            line("");
            line("By the journal alone");
        }
        for (final Episode ours : told.oursOnly()) {
            head(ours, "order " + ours.where());
            standing("by the order", ours.standing());
        }
        if (!told.both().isEmpty()) {
            line("");
            line("By both");
        }
        for (final Comparison.Pair pair : told.both()) {
            both(pair);
        }
    }

    private void both(final Comparison.Pair pair) {
        line(
                "%s %s: venue %s at %s, journal %s from order %s: %s, %s",
                pair.ours().account(),
                pair.ours().subject(),
                plain(pair.venue().quantity()),
                EventTime.text(pair.venue().firstNs()),
                plain(pair.ours().quantity()),
                pair.ours().where(),
                lag(pair.lagNs()),
                size(pair.sizeDifference()));
        venue(pair.venue());
    }

    private static String lag(final long lagNs) {
        return lagNs == 0
                ? "at once"
                : String.format(
                        Locale.ROOT,
                        "the journal %.3f s %s",
                        Math.abs(lagNs) / NS_PER_SECOND,
                        lagNs > 0 ? "later" : "earlier");
    }

    private static String size(final BigDecimal difference) {
        return difference.signum() == 0
                ? "the same size"
                : plain(difference.abs()) + (difference.signum() > 0 ? " more" : " less");
    }

    private void head(final Episode episode, final String why) {
        line(
                "%s %s: %s at %s%s, input %,d: %s",
                episode.account(),
                episode.subject(),
                plain(episode.quantity()),
                EventTime.text(episode.firstNs()),
                episode.count() == 1 ? "" : " and later, " + episode.count() + " in all",
                episode.sequence(),
                why);
    }

    private void venue(final Episode venue) {
        if (venue.equity() != null || venue.requirement() != null) {
            line("  by the venue: equity %s, requirement %s", orDash(venue.equity()), orDash(venue.requirement()));
        }
    }

    private void standing(final String by, final Standing standing) {
        if (standing.equity() == null) {
            line("  %s: %s", by, standing.verdict());
            return;
        }
        final BigDecimal surplus = standing.surplus();
        line(
                "  %s: %s, equity %s, requirement %s, %s %s%s",
                by,
                standing.verdict(),
                rounded(standing.equity()),
                rounded(standing.requirement()),
                surplus.signum() < 0 ? "shortfall" : "surplus",
                rounded(surplus.abs()),
                standing.prices().isEmpty()
                        ? ""
                        : "; prices "
                                + standing.prices().entrySet().stream()
                                        .map(price -> price.getKey() + " " + plain(price.getValue()))
                                        .collect(Collectors.joining(", ")));
    }

    private static String orDash(final BigDecimal value) {
        return value == null ? "-" : plain(value);
    }

    private static String rounded(final BigDecimal value) {
        return plain(value.scale() > DECIMALS ? value.setScale(DECIMALS, RoundingMode.HALF_EVEN) : value);
    }

    static String plain(final BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private void line(final String format, final Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }
}
