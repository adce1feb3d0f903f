package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;

/**
 * One debt, one collateral and a bonus: what is taken for what is repaid, and the other way round, with the rounding that
 * docs/internals/lending.md states. Amounts are balance mantissas, values exact at valueDecimals. A quotient that passes 127 bits is larger than
 * all it is compared with. Engine thread.
 */
final class SeizePair {
    private static final Int128 LARGEST = new Int128().set(Long.MAX_VALUE, -1);
    private static final Int128 SINGLE = new Int128().set(1);
    private static final Int128 ONE = new Int128().set(UnitDebts.ONE);
    private static final Int128 PPM = new Int128().set(Rates.ONE);

    private final UnitDebts debts;
    private final WideDivision division = new WideDivision();
    private final Int128 unitDebt = new Int128();
    private final Int128 unitCollateral = new Int128();
    private final Int128 grown = new Int128(); // 1 + bonus
    private final Int128 quoteUnit = new Int128(); // 0: the bonus is of collateral
    private final Int128 a = new Int128();
    private final Int128 b = new Int128();

    private long bonus;
    private long repay;
    private long seize;

    SeizePair(final UnitDebts debts) {
        this.debts = debts;
    }

    /** Begins with the unit's debt and collateral, at a bonus at 10^18. */
    void begin(final long bonusOfPair) {
        bonus = bonusOfPair;
        grown.set(ONE).add(a.set(bonus));
        debts.value(debts.debt, 1, unitDebt);
        debts.value(debts.collateral, 1, unitCollateral);
        quoteUnit.set(0);
    }

    /**
     * After {@link #begin}: the bonus is of what is repaid, in whole units of the debt, before that buys collateral.
     *
     * @param rounded one unit of the last decimal that the profile keeps, a value; 0: it rounds nothing
     */
    void quote(final long rounded) {
        quoteUnit.set(unitDebt);
        if (rounded != 0 && quoteUnit.compareTo(a.set(rounded)) > 0) {
            quoteUnit.set(rounded);
        }
    }

    private boolean isQuoted() {
        return quoteUnit.signum() != 0;
    }

    long bonus() {
        return bonus;
    }

    /** 1 + bonus, at 10^18. */
    Int128 grown() {
        return grown;
    }

    /** What is to be repaid. */
    long repay() {
        return repay;
    }

    /** What is to be taken. */
    long seize() {
        return seize;
    }

    /** Whether neither all of the debt is repaid nor all of the collateral taken. */
    boolean isPartial() {
        return repay < debts.owed && seize < debts.owned;
    }

    /** Repays and takes just so much. */
    void set(final long repaid, final long seized) {
        repay = repaid;
        seize = seized;
    }

    /** Repays so much and takes what that buys, or takes all that there is and repays no more than that is worth. */
    void setCapped(final long repaid) {
        if (isQuoted()) {
            buyQuoted(repaid);
        } else {
            multiplyDivide(a.set(repaid), unitDebt, unitCollateral, a);
            withBonus(a, a);
        }
        if (a.compareTo(b.set(debts.owned)) <= 0) {
            set(repaid, a.low());
        } else {
            set(atMost(repayment(debts.owned), repaid), debts.owned);
        }
    }

    // What a repayment buys with its bonus.
    private void buyQuoted(final long repaid) {
        debts.value(debts.debt, repaid, a);
        if (division.multiplyDivideFloor(a, grown, ONE, a)) {
            division.divideFloor(a, quoteUnit, a);
            multiplyDivide(a, quoteUnit, unitCollateral, a);
        } else {
            a.set(LARGEST);
        }
    }

    // The least that has to be repaid for so much collateral.
    private Int128 repayment(final long seized) {
        debts.value(debts.collateral, seized, a);
        if (isQuoted()) {
            division.divideCeil(a, quoteUnit, a);
            multiplyDivide(a, quoteUnit, SINGLE, a);
        }
        final boolean fits = division.multiplyDivideCeil(a, ONE, grown, a);
        Invariant.check(fits, "a value is no larger without its bonus");
        return debtCeil(a, a);
    }

    /** The most that may be repaid so that no more than that is taken; below 0 for an amount below 0. */
    Int128 repaymentDown(final Int128 seized, final Int128 result) {
        multiplyDivide(seized, unitCollateral, SINGLE, result);
        if (isQuoted()) {
            division.divideFloor(result, quoteUnit, result);
            multiplyDivide(result, quoteUnit, SINGLE, result);
        }
        multiplyDivide(result, ONE, grown, result);
        return debtFloor(result, result);
    }

    /** The value with the bonus, rounded down. */
    Int128 withBonus(final Int128 value, final Int128 result) {
        return multiplyDivide(value, grown, ONE, result);
    }

    /** Units of the debt that a value buys, rounded down. */
    Int128 debtFloor(final Int128 value, final Int128 result) {
        division.divideFloor(value, unitDebt, result);
        return result;
    }

    /** Units of the debt that are worth a value, rounded up. */
    Int128 debtCeil(final Int128 value, final Int128 result) {
        division.divideCeil(value, unitDebt, result);
        return result;
    }

    /** Units of the collateral that a value buys, rounded down. */
    Int128 collateralFloor(final Int128 value, final Int128 result) {
        division.divideFloor(value, unitCollateral, result);
        return result;
    }

    /** Units of the collateral that are worth a value, rounded up. */
    Int128 collateralCeil(final Int128 value, final Int128 result) {
        division.divideCeil(value, unitCollateral, result);
        return result;
    }

    /** The protocol's part of what is taken: its share of the bonus, rounded up. */
    long fee() {
        multiplyDivide(a.set(seize), ONE, grown, a);
        a.set(seize - a.low());
        final boolean fits =
                division.multiplyDivideCeil(a, b.set(debts.collateral.assetTerms.protocolFeePpm()), PPM, a);
        Invariant.check(fits, "a fee is no larger than what is taken");
        return a.low();
    }

    /** {@code floor(value * by / of)}. */
    Int128 multiplyDivide(final Int128 value, final Int128 by, final Int128 of, final Int128 result) {
        return division.multiplyDivideFloor(value, by, of, result) ? result : result.set(LARGEST);
    }

    /** The value, or the bound where that is less. */
    static long atMost(final Int128 value, final long bound) {
        return value.fitsLong() ? Math.min(value.low(), bound) : value.isNegative() ? Long.MIN_VALUE : bound;
    }
}
