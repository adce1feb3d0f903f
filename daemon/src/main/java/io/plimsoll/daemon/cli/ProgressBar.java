package io.plimsoll.daemon.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongConsumer;

/**
 * Shows how far long work is, on standard error and only when that is a terminal; redrawn ten times a second at most, and wiped
 * at the end. One thread.
 */
final class ProgressBar implements LongConsumer, AutoCloseable {
    private static final int WIDTH = 40;
    private static final long REDRAW_NS = 100_000_000;

    private final PrintStream out;
    private final boolean isShown;
    private final long total;
    private final String unit;
    private final long startNs = System.nanoTime();
    private long drawnNs = startNs;
    private boolean isDrawn;

    /** @param total what the count will be at the end */
    static ProgressBar onTerminal(final long total, final String unit) {
        return new ProgressBar(System.err, isTerminal(), total, unit);
    }

    ProgressBar(final PrintStream out, final boolean isShown, final long total, final String unit) {
        this.out = out;
        this.isShown = isShown;
        this.total = Math.max(1, total);
        this.unit = unit;
    }

    @Override
    public void accept(final long done) {
        final long nowNs = System.nanoTime();
        if (!isShown || nowNs - drawnNs < REDRAW_NS) {
            return;
        }
        drawnNs = nowNs;
        isDrawn = true;
        final int filled = (int) Math.min(WIDTH, WIDTH * done / total);
        out.printf(
                Locale.ROOT,
                "\r[%s%s] %,d of %,d %s, %,.0f a second ",
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                done,
                total,
                unit,
                done * 1e9 / Math.max(1, nowNs - startNs));
        out.flush();
    }

    @Override
    public void close() {
        if (isDrawn) {
            out.print("\r\033[K");
            out.flush();
        }
    }

    // System.console() speaks of standard input and output only.
    private static boolean isTerminal() {
        try {
            final Path target = Path.of("/proc/self/fd/2").toRealPath();
            return target.startsWith("/dev/pts") || target.startsWith("/dev/tty") || target.endsWith("console");
        } catch (final IOException e) {
            return false;
        }
    }
}
