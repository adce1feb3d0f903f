package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.protocol.codec.ProfitPlace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What a unit's balances and positions come to in each asset, before it is weighted: docs/internals/settle-buckets.md. */
public final class Buckets {
    private final Definitions definitions;
    private final Valuer valuer;
    private final BucketFormulas formulas;

    Buckets(final Definitions definitions, final Valuer valuer, final BucketFormulas formulas) {
        this.definitions = definitions;
        this.valuer = valuer;
        this.formulas = formulas;
    }

    /** Whether profits count in them. */
    public static boolean areInForce(final Definitions definitions) {
        return definitions.profileTerms().requirement().profitIn() == ProfitPlace.SETTLEMENT_ASSET;
    }

    /** B for a purpose. */
    BigInteger balance(final Legs legs, final Purpose purpose) {
        return balance(
                legs, purpose, instrument -> legs.position(instrument.id()).quantity());
    }

    /** The same with positions as they will be. */
    public BigInteger balance(
            final Legs legs, final Purpose purpose, final Function<Instrument, BigInteger> projected) {
        BigInteger sum = BigInteger.ZERO;
        for (final Map.Entry<Long, List<BigInteger>> bucket :
                parts(legs, purpose, projected).entrySet()) {
            sum = sum.add(formulas.weightedSum(
                    atPrice(bucket.getKey(), bucket.getValue(), purpose),
                    valuer.asset(bucket.getKey(), purpose),
                    purpose));
        }
        return sum;
    }

    // one part, where another price than that in force counts
    private List<BigInteger> atPrice(final long assetId, final List<BigInteger> parts, final Purpose purpose) {
        final BigInteger sum = parts.stream().reduce(BigInteger.ZERO, BigInteger::add);
        final BigInteger counted = valuer.ofBucket(asset(assetId), sum, purpose);
        return counted.equals(sum) ? parts : List.of(counted);
    }

    /** Each bucket by asset id, with positions as they will be. */
    public SortedMap<Long, BigInteger> of(
            final Legs legs, final Purpose purpose, final Function<Instrument, BigInteger> projected) {
        final SortedMap<Long, BigInteger> buckets = new TreeMap<>();
        parts(legs, purpose, projected)
                .forEach((id, parts) -> buckets.put(id, parts.stream().reduce(BigInteger.ZERO, BigInteger::add)));
        return buckets;
    }

    private SortedMap<Long, List<BigInteger>> parts(
            final Legs legs, final Purpose purpose, final Function<Instrument, BigInteger> projected) {
        final SortedMap<Long, List<BigInteger>> parts = new TreeMap<>();
        legs.balances()
                .forEach((id, balance) ->
                        parts.computeIfAbsent(id, any -> new ArrayList<>()).add(valuer.value(asset(id), balance)));
        legs.positions().forEach((id, position) -> {
            final Instrument instrument = definitions.instruments().get(id);
            final BigInteger value = valuer.positionValue(instrument, position);
            parts.computeIfAbsent(instrument.settlementAssetId(), any -> new ArrayList<>())
                    .add(value.subtract(heldBack(instrument, position, projected.apply(instrument), purpose)));
        });
        return parts;
    }

    /** k of a bucket. */
    public BigInteger counted(final long assetId, final BigInteger bucket, final Purpose purpose) {
        return formulas.weighted(bucket, asset(assetId), purpose);
    }

    /** H(x) of a position. */
    BigInteger heldBack(
            final Instrument instrument, final Position position, final BigInteger part, final Purpose purpose) {
        return formulas.heldBackOf(heldBack(instrument, position, purpose), part, position.quantity());
    }

    /** H of a position. */
    BigInteger heldBack(final Instrument instrument, final Position position, final Purpose purpose) {
        final BigInteger value = valuer.positionValue(instrument, position);
        final BigInteger asked = valuer.requirement(instrument, position.quantity(), purpose);
        return formulas.heldBack(
                value, formulas.counted(value, asked, formulas.profitWeightPpm(instrument.terms(), purpose)));
    }

    private Asset asset(final long id) {
        return definitions.assets().get(id);
    }
}
