package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import java.util.Arrays;

/**
 * What the sources of one price id agree on at one moment: outliers left out, the median of the others and how sure they are
 * (docs/internals/guarded-prices.md, Aggregating, 1 to 4). Scratch space only; engine thread.
 */
final class Consensus {
    /** With fewer there is no telling who lies. */
    private static final int LEAST_FOR_OUTLIERS = 3;

    private final long[] values = new long[PriceGuard.MAX_SOURCES];
    private final long[] distances = new long[PriceGuard.MAX_SOURCES];
    private final long[] widths = new long[PriceGuard.MAX_SOURCES];

    /** Sources that are young enough. */
    int fresh;
    /** Of them those that are no outliers. */
    int kept;
    /** Bits of those that have come to be outliers, by where they stand. */
    int newOutliers;
    /** Median of the kept ones; nothing without any. */
    long value;
    /** How far it may be off. */
    long width;
    /** Publish time of the newest of the kept ones. */
    long publishNs;

    /** Looks at all sources as of now, and marks who is an outlier. */
    void find(final PriceSources sources, final Guard guard, final long nowNs) {
        fresh = 0;
        for (int i = 0; i < sources.count(); i++) {
            if (isFresh(sources, i, guard, nowNs)) {
                values[fresh++] = sources.value(i);
            }
        }
        final boolean isFiltered = fresh >= LEAST_FOR_OUTLIERS && guard.outlierMads() != Guard.OFF;
        final long middle = isFiltered ? median(values, fresh) : 0;
        final long reach = isFiltered ? reach(middle, guard) : 0;
        newOutliers = 0;
        kept = 0;
        publishNs = Long.MIN_VALUE;
        for (int i = 0; i < sources.count(); i++) {
            final boolean isFresh = isFresh(sources, i, guard, nowNs);
            final boolean isOutlier = isFresh && isFiltered && Math.abs(sources.value(i) - middle) > reach;
            if (isOutlier && !sources.isOutlier(i)) {
                newOutliers |= 1 << i;
            }
            sources.setOutlier(i, isOutlier);
            if (isFresh && !isOutlier) {
                publishNs = Math.max(publishNs, sources.publishNs(i));
                widths[kept] = sources.confidence(i);
                values[kept++] = sources.value(i);
            }
        }
        if (kept > 0) {
            value = median(values, kept);
            final int quarter = (kept - 1) / 4;
            width = Math.max(median(widths, kept), (values[kept - 1 - quarter] - values[quarter]) / 2);
        }
    }

    static boolean isFresh(final PriceSources sources, final int at, final Guard guard, final long nowNs) {
        return !sources.isDown(at) && nowNs - sources.publishNs(at) <= guard.maxAgeNs();
    }

    // The values are in order.
    private long reach(final long middle, final Guard guard) {
        for (int i = 0; i < fresh; i++) {
            distances[i] = Math.abs(values[i] - middle);
        }
        final long deviation = median(distances, fresh);
        final long byDeviation = Math.multiplyHigh(deviation, guard.outlierMads()) != 0
                ? Long.MAX_VALUE
                : deviation * guard.outlierMads();
        final long floor =
                middle / Rates.ONE * guard.outlierFloorPpm() + middle % Rates.ONE * guard.outlierFloorPpm() / Rates.ONE;
        return Math.max(byDeviation < 0 ? Long.MAX_VALUE : byDeviation, floor);
    }

    // Puts them in order; of an even count the floor of the mean of the middle two.
    private static long median(final long[] numbers, final int count) {
        Arrays.sort(numbers, 0, count);
        final long lower = numbers[(count - 1) / 2];
        return lower + ((numbers[count / 2] - lower) >> 1);
    }
}
