package io.plimsoll.daemon.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Rows of price files (docs/formats/ticks.md), a hundredth of a second apart. */
final class Prices {
    private static final long START_MS = 1_738_368_000_000L;

    private Prices() {}

    /** Bitcoin on its way down from 40,000 in so many even steps, then to and fro around the last price. */
    static List<String> falling(final int steps, final int rows, final double last) {
        final List<String> lines = header();
        for (int i = 0; i < rows; i++) {
            final double fallen = Math.min(1, (double) i / steps);
            final double ripple = i % 2 == 0 ? 0 : 0.1;
            lines.add(row(i, "BTC-PERP", 40_000 - (40_000 - last) * fallen + ripple));
        }
        return lines;
    }

    /** Both coins, up and down at random, by at most so large a part of their first price. */
    static List<String> restless(final int rows, final double part, final long seed) {
        final List<String> lines = header();
        final SplittableRandom random = new SplittableRandom(seed);
        double bitcoin = 40_000;
        double ether = 2_000;
        for (int i = 0; i < rows; i++) {
            bitcoin = step(bitcoin, 40_000, part, random);
            ether = step(ether, 2_000, part, random);
            lines.add(i % 2 == 0 ? row(i, "BTC-PERP", bitcoin) : row(i, "ETH-PERP", ether));
        }
        return lines;
    }

    private static double step(
            final double price, final double middle, final double part, final SplittableRandom random) {
        final double moved = price * (1 + (random.nextDouble() - 0.5) / 100);
        return Math.max((1 - part) * middle, Math.min((1 + part) * middle, moved));
    }

    private static List<String> header() {
        final List<String> lines = new ArrayList<>();
        lines.add("ts,instrument,price");
        return lines;
    }

    private static String row(final int number, final String symbol, final double price) {
        return String.format(Locale.ROOT, "%d,%s,%.2f", START_MS + 10L * number, symbol, price);
    }
}
