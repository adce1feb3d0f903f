package io.plimsoll.benchmarks;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * What several runs gave for one figure, without any belief about how it is distributed.
 *
 * <p>The 95 % interval of the median is that of order statistics. Each run lies below the true median with probability one half, so the number
 * of runs below it is binomial: the interval from the k-th smallest to the k-th largest of n misses the median with probability
 * 2 P(B(n, 1/2) &lt; k), and k is the largest for which that is at most 0.05. Fewer than {@value #FEWEST} runs have no such interval. Up to 1,000 runs.
 *
 * @param median middle one, or the mean of the middle two
 * @param low lower end of the interval; {@code least} without one
 * @param high upper end of it; {@code most} without one
 * @param runs how many
 */
record Spread(double median, double least, double most, double low, double high, int runs) {
    private static final int FEWEST = 6;
    private static final double TAIL = 0.025;

    /** Of one run or more. */
    static Spread of(final double... figures) {
        final double[] sorted = figures.clone();
        Arrays.sort(sorted);
        final int runs = sorted.length;
        final int rank = Math.max(1, rank(runs));
        return new Spread(
                (sorted[(runs - 1) / 2] + sorted[runs / 2]) / 2,
                sorted[0],
                sorted[runs - 1],
                sorted[rank - 1],
                sorted[runs - rank],
                runs);
    }

    /** The k of the interval, counted from 1; 0: so few runs have none. */
    static int rank(final int runs) {
        double exactly = Math.scalb(1.0, -runs); // P(B = k)
        double fewer = exactly; // P(B <= k)
        int k = 0;
        while (fewer <= TAIL) {
            exactly *= (double) (runs - k) / (k + 1);
            k++;
            fewer += exactly;
        }
        return k;
    }

    boolean hasInterval() {
        return runs >= FEWEST;
    }

    /** Median and interval, or least and most where there is none. */
    String text() {
        return String.format(Locale.ROOT, "%.2f (%s%.2f to %.2f)", median, hasInterval() ? "95 %: " : "", low, high);
    }

    void writeTo(final JsonGenerator json, final String name) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("median", median);
        json.writeNumberField("least", least);
        json.writeNumberField("most", most);
        if (hasInterval()) {
            json.writeNumberField("low95", low);
            json.writeNumberField("high95", high);
        }
        json.writeEndObject();
    }
}
