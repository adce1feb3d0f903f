package io.plimsoll.daemon.postmortem;

import io.plimsoll.protocol.codec.GuardDefinitionDecoder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Until when a source was an outlier. The journal tells only when it came to be one, so the marks are worked out again from the ticks
 * taken, as docs/internals/guarded-prices.md has it under Aggregating. Price mantissas, times in ns. The collector's thread.
 */
final class OutlierSpans {
    private static final int LEAST_SOURCES = 3;
    private static final BigInteger PPM = BigInteger.valueOf(1_000_000);

    private final Map<Long, Guarded> byPrice = new HashMap<>();

    /** The last tick of a source. */
    private record Tick(long value, long publishNs) {}

    /** A guarded price: its settings, what its sources said last, and who is an outlier, with how it came to be known. */
    private static final class Guarded {
        private long maxAgeNs;
        private int mads;
        private int floorPpm;
        private final Map<Integer, Tick> ticks = new TreeMap<>();
        private final Map<Integer, Doubt> open = new TreeMap<>();
    }

    void define(final GuardDefinitionDecoder guard) {
        final Guarded guarded = byPrice.computeIfAbsent(guard.priceId(), id -> new Guarded());
        guarded.maxAgeNs = guard.maxAgeNs();
        guarded.mads = guard.outlierMads() == GuardDefinitionDecoder.outlierMadsNullValue() ? 0 : guard.outlierMads();
        guarded.floorPpm = guard.outlierFloorPpm();
    }

    /** A source came to be an outlier. */
    void begin(final long priceId, final int source, final Doubt doubt) {
        final Guarded guarded = byPrice.get(priceId);
        if (guarded != null) {
            guarded.open.put(source, doubt);
        }
    }

    /** A tick was taken. */
    void taken(final long priceId, final int source, final long value, final long publishNs, final long nowNs) {
        final Guarded guarded = byPrice.get(priceId);
        if (guarded != null) {
            guarded.ticks.put(source, new Tick(value, publishNs));
            end(guarded, nowNs);
        }
    }

    /** A source is down: what it said last does not count. */
    void down(final int source) {
        byPrice.values().forEach(guarded -> guarded.ticks.remove(source));
    }

    /** Time has passed. */
    void passed(final long nowNs) {
        byPrice.values().forEach(guarded -> end(guarded, nowNs));
    }

    private static void end(final Guarded guarded, final long nowNs) {
        if (!guarded.open.isEmpty()) {
            final List<Integer> outliers = outliers(guarded, nowNs);
            guarded.open.entrySet().removeIf(one -> {
                final boolean isOver = !outliers.contains(one.getKey());
                if (isOver) {
                    one.getValue().end(nowNs);
                }
                return isOver;
            });
        }
    }

    private static List<Integer> outliers(final Guarded guarded, final long nowNs) {
        final Map<Integer, Long> fresh = new TreeMap<>();
        guarded.ticks.forEach((source, tick) -> {
            if (nowNs - tick.publishNs() <= guarded.maxAgeNs) {
                fresh.put(source, tick.value());
            }
        });
        final List<Integer> outliers = new ArrayList<>();
        if (fresh.size() < LEAST_SOURCES || guarded.mads == 0) {
            return outliers;
        }
        final long median =
                median(fresh.values().stream().mapToLong(Long::longValue).toArray());
        final long deviation = median(fresh.values().stream()
                .mapToLong(value -> Math.abs(value - median))
                .toArray());
        final BigInteger allowed = BigInteger.valueOf(guarded.mads)
                .multiply(BigInteger.valueOf(deviation))
                .max(BigInteger.valueOf(median)
                        .multiply(BigInteger.valueOf(guarded.floorPpm))
                        .divide(PPM));
        fresh.forEach((source, value) -> {
            if (BigInteger.valueOf(Math.abs(value - median)).compareTo(allowed) > 0) {
                outliers.add(source);
            }
        });
        return outliers;
    }

    // Of an even count: the mean of the middle two, rounded down.
    private static long median(final long[] values) {
        Arrays.sort(values);
        final int middle = values.length / 2;
        return values.length % 2 == 1
                ? values[middle]
                : Math.floorDiv(Math.addExact(values[middle - 1], values[middle]), 2);
    }
}
