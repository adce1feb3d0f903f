package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.BucketFormulas;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Purpose;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.InstrumentTerms;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Engines with one formula wrong about the buckets of settlement assets. */
final class PlantedBucketBugs {
    private PlantedBucketBugs() {}

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        counted(bugs);
        weighted(bugs);
        required(bugs);
        planned(bugs);
    }

    private static void counted(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("negative pnl weighted in a bucket", with(new BucketFormulas() {
            @Override
            protected BigInteger counted(final BigInteger value, final BigInteger asked, final int weightPpm) {
                return weighted(value.subtract(asked), weightPpm);
            }
        }));
        bugs.put("pnl weighted before what is asked is taken", with(new BucketFormulas() {
            @Override
            protected BigInteger counted(final BigInteger value, final BigInteger asked, final int weightPpm) {
                return super.counted(value, BigInteger.ZERO, weightPpm).subtract(asked);
            }
        }));
        bugs.put("pnl not weighted in a bucket", with(new BucketFormulas() {
            @Override
            protected BigInteger counted(final BigInteger value, final BigInteger asked, final int weightPpm) {
                return super.counted(value, asked, Rates.ONE);
            }
        }));
        bugs.put("stop pnl by the maintenance weight", with(new BucketFormulas() {
            @Override
            protected int profitWeightPpm(final InstrumentTerms terms, final Purpose purpose) {
                return super.profitWeightPpm(terms, purpose == Purpose.STOP ? Purpose.MAINTENANCE : purpose);
            }
        }));
    }

    private static void weighted(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("weight before the sum", with(new BucketFormulas() {
            @Override
            protected BigInteger weightedSum(final List<BigInteger> parts, final Asset asset, final Purpose purpose) {
                return parts.stream()
                        .map(part -> super.weighted(part, asset, purpose))
                        .reduce(BigInteger.ZERO, BigInteger::add);
            }
        }));
        bugs.put("asset weight for a negative bucket", with(new BucketFormulas() {
            @Override
            protected BigInteger weighted(final BigInteger bucket, final Asset asset, final Purpose purpose) {
                return bucket.signum() < 0
                        ? super.weighted(bucket.negate(), asset, purpose).negate()
                        : super.weighted(bucket, asset, purpose);
            }
        }));
        bugs.put("liability weight of a bucket forgotten", with(new BucketFormulas() {
            @Override
            protected BigInteger weighted(final BigInteger bucket, final Asset asset, final Purpose purpose) {
                return bucket.signum() < 0 ? bucket : super.weighted(bucket, asset, purpose);
            }
        }));
        bugs.put("bucket weighted by the sign of its balance", with(new BucketFormulas() {
            @Override
            protected BigInteger weightedSum(final List<BigInteger> parts, final Asset asset, final Purpose purpose) {
                final BigInteger sum = parts.stream().reduce(BigInteger.ZERO, BigInteger::add);
                return parts.get(0).signum() < 0
                        ? super.weighted(sum.abs().negate(), asset, purpose).multiply(BigInteger.valueOf(-sum.signum()))
                        : super.weightedSum(parts, asset, purpose);
            }
        }));
        bugs.put("bucket rounded up", with(new BucketFormulas() {
            @Override
            protected BigInteger weighted(final BigInteger bucket, final Asset asset, final Purpose purpose) {
                return super.weighted(bucket, asset, purpose)
                        .add(isWhole(bucket, asset) ? BigInteger.ZERO : BigInteger.ONE);
            }

            private boolean isWhole(final BigInteger bucket, final Asset asset) {
                final BigInteger twice = BigInteger.TWO.multiply(super.weighted(bucket, asset, Purpose.MAINTENANCE));
                return super.weighted(bucket.shiftLeft(1), asset, Purpose.MAINTENANCE)
                        .equals(twice);
            }
        }));
    }

    private static void required(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("requirement counted in R as well", with(new BucketFormulas() {
            @Override
            protected BigInteger demanded(final BigInteger ofPositions) {
                return ofPositions;
            }
        }));
        bugs.put("orders in flight release nothing in a bucket", with(new BucketFormulas() {
            @Override
            protected BigInteger projectedRequirement(final BigInteger balance, final BigInteger projectedBalance) {
                return BigInteger.ZERO;
            }
        }));
    }

    private static void planned(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("plan fills a bucket without its weight", with(new BucketFormulas() {
            @Override
            protected BigInteger need(
                    final BigInteger bucket, final BigInteger missing, final Asset asset, final Purpose purpose) {
                return missing;
            }
        }));
        bugs.put("plan fills a bucket beyond zero as if it were owed", with(new BucketFormulas() {
            @Override
            protected BigInteger need(
                    final BigInteger bucket, final BigInteger missing, final Asset asset, final Purpose purpose) {
                final BigInteger need = super.need(bucket, missing, asset, purpose);
                return bucket.signum() < 0
                        ? need.min(missing.max(bucket.negate().min(need)))
                        : need;
            }
        }));
        bugs.put("plan fills a bucket that counts nothing", with(new BucketFormulas() {
            @Override
            protected BigInteger need(
                    final BigInteger bucket, final BigInteger missing, final Asset asset, final Purpose purpose) {
                final BigInteger need = super.need(bucket, missing, asset, purpose);
                return need.signum() == 0 ? missing : need;
            }
        }));
    }

    private static Supplier<NaiveMarginEngine> with(final BucketFormulas wrong) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(wrong));
    }
}
