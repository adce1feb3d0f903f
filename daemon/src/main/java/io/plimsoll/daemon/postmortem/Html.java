package io.plimsoll.daemon.postmortem;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Pieces of a page: escaped text, numbers and times for people, tables. One page, one thread. */
final class Html {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final BigDecimal SMALLEST = new BigDecimal("0.005");
    private static final MathContext TWO_DIGITS = new MathContext(2);

    private final StringBuilder page = new StringBuilder(1 << 16);
    private final DecimalFormat money = new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT));

    Html() {
        money.setRoundingMode(RoundingMode.HALF_EVEN);
    }

    /** A column: its head, and the style of its cells. */
    record Column(String head, String style) {
        /** Short texts, each on one line. */
        static Column text(final String head) {
            return new Column(head, "t");
        }

        /** Long texts, broken where they must be. */
        static Column wide(final String head) {
            return new Column(head, "w");
        }

        static Column number(final String head) {
            return new Column(head, "n");
        }
    }

    /** Markup as it is. */
    Html raw(final String markup) {
        page.append(markup);
        return this;
    }

    /** Markup with escaped texts in it, by {@code %s}. */
    Html put(final String markup, final Object... texts) {
        final Object[] escaped = new Object[texts.length];
        for (int i = 0; i < texts.length; i++) {
            escaped[i] = escape(String.valueOf(texts[i]));
        }
        page.append(String.format(Locale.ROOT, markup, escaped)).append('\n');
        return this;
    }

    /** A table; cells are escaped. */
    Html table(final List<Column> columns, final List<List<String>> rows) {
        raw("<table><thead><tr>");
        for (final Column column : columns) {
            put("<th class=%s>%s</th>", column.style(), column.head());
        }
        raw("</tr></thead><tbody>\n");
        for (final List<String> row : rows) {
            raw("<tr>");
            for (int i = 0; i < columns.size(); i++) {
                put("<td class=%s>%s</td>", columns.get(i).style(), row.get(i));
            }
            raw("</tr>\n");
        }
        return raw("</tbody></table>\n");
    }

    /** Says how many rows were left out. */
    void more(final long left) {
        if (left > 0) {
            put("<p class=note>and %s more.</p>", count(left));
        }
    }

    @Override
    public String toString() {
        return page.toString();
    }

    static String escape(final String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** With thousands apart. */
    static String count(final long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Two decimals, thousands apart; two digits of what would round to nothing. */
    String money(final BigDecimal value) {
        final boolean isSmall = value.signum() != 0 && value.abs().compareTo(SMALLEST) < 0;
        return isSmall ? value.round(TWO_DIGITS).toPlainString() : money.format(value);
    }

    /** A price with its own decimals, thousands apart. */
    static String price(final BigDecimal value) {
        return value.setScale(Math.max(2, Math.min(8, value.scale())), RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    /** UTC, to the second. */
    static String time(final long eventNs) {
        return SECOND.format(Instant.ofEpochSecond(Math.floorDiv(eventNs, NS_PER_SECOND)));
    }

    /** A length of time in its largest sensible unit. */
    static String duration(final long ns) {
        final double seconds = ns / 1e9;
        if (seconds >= 2 * 86_400) {
            return String.format(Locale.ROOT, "%.1f days", seconds / 86_400);
        }
        if (seconds >= 2 * 3_600) {
            return String.format(Locale.ROOT, "%.1f h", seconds / 3_600);
        }
        return seconds >= 120
                ? String.format(Locale.ROOT, "%.1f min", seconds / 60)
                : String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
