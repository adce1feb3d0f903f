package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.InstrumentTerms;
import java.util.Arrays;

/**
 * A risk factor: an asset (its leg is a balance) or an instrument (its leg is a position). Holds the definition in force and
 * what follows from it; a leg refers to its factor by {@link #index}. Scales are those of the schema. Engine thread.
 */
final class Factor {
    /** What an image is read into when nothing is there yet. */
    static final Factor NOTHING = new Factor(0, false, 0);

    /** Place among the factors in order of first definition. */
    final int index;

    final boolean isInstrument;
    /** Asset id or instrument id. */
    final int id;

    byte[] symbol = new byte[0];
    int priceId;
    int priceDecimals;
    /** Decimals of a quantity or balance. */
    int unitDecimals;
    /** Largest size of a quantity or balance, mantissa. */
    long maxUnits;

    long maxPrice;

    // Assets: share of a positive balance that counts, ppm.
    int initialWeightPpm;
    int maintenanceWeightPpm;

    // Instruments: requirement in ppm of notional, order granularity.
    InstrumentKind kind = InstrumentKind.NULL_VAL;
    int underlyingAssetId;
    int settlementAssetId;
    int initialPpm;
    int stopPpm;
    int maintenancePpm;
    long tick;
    long step;

    /** What an asset's definition says beyond the plain rules; plain for an instrument. */
    AssetTerms assetTerms = AssetTerms.PLAIN;
    /** What an instrument's definition says beyond the plain rules; plain for an asset. */
    InstrumentTerms instrumentTerms = InstrumentTerms.PLAIN;

    // What follows from all definitions together; see Catalog.
    /** Where the price stands in {@link Prices}. */
    int priceSlot;
    /** Where the settlement asset's price stands; the slot of the constant 1 for assets. */
    int settlementSlot;
    /** The settlement asset's factor; null for assets. */
    Factor settlement;
    // Instruments: what is asked of its positions by the margin scale in force, ppm of notional.
    int askedInitialPpm;
    int askedStopPpm;
    int askedMaintenancePpm;
    /** Instruments: its terms by the margin scale in force. */
    InstrumentTerms askedTerms = InstrumentTerms.PLAIN;
    /** Instruments: what its margin table asks for; null where it has none. */
    Tiers tiers;
    /** How what is owned of an asset counts; null where a plain weight says it all. */
    Counting counting;
    /** How an instrument's rates rise with a position; null: they do not. */
    SizeRates sizes;
    /** How an asset's weights get worse with a balance; null: they do not. */
    SizeWeights sizeWeights;
    /** Assets: share of a positive balance that counts for stop margin, ppm. */
    int stopWeightPpm;
    /** Assets: whether debts stand in the requirement. */
    boolean isDebtRequired;
    /** units * price * settlement price * alignment * ppm is a value at valueDecimals. */
    long alignment;
    /**
     * Instruments: how far a unit's numbers move at most, in ppm of notional, when the price, the settlement price and (by its part)
     * the funding index all move by their own size; the profit so far, which the settlement price moves, comes on top. Assets: the same of
     * a debt, in ppm of its size, when its price does.
     */
    int exposurePpm;
    /** Instruments: whether {@link PlainPositions} values its positions. */
    boolean isPlain;
    /** What one inverse contract is worth at the price 1, in the last of its worthDecimals; 0 for everything else. */
    long contract;
    /** Key that orders a unit's legs: assets by id, then instruments by id. */
    final long sortKey;

    // State.
    /** Cumulative funding index, at the decimals of a mark. */
    long fundingIndex;
    /** Instruments: sum of all long positions at the venue, quantity mantissa; 0 while it says nothing of it. */
    long openInterest;
    /** Assets: how much of it all accounts of the venue own, balance mantissa; 0 while it says nothing of it. */
    long deposits;
    /** Assets: the interest indexes; of one that is not indexed they stay 1. */
    final Interest interest = new Interest();
    /** Remainders of realised profit too small for the settlement balance, at the decimals of a cost. */
    final Int128 residue = new Int128();

