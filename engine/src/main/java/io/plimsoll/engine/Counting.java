package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.Terms;
import java.math.BigInteger;

/**
 * How what is owned of one asset counts where that is not the same share of any worth (docs/internals/collateral.md). Immutable; made when
 * definitions come into force, so it may allocate then.
 */
final class Counting {
    /** A cap or floor in millionths, times a weight, has so many decimals. */
    static final int LEAST_DECIMALS = 2 * Rates.DECIMALS;

    /** No worth and no value is as large. */
    private static final BigInteger MOST = BigInteger.ONE.shiftLeft(126);

    private final int domainId;
    private final Int128 domainCap;
    private final Int128 valueCap;
    private final WeightTiers tiers;

    private Counting(final AssetTerms terms, final WeightTiers tiers, final int valueDecimals) {
        domainId = terms.domainId();
        domainCap = micros(terms.domainCapMicros(), valueDecimals - Rates.DECIMALS);
        valueCap = terms.valueCapMicros() == Terms.UNBOUNDED
                ? null
                : micros(terms.valueCapMicros(), valueDecimals - LEAST_DECIMALS);
        this.tiers = tiers;
    }

    /** Of an asset; null where a plain weight says it all. The table that it names is in force with it. */
    static Counting of(final Factor asset, final MarginTables tables, final int valueDecimals) {
        final AssetTerms terms = asset.assetTerms;
        if (asset.isInstrument || !isStated(terms)) {
            return null;
        }
        final MarginTable table = tables.of(terms.weightTableId());
        Invariant.check(table != null || terms.weightTableId() == 0, "an asset's weight table is in force with it");
        return new Counting(terms, table == null ? null : new WeightTiers(table, valueDecimals), valueDecimals);
    }

    /** Whether an asset says any of it. */
    static boolean isStated(final AssetTerms terms) {
        return isFine(terms) || terms.domainId() != 0;
    }

    /** Whether what it says is of worths, so that a value needs decimals for it. */
    static boolean isFine(final AssetTerms terms) {
        return terms.weightTableId() != 0 || terms.valueCapMicros() != Terms.UNBOUNDED;
    }

    private static Int128 micros(final long micros, final int moreDecimals) {
        return wide(BigInteger.valueOf(micros)
                .multiply(BigInteger.TEN.pow(Math.max(0, moreDecimals)))
                .min(MOST));
    }

    static Int128 wide(final BigInteger value) {
        return new Int128().set(value.shiftRight(Long.SIZE).longValue(), value.longValue());
    }

    /**
     * What of a worth counts, in its place: a value, not rounded.
     *
     * @param plainPpm the weight where no table says it
     */
    Int128 count(final Purpose purpose, final int plainPpm, final Int128 worth) {
        if (valueCap != null && worth.compareTo(valueCap) > 0) {
            worth.set(valueCap);
        }
        return tiers == null ? worth.multiply(plainPpm) : tiers.weigh(purpose, worth);
    }

    /** The group of assets that is capped together; 0: none. */
    int domainId() {
        return domainId;
    }

    /** Most that the group counts, a value. */
    Int128 domainCap() {
        return domainCap;
    }

    /** Most of a worth that counts; null: all. */
    Int128 valueCap() {
        return valueCap;
    }

    /** Weights by worth; null: one weight. */
    WeightTiers tiers() {
        return tiers;
    }
}
