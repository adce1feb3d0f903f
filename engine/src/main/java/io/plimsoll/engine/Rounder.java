package io.plimsoll.engine;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Rounding;
import io.plimsoll.protocol.terms.RoundingTerms;

/**
 * Rounds terms of B and R as the profile in force says (docs/internals/rounding.md). Values are at the catalog's valueDecimals, worths
 * and notionals at 6 decimals less: times ppm they are values. Engine thread.
 */
final class Rounder {
    /** What rounding moves a unit's numbers by at most, for each leg and for all funding, in units of what is rounded to. */
    private static final long HIDDEN_UNITS = 24;

    private final WideDivision division = new WideDivision();
    private final Int128 quotient = new Int128();
    private final Int128 wide = new Int128();
    private final Int128 million = new Int128().set(Rates.ONE);
    private RoundingTerms terms = RoundingTerms.PLAIN;
    /** One unit of the last decimal kept, as a value; 0 where nothing is rounded. */
    private long unit;
    /** The same as a worth; 0 where every worth is a multiple of it. */
    private long worthUnit;
    /** What amounts come in at best: the unit, or 1 where an instrument's are rounded without one. */
    private long hiddenUnit;

    /** Whether so many decimals can be kept at a value scale. */
    static boolean isPossible(final RoundingTerms terms, final int valueDecimals) {
        final int dropped = valueDecimals - terms.decimals();
        return terms.decimals() == RoundingTerms.EXACT || (dropped >= 0 && dropped <= Decimals.MAX_DECIMALS);
    }

    /**
     * Takes what is in force; {@link #isPossible} has been asked.
     *
     * @param hasParts whether a part is taken somewhere that need not be whole: of a notional, or of what counts as a settlement asset
     */
    void set(final RoundingTerms newTerms, final int valueDecimals, final boolean hasParts) {
        terms = newTerms;
        unit = terms.decimals() == RoundingTerms.EXACT ? 0 : Decimals.powerOfTen(valueDecimals - terms.decimals());
        worthUnit = unit / Rates.ONE;
        hiddenUnit = hasParts ? Math.max(unit, 1) : unit;
    }

    /** Whether no term is rounded. */
    boolean isExact() {
        return unit == 0;
    }

    /** Rounds the worth of a balance owned, before its weight. */
    Int128 collateral(final Int128 worth) {
        return round(worth, terms.collateral(), worthUnit);
    }

    /** Rounds the value of a balance owned, after its weight. */
    Int128 weighted(final Int128 value) {
        return round(value, terms.weighted(), unit);
    }

    /** Rounds the size of a balance owed. */
    Int128 debt(final Int128 size) {
        return round(size, terms.debt(), worthUnit);
    }

    /** Whether the size of a debt may be rounded to nothing. */
    boolean mayHideDebts() {
        return unit != 0 && (terms.debt() == Rounding.FLOOR || terms.debt() == Rounding.TRUNCATE);
    }

    /** Rounds a position's quantity * price * settlement price, with its sign. */
    Int128 notional(final Int128 signed) {
        return round(signed, terms.notional(), worthUnit);
    }

    /** Rounds the funding that all positions of a unit owe, a value, against the account; only where notionals are rounded. */
    Int128 funding(final Int128 owed) {
        return round(owed, roundsNotional() ? Rounding.CEIL : Rounding.NONE, unit);
    }

    /** Whether a position's notional is rounded. */
    boolean roundsNotional() {
        return unit != 0 && terms.notional() != Rounding.NONE;
    }

    /** Rounds what is asked of a position, a value. */
    Int128 requirement(final Int128 value) {
        return round(value, terms.requirement(), unit);
    }

    /** Whether what is asked of a position is rounded. */
    boolean roundsRequirement() {
        return unit != 0 && terms.requirement() != Rounding.NONE;
    }

    /** The share of a requirement that is rounded already, rounded in its turn. */
    Int128 shareOfRequirement(final Int128 rounded, final int sharePpm) {
        division.divideFloor(rounded, unit, quotient);
        final long wholeLow = quotient.low();
        wide.set(sharePpm);
        multiplyDivide(quotient, wide, million, rounded);
        // What the division dropped is less than a million, so that the low words tell whether it is anything.
        if (terms.requirement() == Rounding.CEIL && rounded.low() * Rates.ONE != wholeLow * sharePpm) {
            rounded.add(0, 1);
        }
        return rounded.multiply(unit);
    }

    private void multiplyDivide(final Int128 a, final Int128 b, final Int128 by, final Int128 result) {
        final boolean fits = division.multiplyDivideFloor(a, b, by, result);
        Invariant.check(fits, "a share is no larger than the whole");
    }

    /** What rounding moves each of a unit's numbers by at most: that many times {@link #hiddenTimes}. */
    long hiddenUnit() {
        return hiddenUnit;
    }

    /** See {@link #hiddenUnit}. */
    static long hiddenTimes(final int legs) {
        return HIDDEN_UNITS * (legs + 1);
    }

    private Int128 round(final Int128 value, final Rounding mode, final long to) {
        if (to <= 1 || mode == Rounding.NONE) {
            return value;
        }
        final boolean isDown = mode == Rounding.FLOOR || (mode == Rounding.TRUNCATE && !value.isNegative());
        if (isDown) {
            division.divideFloor(value, to, quotient);
        } else {
            division.divideFloor(value.negate(), to, quotient);
            quotient.negate();
        }
        return value.set(quotient).multiply(to);
    }
}
