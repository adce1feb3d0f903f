package io.plimsoll.daemon.latency;

import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Draws histograms as one SVG: latency (log) over percentile, the axis stretched so that each further nine takes the same room.
 * Self-contained, readable on light and dark, no library. Stateless.
 */
public final class LatencyPlot {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 460;
    private static final int LEFT = 84;
    private static final int RIGHT = 44; // half of the last label
    private static final int TOP = 64;
    private static final int BOTTOM = 64;
    private static final String[] COLOURS = {"#1f6feb", "#d1480f", "#1a7f37", "#8250df", "#9a6700", "#bf3989"};
    private static final double[] PERCENTILES = {0, 90, 99, 99.9, 99.99, 99.999, 99.9999};
    private static final int POINTS = 400;
    private static final double LEGEND_WIDTH = 128;
    private static final double LEGEND_MARK = 36;
    private static final double LETTER_WIDTH = 7.5;

    private LatencyPlot() {}

    /**
     * One curve.
     *
     * @param name for the legend
     * @param histogram of nanoseconds
     */
    public record Curve(String name, Histogram histogram) {}

    /** The plot. */
    public static String svg(final String title, final List<Curve> curves) {
        final int nines = nines(curves);
        final double low = Math.floor(Math.log10(Math.max(10, lowest(curves))));
        final double high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(10, highest(curves)))));
        final StringBuilder svg = new StringBuilder(1 << 14);
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"system-ui, sans-serif\""
                        + " font-size=\"13\">%n<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n",
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT));
        text(svg, LEFT, 28, "start", "#1f2328", "font-weight=\"600\" font-size=\"16\"", title);
        grid(svg, nines, low, high);
        double x = LEFT;
        for (int i = 0; i < curves.size(); i++) {
            curve(svg, curves.get(i), COLOURS[i % COLOURS.length], nines, low, high);
            legend(svg, x, curves.get(i), COLOURS[i % COLOURS.length]);
            x += Math.max(
                    LEGEND_WIDTH,
                    LEGEND_MARK + LETTER_WIDTH * curves.get(i).name().length());
        }
        return svg.append("</svg>\n").toString();
    }

    private static void grid(final StringBuilder svg, final int nines, final double low, final double high) {
        for (double decade = low; decade <= high; decade++) {
            final double y = y(Math.pow(10, decade), low, high);
            line(svg, LEFT, y, WIDTH - RIGHT, y);
            text(svg, LEFT - 10, y + 4, "end", "#59636e", "", duration(Math.pow(10, decade)));
        }
        for (int i = 0; i <= nines; i++) {
            final double x = x(PERCENTILES[i], nines);
            line(svg, x, TOP, x, HEIGHT - BOTTOM);
            final String label = i == 0 ? "0" : String.valueOf(PERCENTILES[i]).replaceAll("\\.0$", "");
            text(svg, x, HEIGHT - BOTTOM + 20, "middle", "#59636e", "", label + "%");
        }
        text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 18, "middle", "#59636e", "", "percentile");
    }

    private static void curve(
            final StringBuilder svg,
            final Curve curve,
            final String colour,
            final int nines,
            final double low,
            final double high) {
        svg.append("<polyline fill=\"none\" stroke=\"")
                .append(colour)
                .append("\" stroke-width=\"2\" stroke-linejoin=\"round\" points=\"");
        final long count = curve.histogram().getTotalCount();
        for (int i = 0; i <= POINTS; i++) {
            final double position = (double) nines * i / POINTS;
            final double percentile = 100 - 100 * Math.pow(10, -position);
            if ((100 - percentile) / 100 * count < 1 && i > 0) {
                break; // fewer values than this percentile can tell apart
            }
            final double value = Math.max(1.0, (double) curve.histogram().getValueAtPercentile(percentile));
            svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(percentile, nines), y(value, low, high)));
        }
        svg.append("\"/>\n");
    }

    private static void legend(final StringBuilder svg, final double x, final Curve curve, final String colour) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"40\" width=\"14\" height=\"4\" rx=\"2\" fill=\"%s\"/>%n",
                x,
                colour));
        text(svg, x + 20, 47, "start", "#1f2328", "", curve.name());
    }

    private static int nines(final List<Curve> curves) {
        final long count = curves.stream()
                .mapToLong(curve -> curve.histogram().getTotalCount())
                .max()
                .orElse(1);
        final int nines = (int) Math.ceil(Math.log10((double) Math.max(10, count)));
        return Math.min(PERCENTILES.length - 1, Math.max(2, nines));
    }

    private static double lowest(final List<Curve> curves) {
        return curves.stream()
                .mapToLong(curve -> curve.histogram().getValueAtPercentile(0))
                .min()
                .orElse(1);
    }

    private static double highest(final List<Curve> curves) {
        return curves.stream()
                .mapToLong(curve -> curve.histogram().getMaxValue())
                .max()
                .orElse(10);
    }

    private static double x(final double percentile, final int nines) {
        final double position = Math.min(nines, -Math.log10((100 - percentile) / 100));
        return LEFT + (WIDTH - LEFT - RIGHT) * position / nines;
    }

    private static double y(final double nanos, final double low, final double high) {
        final double position = (Math.log10(nanos) - low) / (high - low);
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * Math.max(0, Math.min(1, position));
    }

    private static String duration(final double nanos) {
        if (nanos >= 1e9) {
            return Math.round(nanos / 1e9) + " s";
        }
        if (nanos >= 1e6) {
            return Math.round(nanos / 1e6) + " ms";
        }
        return nanos >= 1e3 ? Math.round(nanos / 1e3) + " \u00b5s" : Math.round(nanos) + " ns";
    }

    private static void line(
            final StringBuilder svg, final double x1, final double y1, final double x2, final double y2) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#d1d9e0\"/>%n",
                x1,
                y1,
                x2,
                y2));
    }

    private static void text(
            final StringBuilder svg,
            final double x,
            final double y,
            final String anchor,
            final String colour,
            final String style,
            final String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\" %s>%s</text>%n",
                x,
                y,
                anchor,
                colour,
                style,
                text.replace("&", "&amp;").replace("<", "&lt;")));
    }
}
