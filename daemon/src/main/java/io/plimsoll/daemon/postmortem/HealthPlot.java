package io.plimsoll.daemon.postmortem;

import io.plimsoll.daemon.postmortem.PostMortem.Health;
import java.util.List;

/** Draws how many accounts stood where, before and after, side by side. Stateless. */
final class HealthPlot {
    private static final int WIDTH = 980;
    private static final int HEIGHT = 300;
    private static final int LEFT = 84;
    private static final int RIGHT = 16;
    private static final int TOP = 40;
    private static final int BOTTOM = 240;
    private static final int ROWS = 4;
    private static final String BEFORE = "#a9b4c0";

    private HealthPlot() {}

    static String svg(final Health before, final Health after) {
        final Svg svg = new Svg(WIDTH, HEIGHT, "accounts by health before and after");
        final long most = Math.max(1, Math.max(most(before), most(after)));
        final long top = niceTop(most);
        for (int i = 0; i <= ROWS; i++) {
            final double y = BOTTOM - (BOTTOM - TOP) * (double) i / ROWS;
            svg.line(LEFT, y, WIDTH - RIGHT, y, Svg.GRID);
            svg.text(LEFT - 8, y + 4, "end", Svg.QUIET, Html.count(top * i / ROWS));
        }
        svg.text(LEFT, 16, "start", Svg.QUIET, "accounts");
        svg.rect(LEFT + 90, 8, 12, 9, BEFORE).text(LEFT + 108, 16, "start", Svg.INK, "before");
        svg.rect(LEFT + 170, 8, 12, 9, Svg.PATH).text(LEFT + 188, 16, "start", Svg.INK, "after");
        final List<String> labels = HealthScale.labels();
        final double piece = (WIDTH - LEFT - RIGHT) / (double) labels.size();
        for (int i = 0; i < labels.size(); i++) {
            final double x = LEFT + piece * i;
            bar(svg, x + piece * 0.12, piece * 0.36, before.byRatio().get(i), top, BEFORE);
            bar(svg, x + piece * 0.5, piece * 0.36, after.byRatio().get(i), top, Svg.PATH);
            svg.text(
                    x + piece / 2,
                    BOTTOM + 18,
                    "middle",
                    i < HealthScale.unsafePieces() ? Svg.BAD : Svg.QUIET,
                    labels.get(i));
        }
        final double limit = LEFT + piece * HealthScale.unsafePieces();
        svg.line(limit, TOP - 8, limit, BOTTOM + 6, Svg.BAD);
        svg.text(limit - 6, TOP - 10, "end", Svg.BAD, "below 1: liquidated");
        svg.text((LEFT + WIDTH - RIGHT) / 2.0, BOTTOM + 42, "middle", Svg.QUIET, "equity / maintenance margin");
        return svg.toString();
    }

    private static void bar(
            final Svg svg, final double x, final double width, final long count, final long top, final String colour) {
        if (count > 0) {
            final double height = Math.max(1, (BOTTOM - TOP) * (double) count / top);
            svg.rect(x, BOTTOM - height, width, height, colour);
        }
    }

    private static long most(final Health health) {
        return health.byRatio().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    // The next of 4, 8, 20, 40, 80, 200, ...: quarters of it are whole.
    private static long niceTop(final long most) {
        long unit = 4;
        while (true) {
            for (final long factor : new long[] {1, 2, 5}) {
                if (unit * factor >= most) {
                    return unit * factor;
                }
            }
            unit *= 10;
        }
    }
}
