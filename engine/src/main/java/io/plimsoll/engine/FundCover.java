package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;

/**
 * What the insurance funds of a bankrupt unit have for it (docs/internals/waterfall.md, Auto-deleveraging): what is available of its own and
 * of the shared one in the assets that it owes or that its positions settle in. Engine thread.
 */
final class FundCover {
    private final EngineState state;
    private final Catalog catalog;
    private final Funds funds;
    private final int[] taken = new int[EngineCapacity.MAX_LEGS_PER_UNIT]; // factors
    private int takenCount;
    private final Int128 value = new Int128();

    FundCover(final EngineState state) {
        this.state = state;
        this.catalog = state.catalog;
        this.funds = state.waterfall.funds;
    }

    /** What a unit lacks that its funds do not have for it; 0 or less where they have all of it. */
    Int128 gap(final int unit, final UnitMargin margin, final Int128 result) {
        result.set(margin.netWorth).negate();
        takenCount = 0;
        for (int leg = state.units.firstLeg(unit); leg != Legs.NONE; leg = state.legs.next(leg)) {
            final Factor factor = catalog.factor(state.legs.factor(leg));
            if (factor.isInstrument) {
                subtract(unit, factor.settlement, result);
            } else if (state.legs.units(leg) < 0) {
                subtract(unit, factor, result);
            }
        }
        return result;
    }

    private void subtract(final int unit, final Factor asset, final Int128 result) {
        for (int i = 0; i < takenCount; i++) {
            if (taken[i] == asset.index) {
                return;
            }
        }
        taken[takenCount++] = asset.index;
        final int fund = funds.of(unit);
        final long shared = fund == Funds.SHARED ? 0 : funds.available(Funds.SHARED, asset);
        value.setProduct(funds.available(fund, asset) + shared, state.prices.value(asset.priceSlot))
                .multiply(asset.alignment)
                .multiply(Rates.ONE);
        result.subtract(value);
    }
}
