package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.protocol.terms.InstrumentTerms;
import java.math.BigInteger;
import java.util.List;

/** The formulas of docs/internals/settle-buckets.md, each by itself, so that a test can plant a mistake in one of them. Values are at V. */
public class BucketFormulas {
    /** W: the weight of profits, in ppm. */
    protected int profitWeightPpm(final InstrumentTerms terms, final Purpose purpose) {
        return purpose == Purpose.MAINTENANCE ? terms.profitMaintenanceWeightPpm() : terms.profitInitialWeightPpm();
    }

    /** c: u = v - A where it is not above 0, else floor(u * W / 10^6). */
    protected BigInteger counted(final BigInteger value, final BigInteger asked, final int weightPpm) {
        final BigInteger rest = value.subtract(asked);
        return rest.signum() <= 0 ? rest : weighted(rest, weightPpm);
    }

    /** H = v - c. */
    protected BigInteger heldBack(final BigInteger value, final BigInteger counted) {
        return value.subtract(counted);
    }

    /** H(x) = ceil(H * x / |q|). */
    protected BigInteger heldBackOf(final BigInteger heldBack, final BigInteger part, final BigInteger quantity) {
        return Numbers.ceilDiv(heldBack.multiply(part.abs()), quantity.abs());
    }

    /** What a bucket of these, a balance and positions, counts: k of their sum. */
    protected BigInteger weightedSum(final List<BigInteger> parts, final Asset asset, final Purpose purpose) {
        return weighted(parts.stream().reduce(BigInteger.ZERO, BigInteger::add), asset, purpose);
    }

    /** k(b) = floor(b * w / 10^6), w by the sign of b. */
    protected BigInteger weighted(final BigInteger bucket, final Asset asset, final Purpose purpose) {
        return weighted(bucket, bucket.signum() < 0 ? purpose.liabilityWeightPpm(asset) : purpose.weightPpm(asset));
    }

    /** floor(value * ppm / 10^6). */
    protected final BigInteger weighted(final BigInteger value, final int ppm) {
        return Numbers.floorDiv(value.multiply(BigInteger.valueOf(ppm)), Numbers.MILLION);
    }

    /** R of a unit whose positions are asked for so much. */
    protected BigInteger demanded(final BigInteger ofPositions) {
        return BigInteger.ZERO;
    }

    /** Projected R = B - projected B. */
    protected BigInteger projectedRequirement(final BigInteger balance, final BigInteger projectedBalance) {
        return balance.subtract(projectedBalance);
    }

    /** What a bucket has to gain so that it counts so much more; where it cannot, what brings it to 0. */
    protected BigInteger need(
            final BigInteger bucket, final BigInteger missing, final Asset asset, final Purpose purpose) {
        final BigInteger target = weighted(bucket, asset, purpose).add(missing);
        final int weightPpm = target.signum() <= 0 ? purpose.liabilityWeightPpm(asset) : purpose.weightPpm(asset);
        if (weightPpm == 0) {
            return bucket.negate().max(BigInteger.ZERO);
        }
        return Numbers.ceilDiv(target.multiply(Numbers.MILLION), BigInteger.valueOf(weightPpm))
                .subtract(bucket);
    }
}
