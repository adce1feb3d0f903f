package io.plimsoll.daemon.postmortem;

import java.util.Locale;

/** A drawing with the report's colours. Coordinates in pixels from the top left. One drawing, one thread. */
final class Svg {
    static final String INK = "#1f2328";
    static final String QUIET = "#59636e";
    static final String GRID = "#d1d9e0";
    static final String PATH = "#1f5fa8";
    static final String BAD = "#b42318";
    static final String GAP = "#e3e7ec";

    private final StringBuilder svg = new StringBuilder(1 << 14);

    Svg(final int width, final int height, final String title) {
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\""
                        + " font-family=\"system-ui, Liberation Sans, sans-serif\" font-size=\"12.5\">%n",
                width,
                height,
                Html.escape(title)));
    }

    Svg rect(final double x, final double y, final double width, final double height, final String colour) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
                x,
                y,
                Math.max(0.5, width),
                height,
                colour));
        return this;
    }

    Svg line(final double x1, final double y1, final double x2, final double y2, final String colour) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
                x1,
                y1,
                x2,
                y2,
                colour));
        return this;
    }

    /** A path from its own commands. */
    Svg path(final CharSequence commands, final String stroke, final String fill) {
        svg.append(String.format(
                Locale.ROOT,
                "<path d=\"%s\" stroke=\"%s\" fill=\"%s\" stroke-width=\"1.4\" stroke-linejoin=\"round\"/>%n",
                commands,
                stroke,
                fill));
        return this;
    }

    Svg text(final double x, final double y, final String anchor, final String colour, final String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                colour,
                Html.escape(text)));
        return this;
    }

    @Override
    public String toString() {
        return svg + "</svg>\n";
    }
}
