package io.plimsoll.daemon.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Three sources around one falling price, a tick a second each. The third is silent for two seconds, says half the price for the ten
 * seconds that follow, and then the truth again.
 */
final class Feeds {
    static final int LIAR = 12;
    static final long START_MS = 1_738_368_000_000L;
    static final int SECONDS = 60;
    static final int LIE_FROM = 25;
    static final int LIE_TO = 35;

    private static final int SILENCE = 2;
    private static final long APART_MS = 300;

    final Path first;
    final Path second;
    final Path lying;
    final Path silent;

    /** Writes the four files: {@code silent} is the third source again, with its lies left out. */
    Feeds(final Path folder, final SplittableRandom random) throws IOException {
        first = write(folder.resolve("first.csv"), rows(0, random, false, false));
        second = write(folder.resolve("second.csv"), rows(1, random, false, false));
        final long third = random.nextLong();
        lying = write(folder.resolve("lying.csv"), rows(2, new SplittableRandom(third), true, true));
        silent = write(folder.resolve("silent.csv"), rows(2, new SplittableRandom(third), true, false));
    }

    private static Path write(final Path file, final List<String> rows) throws IOException {
        rows.add(0, "ts,instrument,price");
        return Files.write(file, rows);
    }

    private static List<String> rows(
            final int number, final SplittableRandom random, final boolean isLiar, final boolean withLies) {
        final List<String> rows = new ArrayList<>();
        for (int second = 0; second < SECONDS; second++) {
            final double truth = 1_000 - 2.5 * second + 0.2 * random.nextGaussian();
            final boolean isLie = isLiar && second >= LIE_FROM && second < LIE_TO;
            final boolean isSilent = isLiar && second >= LIE_FROM - SILENCE && second < LIE_FROM;
            if (!isSilent && (!isLie || withLies)) {
                rows.add(String.format(
                        Locale.ROOT,
                        "%d,BTC-PERP,%s",
                        START_MS + second * 1_000L + number * APART_MS,
                        BigDecimal.valueOf(Math.round((isLie ? truth / 2 : truth) * 100), 2)));
            }
        }
        return rows;
    }
}
