package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.ProfileTerms;

/**
 * Values the positions of a unit whose terms are the plain ones: nothing rounded, one rate whatever the size, profits counted whole, settled
 * in the valuation currency. Says of them what {@link MarginCalculator} would, leg by leg, at a third of the cost: sums stay in two words
 * each, as local variables, and what is common to all of them is multiplied once. Engine thread.
 */
final class PlainPositions {
    private final Catalog catalog;
    private final Prices prices;
    private final Units units;
    private final Legs legs;

    PlainPositions(final Catalog catalog, final Prices prices, final Units units, final Legs legs) {
        this.catalog = catalog;
        this.prices = prices;
        this.units = units;
        this.legs = legs;
    }

    /** Whether an instrument's positions can be valued so, once all else that follows from definitions is known of it. */
    static boolean covers(final Factor instrument, final ProfileTerms profile, final Rounder rounder) {
        final InstrumentTerms terms = instrument.askedTerms;
        return rounder.isExact()
                && !BucketRules.areInForce(profile)
                && !ProfitRules.isCapped(profile)
                && instrument.isInstrument
                && !instrument.isInverse()
                && instrument.settlementSlot == Prices.UNIT_SLOT
                && Requirement.isProportional(instrument)
                && !OpenInterestRate.isStated(instrument)
                && terms.maxLeverage() == 0
                && terms.maintenanceOfInitialPpm() == 0
                && terms.profitInitialWeightPpm() == Rates.ONE
                && terms.profitMaintenanceWeightPpm() == Rates.ONE;
    }

    /** Adds the unit's plain positions to its margin, where they have prices. */
    void addTo(final UnitMargin margin, final int unit) {
        long profitHigh = 0;
        long profitLow = 0;
        long initialHigh = 0;
        long initialLow = 0;
        long stopHigh = 0;
        long stopLow = 0;
        long maintenanceHigh = 0;
        long maintenanceLow = 0;
        long exposureHigh = 0;
        long exposureLow = 0;
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            final Factor instrument = catalog.factor(legs.factor(leg));
            if (!instrument.isPlain) {
                continue;
            }
            final long quantity = legs.units(leg);
            final long price = prices.value(instrument.priceSlot);
            final long alignment = instrument.alignment;
            final long worthHigh = Math.multiplyHigh(quantity, price);
            final long worthLow = quantity * price;

            // Profit: worth - cost - funding owed, aligned.
            final long funding = instrument.fundingIndex - legs.fundingIndex(leg);
            final long costLow = legs.costLow(leg);
            final long lessCost = worthLow - costLow;
            final long owedLow = funding * quantity;
            final long gainLow = lessCost - owedLow;
            final long gainHigh = worthHigh
                    - legs.costHigh(leg)
                    - borrow(worthLow, costLow)
                    - Math.multiplyHigh(funding, quantity)
                    - borrow(lessCost, owedLow);
            final long alignedLow = gainLow * alignment;
            profitLow += alignedLow;
            profitHigh += Int128.productHigh(gainHigh, gainLow, alignment) + carry(profitLow, alignedLow);

            // |worth| aligned, of which each requirement is a share: a sign of -1 makes it -worth as ~worth + 1.
            final long sign = worthHigh >> 63;
            final long sizeLow = (worthLow ^ sign) - sign;
            final long sizeHigh = (worthHigh ^ sign) + (sign != 0 && sizeLow == 0 ? 1 : 0);
            final long notionalHigh = Int128.productHigh(sizeHigh, sizeLow, alignment);
            final long notionalLow = sizeLow * alignment;

            final long initial = notionalLow * instrument.askedInitialPpm;
            initialLow += initial;
            initialHigh += Int128.productHigh(notionalHigh, notionalLow, instrument.askedInitialPpm)
                    + carry(initialLow, initial);
            final long stop = notionalLow * instrument.askedStopPpm;
            stopLow += stop;
            stopHigh += Int128.productHigh(notionalHigh, notionalLow, instrument.askedStopPpm) + carry(stopLow, stop);
            final long maintenance = notionalLow * instrument.askedMaintenancePpm;
            maintenanceLow += maintenance;
            maintenanceHigh += Int128.productHigh(notionalHigh, notionalLow, instrument.askedMaintenancePpm)
                    + carry(maintenanceLow, maintenance);
            final long exposure = notionalLow * instrument.exposurePpm;
            exposureLow += exposure;
            exposureHigh += Int128.productHigh(notionalHigh, notionalLow, instrument.exposurePpm)
                    + carry(exposureLow, exposure);
        }
        final long valueLow = profitLow * Rates.ONE;
        final long valueHigh = Int128.productHigh(profitHigh, profitLow, Rates.ONE);
        margin.netWorth.add(valueHigh, valueLow);
        margin.equity.add(valueHigh, valueLow);
        margin.initialEquity.add(valueHigh, valueLow);
        margin.initialMargin.add(initialHigh, initialLow);
        margin.stopMargin.add(stopHigh, stopLow);
        margin.maintenanceMargin.add(maintenanceHigh, maintenanceLow);
        margin.exposure.add(exposureHigh, exposureLow);
    }

    // Of a sum that has wrapped, which is then below what was added.
    private static int carry(final long sum, final long added) {
        return Long.compareUnsigned(sum, added) < 0 ? 1 : 0;
    }

    private static int borrow(final long from, final long taken) {
        return Long.compareUnsigned(from, taken) < 0 ? 1 : 0;
    }
}
