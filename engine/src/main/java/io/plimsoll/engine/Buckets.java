package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;

/**
 * A unit's buckets, one for each asset that it holds or that a position of its settles in: gathered leg by leg, then weighted
 * (docs/internals/settle-buckets.md, Numbers). Allocated once; values at valueDecimals. Engine thread.
 */
final class Buckets {
    private static final Purpose[] PURPOSES = Purpose.values();

    private final Bucket[] buckets = new Bucket[EngineCapacity.MAX_LEGS_PER_UNIT];
    private int count;
    private final MarginCalculator calculator;
    private final BucketPosition position;
    private final Share share = new Share();
    private final Int128 term = new Int128();

    Buckets(final MarginCalculator calculator, final Legs legs) {
        this.calculator = calculator;
        position = new BucketPosition(calculator, legs);
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new Bucket();
        }
    }

    /** Forgets every bucket. */
    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    Bucket bucket(final int index) {
        return buckets[index];
    }

    /** Adds a balance of either sign. */
    void addBalance(final Factor asset, final long balance, final long price) {
        term.setProduct(balance, price).multiply(asset.alignment).multiply(Rates.ONE);
        of(asset).add(term);
    }

    /**
     * Adds what a position counts.
     *
     * @param left how much of it is not wholly ordered; its size: all of it
     * @return the position
     */
    BucketPosition addPosition(
            final int leg, final Factor instrument, final long price, final long settlementPrice, final long left) {
        position.of(leg, instrument, price, settlementPrice);
        final Bucket bucket = of(instrument.settlement);
        for (final Purpose purpose : PURPOSES) {
            bucket.sum(purpose).add(position.left(purpose, left, term));
        }
        return position;
    }

    /** The bucket of an asset; a new one where nothing was added to it. */
    Bucket of(final Factor asset) {
        for (int i = 0; i < count; i++) {
            if (buckets[i].asset == asset) {
                return buckets[i];
            }
        }
        final Bucket added = buckets[count++];
        added.of(asset);
        return added;
    }

    /** B: what all of them count. */
    Int128 equity(final Purpose purpose, final Int128 result) {
        result.set(0);
        for (int i = 0; i < count; i++) {
            result.add(counted(buckets[i], purpose, term));
        }
        return result;
    }

    /** k(b): what one of them counts. */
    Int128 counted(final Bucket bucket, final Purpose purpose, final Int128 result) {
        final Int128 sum = bucket.sum(purpose);
        if (purpose == Purpose.INITIAL) {
            return calculator.initialWorth().ofBucket(bucket.asset, result.set(sum));
        }
        return share.floor(
                result.set(sum), sum.isNegative() ? purpose.owedPpm(bucket.asset) : purpose.ownedPpm(bucket.asset));
    }

    /** The least sum that counts so much, in its place; false where none does, since what is owned of the asset counts nothing. */
    boolean toCount(final Factor asset, final Purpose purpose, final Int128 counted) {
        if (counted.signum() <= 0) {
            share.least(counted, purpose.owedPpm(asset));
            return true;
        }
        final int ownedPpm = purpose.ownedPpm(asset);
        if (ownedPpm == 0) {
            return false;
        }
        share.least(counted, ownedPpm);
        return true;
    }

    /** What a bucket has to gain so that it counts so much more, or all that it can; not positive where nothing makes it count more. */
    Int128 missing(final Bucket bucket, final Purpose purpose, final Int128 more, final Int128 result) {
        counted(bucket, purpose, result).add(more);
        if (!toCount(bucket.asset, purpose, result)) {
            result.set(0);
        }
        return result.subtract(bucket.sum(purpose));
    }

    /** Adds to a bucket; the result is what it counts more by that. */
    Int128 gain(final Bucket bucket, final Purpose purpose, final Int128 by, final Int128 result) {
        counted(bucket, purpose, term);
        bucket.sum(purpose).add(by);
        return counted(bucket, purpose, result).subtract(term);
    }
}
