package io.plimsoll.gateway.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Token buckets by name, for clients and for addresses; of the names least used some are forgotten. Any thread. */
final class RateLimits {
    private static final int NAMES = 10_000;
    private static final double NS_PER_SECOND = 1e9;

    private static final class Bucket {
        private double tokens;
        private long atNs;
    }

    private final double perSecond;
    private final double burst;
    private final LongSupplier clockNs;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    RateLimits(final int perSecond, final int burst, final LongSupplier clockNs) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.clockNs = clockNs;
    }

    /** Takes one; whether there was one. */
    synchronized boolean take(final String name) {
        final long nowNs = clockNs.getAsLong();
        Bucket bucket = buckets.get(name);
        if (bucket == null) {
            bucket = new Bucket();
            bucket.tokens = burst;
            bucket.atNs = nowNs;
            buckets.put(name, bucket);
            if (buckets.size() > NAMES) {
                buckets.remove(buckets.keySet().iterator().next());
            }
        }
        bucket.tokens = Math.min(burst, bucket.tokens + (nowNs - bucket.atNs) / NS_PER_SECOND * perSecond);
        bucket.atNs = nowNs;
        if (bucket.tokens < 1) {
            return false;
        }
        bucket.tokens--;
        return true;
    }
}
