package io.plimsoll.engine;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.ThrottleTerms;
import java.util.Arrays;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * The definitions in force: factors by id, the profile, and the common scale of values. Immutable sizes, changed only as a
 * whole by {@link Definitions}. Engine thread.
 */
final class Catalog {
    private final Int2ObjectHashMap<Factor> assets = new Int2ObjectHashMap<>();
    private final Int2ObjectHashMap<Factor> instruments = new Int2ObjectHashMap<>();
    private Factor[] factors = new Factor[0];
    private final MarginTables tables = new MarginTables();
    private Profile profile = Profile.NONE;
    private boolean hasProfile;
    private int valueDecimals = Rates.DECIMALS;
    private int boundBits;
    private final PlanBounds planBounds = new PlanBounds();
    private final Rounder rounder = new Rounder();
    private final Int128 profitCap = new Int128();
    private final Int128 openOrderFee = new Int128();
    private boolean isBucketed;
    private boolean isThrottled;
    private boolean capsDeposits;
    private final MarginScale scale = new MarginScale();

    /** The asset, or null. */
    Factor asset(final int id) {
        return assets.get(id);
    }

    /** The instrument, or null. */
    Factor instrument(final int id) {
        return instruments.get(id);
    }

    Factor factor(final int index) {
        return factors[index];
    }

    /** Every factor by index. */
    Factor[] factors() {
        return factors;
    }

    /** Whether a profile was ever committed. */
    boolean hasProfile() {
        return hasProfile;
    }

    Profile profile() {
        return profile;
    }

    /** The margin tables in force. */
    MarginTables tables() {
        return tables;
    }

    /** Decimals of every value (equity, margin, net worth). */
    int valueDecimals() {
        return valueDecimals;
    }

    /** Bits that the size of any unit's value needs at most, by the overflow proof. */
    int boundBits() {
        return boundBits;
    }

    /** What the profile's plan settings come to. */
    PlanBounds planBounds() {
        return planBounds;
    }

    /** Most that the profit of one position counts for initial margin, a value. */
    Int128 profitCap() {
        return profitCap;
    }

    /** What each open order adds to a margin that it counts for, a value. */
    Int128 openOrderFee() {
        return openOrderFee;
    }

    /** Whether open orders count for stop and maintenance margin too (docs/internals/open-orders.md). */
    boolean countsOpenOrders() {
        return profile.terms().requirement().openOrdersInMaintenance();
    }

    /** For how long a unit's own open orders may be there after it was told to cancel them, ns of event time. */
    long cancelNs() {
        return profile.terms().requirement().cancelSeconds() * Cause.SECOND_NS;
    }

    /** Whether what a position has won or lost counts as so much of its settlement asset (docs/internals/settle-buckets.md). */
    boolean isBucketed() {
        return isBucketed;
    }

    /** Whether the profile bounds what may be ordered in a second or an hour. */
    boolean isThrottled() {
        return isThrottled;
    }

    /** Whether the initial weight of any asset may shrink with deposits. */
    boolean capsDeposits() {
        return capsDeposits;
    }

    /** What the rates of all instruments are multiplied by. */
    MarginScale scale() {
        return scale;
    }

    /** How the profile rounds terms. */
    Rounder rounder() {
        return rounder;
    }

    /**
     * Puts checked definitions in force. {@code next} extends the current factors, index by index, and {@code nextTables} the current
     * tables by id.
     */
    void install(
            final Factor[] next,
            final MarginTables nextTables,
            final Profile nextProfile,
            final OverflowProof proof,
            final Prices prices) {
        tables.putAll(nextTables);
        for (final Factor changed : next) {
            if (changed.index < factors.length) {
                factors[changed.index].takeDefinition(changed);
                next[changed.index] = factors[changed.index];
            }
        }
        factors = next;
        profile = nextProfile;
        hasProfile = true;
        scale.bound(profile.terms().scale());
        derive(proof, prices);
    }

    /** The margin scale is another: takes rates, and what follows from them, anew. It may allocate. */
    void rescale() {
        for (final Factor factor : factors) {
            if (factor.isInstrument) {
                deriveRates(factor);
            }
        }
    }

