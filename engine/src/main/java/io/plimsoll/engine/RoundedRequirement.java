package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.InstrumentTerms;

/**
 * What is asked of a position in value, as the profile rounds it (docs/internals/rounding.md). As {@link Requirement}, whose rates it
 * takes: told of a position first, with notionals that are not rounded yet. One thread.
 */
final class RoundedRequirement {
    private final Requirement rates = new Requirement();
    private final WideDivision division = new WideDivision();
    private final Rounder rounder;
    private final Int128 maintenance = new Int128();
    private final Int128 own = new Int128();
    private InstrumentTerms terms = InstrumentTerms.PLAIN;
    private int chosenPpm;

    RoundedRequirement(final Rounder rounder) {
        this.rounder = rounder;
    }

    /** Takes a position of that quantity, of either sign, at that mark. */
    RoundedRequirement of(final Factor instrument, final long quantity, final long mark) {
        rates.of(instrument, quantity, mark);
        terms = instrument.askedTerms;
        chosenPpm = 0;
        return this;
    }

    /** Takes the initial rate by the leverage that the position's account chose, ppm; 0: it chose none. After {@link #of}. */
    RoundedRequirement chosen(final int ppm) {
        chosenPpm = ppm;
        return this;
    }

    /** To open or withdraw, a value: by the account's own leverage where that asks for more. The result may be the notional itself. */
    Int128 initial(final Int128 notional, final long settlementPrice, final Int128 result) {
        if (chosenPpm == 0) {
            return ofInstrument(notional, settlementPrice, result);
        }
        rounder.requirement(rounder.notional(own.set(notional)).multiply(chosenPpm));
        ofInstrument(notional, settlementPrice, result);
        return own.compareTo(result) > 0 ? result.set(own) : result;
    }

    private Int128 ofInstrument(final Int128 notional, final long settlementPrice, final Int128 result) {
        rounder.notional(result.set(notional));
        if (terms.maxLeverage() != 0) {
            return part(result, terms.maxLeverage());
        }
        return rounder.requirement(rates.initial(result, settlementPrice, result));
    }

    /** Where liquidation stops, a value; not below maintenance margin, however that is stated. The result may be the notional itself. */
    Int128 stop(final Int128 notional, final long settlementPrice, final Int128 result) {
        // Rates are in order, and rounded alike; only what is stated otherwise may come out above.
        final boolean isStatedOtherwise = terms.maintenanceOfInitialPpm() != 0 || terms.maxLeverage() != 0;
        if (isStatedOtherwise) {
            maintenance(notional, settlementPrice, maintenance);
        }
        rounder.notional(result.set(notional));
        rounder.requirement(rates.stop(result, settlementPrice, result));
        return isStatedOtherwise && result.compareTo(maintenance) < 0 ? result.set(maintenance) : result;
    }

    /** Below which liquidation starts, a value. */
    Int128 maintenance(final Int128 notional, final long settlementPrice, final Int128 result) {
        if (terms.maintenanceOfInitialPpm() != 0 && rounder.roundsRequirement()) {
            rates.ownInitial(rounder.notional(result.set(notional)), result);
            return rounder.shareOfRequirement(rounder.requirement(result), terms.maintenanceOfInitialPpm());
        }
        rounder.notional(result.set(notional));
        if (terms.maxLeverage() != 0) {
            return part(result, 2L * terms.maxLeverage());
        }
        return rounder.requirement(rates.maintenance(result, settlementPrice, result));
    }

    private Int128 part(final Int128 notional, final long by) {
        division.divideFloor(notional.multiply(Rates.ONE).negate(), by, notional);
        return rounder.requirement(notional.negate());
    }

    /** Whether what is asked of an instrument's positions is the same share of their notional whatever that is. */
    boolean isProportional(final Factor instrument) {
        return Requirement.isProportional(instrument)
                && instrument.askedTerms.maxLeverage() == 0
                && !rounder.roundsNotional()
                && !rounder.roundsRequirement();
    }
}