    Factor(final int index, final boolean isInstrument, final int id) {
        this.index = index;
        this.isInstrument = isInstrument;
        this.id = id;
        this.sortKey = (isInstrument ? 1L << 32 : 0) | Integer.toUnsignedLong(id);
    }

    /** Decimals of a cost. */
    int costDecimals() {
        return markDecimals() + unitDecimals;
    }

    /** Whether it pays by what a contract is worth in the settlement asset (docs/internals/inverse.md). */
    boolean isInverse() {
        return kind == InstrumentKind.INVERSE;
    }

    /**
     * What stands in place of a price wherever a value is made of it: the price itself, or, negative and rounded down in size, what one
     * inverse contract is worth. Rises with the price; 0 where there is none.
     */
    long mark(final long price) {
        return contract == 0 || price == 0 ? price : -(contract / price);
    }

    /** Decimals of a mark. */
    int markDecimals() {
        return isInverse() ? instrumentTerms.worthDecimals() : priceDecimals;
    }

    /** The largest size of a mark. */
    long maxMark() {
        if (contract != 0) { // it is in force, and allocates nothing
            return contract;
        }
        return isInverse() ? InverseRules.most(this).longValueExact() : maxPrice;
    }

    /** Whether an instrument has a funding index that moves. */
    boolean paysFunding() {
        return kind == InstrumentKind.PERPETUAL || isInverse();
    }

    /** Whether an instrument's rates hang on the notional. */
    boolean isTiered() {
        return instrumentTerms.marginTableId() != 0;
    }

    /** Whether an interest index turns a balance into an amount. */
    boolean isIndexed() {
        return assetTerms.indexed();
    }

    /** Whether what a holding is worth may move: not of what is worth 1 for ever. */
    boolean isMoving() {
        return isInstrument || priceSlot != Prices.UNIT_SLOT || isIndexed();
    }

    /** An asset's {@link #exposurePpm} of what is owned. */
    int ownedExposurePpm() {
        return isIndexed() ? Interest.MOVED_PPM : Rates.ONE;
    }

    /** An index of an indexed asset, as triggers measure it. */
    long measuredIndex(final boolean isOwed) {
        return interest.measured(isOwed, assetTerms.maxIndexPpm());
    }

    /** The amount of a balance of this asset, balance mantissa. */
    long amount(final long balance) {
        return isIndexed() ? interest.amount(balance) : balance;
    }

    /** Takes what is asked of positions from what the definition states. */
    void askBy(final MarginScale scale) {
        askedInitialPpm = scale.rate(initialPpm);
        askedStopPpm = scale.rate(stopPpm);
        askedMaintenancePpm = scale.rate(maintenancePpm);
        askedTerms = scale.terms(instrumentTerms);
    }

    /** A copy, for staging a change that may yet be refused. */
    Factor copy() {
        final Factor copy = new Factor(index, isInstrument, id);
        copy.takeDefinition(this);
        copy.fundingIndex = fundingIndex;
        copy.openInterest = openInterest;
        copy.deposits = deposits;
        copy.interest.set(interest);
        copy.residue.set(residue);
        return copy;
    }

    /** Whether the other's definition says the same. */
    boolean isDefinedAs(final Factor other) {
        return Arrays.equals(symbol, other.symbol)
                && priceId == other.priceId
                && priceDecimals == other.priceDecimals
                && unitDecimals == other.unitDecimals
                && maxUnits == other.maxUnits
                && maxPrice == other.maxPrice
                && initialWeightPpm == other.initialWeightPpm
                && maintenanceWeightPpm == other.maintenanceWeightPpm
                && kind == other.kind
                && underlyingAssetId == other.underlyingAssetId
                && settlementAssetId == other.settlementAssetId
                && initialPpm == other.initialPpm
                && stopPpm == other.stopPpm
                && maintenancePpm == other.maintenancePpm
                && tick == other.tick
                && step == other.step
                && assetTerms.equals(other.assetTerms)
                && instrumentTerms.equals(other.instrumentTerms);
    }