    // What follows from all definitions together.
    private void derive(final OverflowProof proof, final Prices prices) {
        valueDecimals = proof.valueDecimals();
        boundBits = proof.boundBits();
        planBounds.set(profile, valueDecimals);
        PlanBounds.setOrUnbounded(profitCap, profile.terms().requirement().profitCapMicros(), valueDecimals);
        PlanBounds.setOrUnbounded(openOrderFee, profile.terms().requirement().openOrderFeeMicros(), valueDecimals);
        isThrottled = !profile.terms().throttle().equals(ThrottleTerms.PLAIN);
        isBucketed = BucketRules.areInForce(profile.terms());
        capsDeposits = Arrays.stream(factors).anyMatch(InitialWorth::isCapped);
        rounder.set(
                profile.terms().rounding(),
                valueDecimals,
                isBucketed || Arrays.stream(factors).anyMatch(factor -> factor.instrumentTerms.maxLeverage() != 0));
        for (final Factor factor : factors) {
            (factor.isInstrument ? instruments : assets).put(factor.id, factor);
        }
        for (final Factor factor : factors) {
            factor.priceSlot = prices.define(factor.priceId, factor.priceDecimals, factor.maxPrice);
        }
        for (final Factor factor : factors) {
            factor.settlement = factor.isInstrument ? assets.get(factor.settlementAssetId) : null;
            factor.settlementSlot = factor.isInstrument ? factor.settlement.priceSlot : Prices.UNIT_SLOT;
            factor.counting = Counting.of(factor, tables, valueDecimals);
            factor.contract = factor.isInverse() ? factor.maxMark() : 0;
            factor.alignment = Decimals.powerOfTen(valueDecimals - OverflowProof.naturalDecimals(factor, factors));
            factor.stopWeightPpm = stopWeightPpm(factor);
            factor.sizeWeights = factor.assetTerms.sizeFactor() == 0
                    ? null
                    : new SizeWeights(factor, profile.terms().requirement());
            factor.isDebtRequired = profile.terms().debtIn() == DebtPlace.REQUIREMENT;
            if (factor.isInstrument) {
                deriveRates(factor);
            } else {
                factor.exposurePpm = withIndex(factor, Worth.slopePpm(factor, profile.warningRatioPpm()));
            }
        }
    }

    private void deriveRates(final Factor instrument) {
        instrument.askBy(scale);
        instrument.tiers = tiers(instrument);
        instrument.sizes = sizes(instrument);
        instrument.exposurePpm = exposurePpm(instrument);
        instrument.isPlain = PlainPositions.covers(instrument, profile.terms(), rounder);
    }

    private SizeRates sizes(final Factor factor) {
        return factor.askedTerms.sizeFactor() != 0
                ? new SizeRates(factor, profile.terms().requirement())
                : null;
    }

    private Tiers tiers(final Factor factor) {
        if (!factor.isTiered()) {
            return null;
        }
        final MarginTable table = tables.of(factor.instrumentTerms.marginTableId());
        Invariant.check(table != null, "an instrument's margin table is in force with it");
        final boolean isOfWhole = profile.terms().requirement().initialOfWhole();
        return new Tiers(
                table.scaledBy(scale), factor, isOfWhole, countsOpenOrders() ? Tiers.WITH_ORDERS : 1, valueDecimals);
    }

    /** The share of a positive balance that counts for stop margin, ppm. */
    static int stopWeightPpm(final Factor asset) {
        final int own = asset.assetTerms.stopWeightPpm();
        return own == AssetTerms.AS_MAINTENANCE ? asset.maintenanceWeightPpm : own;
    }

    /** Prices have been handed through before. */
    void image(final StateImage image, final Prices prices) {
        factors = Arrays.copyOf(factors, image.number(factors.length));
        for (int i = 0; i < factors.length; i++) {
            factors[i] = Factor.image(image, factors[i] == null ? Factor.NOTHING : factors[i]);
        }
        tables.image(image);
        profile = profile.image(image);
        hasProfile = image.flag(hasProfile);
        scale.image(image);
        if (image.isReading() && hasProfile) {
            derive(OverflowProof.of(factors, profile.terms()), prices);
        }
    }

    // What moves with a price and with an index, rounded up.
    private static int withIndex(final Factor asset, final int ppm) {
        return asset.isIndexed() ? (int) (((long) ppm * Interest.MOVED_PPM + Rates.ONE - 1) / Rates.ONE) : ppm;
    }

    // Where the settlement price moves too, what moves in settlement units may be worth twice as much by then.
    private int exposurePpm(final Factor instrument) {
        final int requirement = Requirement.slopePpm(instrument, profile.warningRatioPpm());
        final int paid = instrument.paysFunding() ? Rates.ONE / MarginCalculator.FUNDING_PART : 0;
        final int moved = Rates.ONE + requirement + paid;
        return inBucket(instrument, instrument.settlementSlot == Prices.UNIT_SLOT ? moved : 2 * moved + requirement);
    }

    /**
     * Of an instrument what {@link Factor#exposurePpm} is, for what open orders ask for where they count for maintenance: in ppm of the
     * notional by which the larger position, all bids or all asks filled, passes that which is held.
     */
    int orderedExposurePpm(final Factor instrument) {
        final int requirement = Requirement.slopePpm(instrument, profile.warningRatioPpm());
        return instrument.settlementSlot == Prices.UNIT_SLOT ? requirement : 3 * requirement;
    }

    /** What a share of a position's notional counts at most where that is so much of its settlement asset, ppm: as a debt; rounded up. */
    int inBucket(final Factor instrument, final int ppm) {
        if (!isBucketed) {
            return ppm;
        }
        final long owed = Worth.owedPpm(instrument.settlement);
        return (int) ((ppm * owed + Rates.ONE - 1) / Rates.ONE);
    }

    void hash(final StateHash hash) {
        for (final Factor factor : factors) {
            factor.hash(hash);
        }
        hash.add(factors.length).add(hasProfile ? 1 : 0);
        tables.hash(hash);
        profile.hash(hash);
        scale.hash(hash);
    }
}
