package io.plimsoll.engine;

import io.plimsoll.protocol.terms.Terms;

/**
 * What a balance counts initially (docs/internals/initial-margin.md): at the worse of the price in force and the stable one, and by a weight
 * that shrinks once the venue's deposits pass a cap. One thread.
 */
final class InitialWorth {
    private final Catalog catalog;
    private final Prices prices;
    private final MicrosWorth micros = new MicrosWorth();
    private final WideDivision division = new WideDivision();
    private final Share share = new Share();
    private final Int128 scratch = new Int128();

    InitialWorth(final Catalog catalog, final Prices prices) {
        this.catalog = catalog;
        this.prices = prices;
    }

    /** Whether an asset's weight may shrink. */
    static boolean isCapped(final Factor asset) {
        return asset.assetTerms.depositCapMicros() != Terms.UNBOUNDED;
    }

    /** The price that a balance is valued at. */
    long price(final Factor asset, final boolean isOwned) {
        return prices.initialValue(asset.priceSlot, isOwned);
    }

    /** The share of a balance owned that counts, ppm. */
    int ownedPpm(final Factor asset, final long balance) {
        return Worth.sizedOwnedPpm(asset, balance, ownedPpm(asset));
    }

    // However much is owned.
    private int ownedPpm(final Factor asset) {
        final long cap = asset.assetTerms.depositCapMicros();
        if (!isCapped(asset)) {
            return asset.initialWeightPpm;
        }
        final long worth = micros.of(asset.deposits, price(asset, false), asset.costDecimals());
        if (worth <= cap) {
            return asset.initialWeightPpm;
        }
        division.divideFloor(scratch.setProduct(asset.initialWeightPpm, cap), worth, scratch);
        final int ppm = (int) scratch.low();
        return ppm - ppm % catalog.profile().terms().requirement().ratePrecisionPpm();
    }

    /** What the sum of a bucket counts, in its place. */
    Int128 ofBucket(final Factor asset, final Int128 sum) {
        final boolean isOwned = !sum.isNegative();
        final long price = prices.value(asset.priceSlot);
        final long initialPrice = price(asset, isOwned);
        if (initialPrice != price) {
            share.ceil(sum.negate(), initialPrice, price).negate(); // down
        }
        return share.floor(sum, isOwned ? ownedPpm(asset) : Purpose.INITIAL.owedPpm(asset));
    }

    /** Adds what a balance counts beyond what it does at the price in force and by its definition. */
    void addDifference(final Factor asset, final long balance, final Rounder rounder, final UnitMargin margin) {
        final boolean isOwned = balance >= 0;
        if (isOwned && asset.counting != null) {
            return; // Collateral has it already
        }
        final int plainPpm = isOwned
                ? Worth.ownedPpm(asset, balance, Purpose.INITIAL)
                : Worth.owedPpm(asset, balance, Purpose.INITIAL);
        final int ppm = isOwned ? ownedPpm(asset, balance) : plainPpm;
        final long plainPrice = prices.value(asset.priceSlot);
        final long price = price(asset, isOwned);
        if (price == plainPrice && ppm == plainPpm) {
            return;
        }
        if (!isOwned && asset.isDebtRequired) {
            margin.initialMargin.subtract(owed(asset, balance, plainPrice, plainPpm, rounder));
            margin.initialMargin.add(owed(asset, balance, price, ppm, rounder));
        } else if (!isOwned) {
            margin.initialEquity.add(owed(asset, balance, plainPrice, plainPpm, rounder));
            margin.initialEquity.subtract(owed(asset, balance, price, ppm, rounder));
        } else {
            margin.initialEquity.subtract(owned(asset, balance, plainPrice, plainPpm, rounder));
            margin.initialEquity.add(owned(asset, balance, price, ppm, rounder));
        }
    }

    private Int128 owned(
            final Factor asset, final long balance, final long price, final int ppm, final Rounder rounder) {
        rounder.collateral(scratch.setProduct(balance, price).multiply(asset.alignment));
        return rounder.weighted(scratch.multiply(ppm));
    }

    private Int128 owed(
            final Factor asset, final long balance, final long price, final int ppm, final Rounder rounder) {
        rounder.debt(
                scratch.setProduct(balance, price).multiply(asset.alignment).abs());
        return scratch.multiply(ppm);
    }
}