    /** Takes the definition, not the state and not what follows from all definitions together. */
    void takeDefinition(final Factor other) {
        symbol = other.symbol;
        priceId = other.priceId;
        priceDecimals = other.priceDecimals;
        unitDecimals = other.unitDecimals;
        maxUnits = other.maxUnits;
        maxPrice = other.maxPrice;
        initialWeightPpm = other.initialWeightPpm;
        maintenanceWeightPpm = other.maintenanceWeightPpm;
        kind = other.kind;
        underlyingAssetId = other.underlyingAssetId;
        settlementAssetId = other.settlementAssetId;
        initialPpm = other.initialPpm;
        stopPpm = other.stopPpm;
        maintenancePpm = other.maintenancePpm;
        tick = other.tick;
        step = other.step;
        assetTerms = other.assetTerms;
        instrumentTerms = other.instrumentTerms;
    }

    /** The factor itself, or the one that was written: all but what follows from all definitions together. */
    static Factor image(final StateImage image, final Factor factor) {
        final Factor read =
                new Factor(image.number(factor.index), image.flag(factor.isInstrument), image.number(factor.id));
        final Factor target = image.isReading() ? read : factor;
        target.imageFields(image);
        return target;
    }

    private void imageFields(final StateImage image) {
        symbol = image.bytes(symbol);
        priceId = image.number(priceId);
        priceDecimals = image.number(priceDecimals);
        unitDecimals = image.number(unitDecimals);
        maxUnits = image.number(maxUnits);
        maxPrice = image.number(maxPrice);
        initialWeightPpm = image.number(initialWeightPpm);
        maintenanceWeightPpm = image.number(maintenanceWeightPpm);
        kind = InstrumentKind.get((short) image.number(kind.value()));
        underlyingAssetId = image.number(underlyingAssetId);
        settlementAssetId = image.number(settlementAssetId);
        initialPpm = image.number(initialPpm);
        stopPpm = image.number(stopPpm);
        maintenancePpm = image.number(maintenancePpm);
        tick = image.number(tick);
        step = image.number(step);
        assetTerms = assetTerms.map(image::number);
        instrumentTerms = instrumentTerms.map(image::number);
        fundingIndex = image.number(fundingIndex);
        openInterest = image.number(openInterest);
        deposits = image.number(deposits);
        interest.image(image);
        residue.image(image);
    }

    void hash(final StateHash hash) {
        for (final byte b : symbol) {
            hash.add(b);
        }
        hash.add(symbol.length)
                .add(isInstrument ? 1 : 0)
                .add(id)
                .add(priceId)
                .add(priceDecimals)
                .add(unitDecimals)
                .add(maxUnits)
                .add(maxPrice)
                .add(initialWeightPpm)
                .add(maintenanceWeightPpm)
                .add(kind.value())
                .add(underlyingAssetId)
                .add(settlementAssetId)
                .add(initialPpm)
                .add(stopPpm)
                .add(maintenancePpm)
                .add(tick)
                .add(step)
                .add(fundingIndex)
                .add(residue.high())
                .add(residue.low());
        if (!assetTerms.equals(
                AssetTerms.PLAIN)) { // so that states of journals from before there were terms hash as they did
            assetTerms.map(hash::addAndGet);
        }
        if (!instrumentTerms.equals(InstrumentTerms.PLAIN)) {
            instrumentTerms.map(hash::addAndGet);
        }
        if (openInterest != 0) {
            hash.add(openInterest);
        }
        if (deposits != 0) { // of an asset, so that it is not taken for what is open
            hash.add(deposits);
        }
        if (!interest.isPlain()) {
            interest.hash(hash);
        }
    }
}
