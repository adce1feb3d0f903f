package io.plimsoll.daemon.postmortem;

import io.plimsoll.daemon.postmortem.PostMortem.Gap;
import io.plimsoll.daemon.postmortem.PostMortem.Liquidation;
import io.plimsoll.daemon.postmortem.PostMortem.Point;
import io.plimsoll.daemon.postmortem.PostMortem.PricePath;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Draws one price over time: the band between lowest and highest of each piece, silences shaded, and below it how many accounts
 * got their first order when. Stateless.
 */
final class PricePlot {
    private static final int WIDTH = 980;
    private static final int HEIGHT = 410;
    private static final int LEFT = 84;
    private static final int RIGHT = 16;
    private static final int TOP = 26;
    private static final int PRICE_BOTTOM = 268;
    private static final int BARS_TOP = 300;
    private static final int BARS_BOTTOM = 362;
    private static final int BAR_WIDTH = 4;
    private static final int ROWS = 6;
    private static final int COLUMNS = 8;
    private static final int HALF_LABEL = 36;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final PricePath path;
    private final long fromNs;
    private final long toNs;
    private final double low;
    private final double high;

    private PricePlot(final PricePath path, final long fromNs, final long toNs) {
        this.path = path;
        this.fromNs = fromNs;
        this.toNs = Math.max(toNs, fromNs + 1);
        final double lowest = path.low().doubleValue();
        final double highest = path.high().doubleValue();
        final double margin = Math.max((highest - lowest) * 0.06, highest * 1e-6);
        low = lowest - margin;
        high = highest + margin;
    }

    static String svg(
            final PricePath path,
            final List<Liquidation> liquidations,
            final long fromNs,
            final long toNs,
            final String currency) {
        return new PricePlot(path, fromNs, toNs).draw(liquidations, currency);
    }

    private String draw(final List<Liquidation> liquidations, final String currency) {
        final Svg svg = new Svg(WIDTH, HEIGHT, "price of " + path.symbol() + " over time");
        for (final Gap gap : path.gaps()) {
            svg.rect(x(gap.fromNs()), TOP, x(gap.toNs()) - x(gap.fromNs()), PRICE_BOTTOM - TOP, Svg.GAP);
        }
        svg.text(LEFT, TOP - 10, "start", Svg.QUIET, path.symbol() + ", " + currency);
        svg.line(LEFT, PRICE_BOTTOM, WIDTH - RIGHT, PRICE_BOTTOM, Svg.QUIET);
        final double step = Ticks.step(high - low, ROWS);
        for (final double price : Ticks.multiples(low, high, step)) {
            svg.line(LEFT, y(price), WIDTH - RIGHT, y(price), Svg.GRID);
            svg.text(LEFT - 8, y(price) + 4, "end", Svg.QUIET, label(price, step));
        }
        drawTimes(svg);
        drawPath(svg);
        drawLiquidations(svg, liquidations);
        return svg.toString();
    }

    private void drawTimes(final Svg svg) {
        final List<Long> times = Ticks.times(fromNs, toNs, COLUMNS);
        final boolean isDays = times.stream().allMatch(at -> at % (86_400 * NS_PER_SECOND) == 0);
        final String pattern = isDays ? "MM-dd" : toNs - fromNs > 86_400 * NS_PER_SECOND ? "MM-dd HH:mm" : "HH:mm:ss";
        final DateTimeFormatter format =
                DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
        for (final long at : times) {
            svg.line(x(at), PRICE_BOTTOM, x(at), PRICE_BOTTOM + 4, Svg.QUIET);
            svg.line(x(at), BARS_BOTTOM, x(at), BARS_BOTTOM + 4, Svg.QUIET);
            svg.text(
                    x(at),
                    BARS_BOTTOM + 20,
                    anchor(x(at)),
                    Svg.QUIET,
                    format.format(Instant.ofEpochSecond(Math.floorDiv(at, NS_PER_SECOND))));
        }
        svg.text((LEFT + WIDTH - RIGHT) / 2.0, BARS_BOTTOM + 40, "middle", Svg.QUIET, "event time, UTC");
    }

    private static String anchor(final double x) {
        if (x < LEFT + HALF_LABEL) {
            return "start";
        }
        return x > WIDTH - RIGHT - HALF_LABEL ? "end" : "middle";
    }

    // Broken where the feed was silent: nobody knows what the price was there.
    private void drawPath(final Svg svg) {
        final StringBuilder line = new StringBuilder();
        final StringBuilder band = new StringBuilder();
        double previousX = Double.NEGATIVE_INFINITY;
        int gap = 0;
        final List<Gap> gaps = path.gaps();
        for (final Point point : path.points()) {
            boolean isBroken = line.length() == 0;
            while (gap < gaps.size() && gaps.get(gap).fromNs() <= point.fromNs()) {
                isBroken |= x(gaps.get(gap).toNs()) - x(gaps.get(gap).fromNs()) > 2;
                gap++;
            }
            final double x = x(point.fromNs());
            // a price holds until the next one comes
            line.append(String.format(Locale.ROOT, isBroken ? "M%.1f %.1f" : "H%.1fV%.1f", x, y(point.last())));
            if (point.high() > point.low() && x - previousX >= 0.8) {
                band.append(String.format(Locale.ROOT, "M%.1f %.1fV%.1f", x, y(point.high()), y(point.low())));
                previousX = x;
            }
        }
        svg.path(band, "#9dbbe0", "none").path(line, Svg.PATH, "none");
    }

    private void drawLiquidations(final Svg svg, final List<Liquidation> liquidations) {
        final long[] counts = new long[(WIDTH - LEFT - RIGHT) / BAR_WIDTH + 1];
        long most = 1;
        for (final Liquidation liquidation : liquidations) {
            final int bar = (int) ((x(liquidation.firstNs()) - LEFT) / BAR_WIDTH);
            most = Math.max(most, ++counts[bar]);
        }
        svg.text(LEFT, BARS_TOP - 8, "start", Svg.QUIET, "accounts liquidated for the first time, marked on the price");
        svg.line(LEFT, BARS_BOTTOM, WIDTH - RIGHT, BARS_BOTTOM, Svg.QUIET);
        svg.text(LEFT - 8, BARS_TOP + 6, "end", Svg.QUIET, Html.count(most));
        svg.text(LEFT - 8, BARS_BOTTOM + 4, "end", Svg.QUIET, "0");
        for (int bar = 0; bar < counts.length; bar++) {
            if (counts[bar] > 0) {
                final double x = LEFT + bar * (double) BAR_WIDTH;
                final double height = Math.max(1, (BARS_BOTTOM - BARS_TOP) * (double) counts[bar] / most);
                svg.rect(x, BARS_BOTTOM - height, BAR_WIDTH - 1, height, Svg.BAD);
                svg.rect(x, PRICE_BOTTOM - 5, BAR_WIDTH - 1, 5, Svg.BAD);
            }
        }
    }

    private static String label(final double price, final double step) {
        final int decimals = (int) Math.max(0, -Math.floor(Math.log10(step)));
        return String.format(Locale.ROOT, "%,." + decimals + "f", price);
    }

    private double x(final long ns) {
        final double position = (double) (ns - fromNs) / (toNs - fromNs);
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.max(0, Math.min(1, position));
    }

    private double y(final double price) {
        return PRICE_BOTTOM - (PRICE_BOTTOM - TOP) * (price - low) / (high - low);
    }
}
