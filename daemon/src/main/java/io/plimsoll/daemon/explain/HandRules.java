package io.plimsoll.daemon.explain;

import io.plimsoll.protocol.codec.BonusShape;
import io.plimsoll.protocol.codec.Boundary;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.codec.ProfitPlace;
import io.plimsoll.protocol.codec.Rounding;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.RoundingTerms;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a profile says of every account: boundary, place of debts, rounding (docs/internals/linear-rules.md and rounding.md), stated anew for
 * arithmetic by hand. Immutable.
 *
 * @param valueDecimals decimals of the engine's values
 * @param dust a remainder of a position worth less closes in full
 */
record HandRules(ProfileTerms terms, int valueDecimals, BigDecimal dust) {
    boolean isInclusive() {
        return terms.boundary() == Boundary.INCLUSIVE;
    }

    boolean areDebtsRequired() {
        return terms.debtIn() == DebtPlace.REQUIREMENT;
    }

    /** Whether what is seized is all that may be sold until the debt is raised, and not what a repayment buys. */
    boolean isAuctioning() {
        return terms.bonus().shape() == BonusShape.BY_TIME;
    }

    /** Whether a position counts in the bucket of its settlement asset, what it is asked for included. */
    boolean areProfitsInBuckets() {
        return terms.requirement().profitIn() == ProfitPlace.SETTLEMENT_ASSET;
    }

    /** A value that is no multiple of the smallest, brought down to one. */
    BigDecimal floored(final BigDecimal value) {
        return value.setScale(valueDecimals, RoundingMode.FLOOR);
    }

    /** A quotient, brought up to a multiple of the smallest value. */
    BigDecimal quotientUp(final BigDecimal value, final BigDecimal by) {
        return value.divide(by, valueDecimals, RoundingMode.CEILING);
    }

    /** The least that makes a difference to a value. */
    BigDecimal smallestValue() {
        return BigDecimal.ONE.movePointLeft(valueDecimals);
    }

    /** Whether a balance does not cover a requirement. */
    boolean isBelow(final BigDecimal balance, final BigDecimal requirement) {
        final int sign = balance.compareTo(requirement);
        final boolean isShort = sign < 0 || (sign == 0 && isInclusive());
        final boolean asksForPositive = isInclusive() || terms.requirePositive();
        return isShort && (requirement.signum() > 0 || !asksForPositive);
    }

    BigDecimal collateral(final BigDecimal value) {
        return round(value, terms.rounding().collateral());
    }

    BigDecimal weighted(final BigDecimal value) {
        return round(value, terms.rounding().weighted());
    }

    BigDecimal debt(final BigDecimal value) {
        return round(value, terms.rounding().debt());
    }

    BigDecimal notional(final BigDecimal value) {
        return round(value, terms.rounding().notional());
    }

    BigDecimal requirement(final BigDecimal value) {
        return round(value, terms.rounding().requirement());
    }

    /** Rounds what all positions owe in funding, where notionals are rounded. */
    BigDecimal funding(final BigDecimal owed) {
        return round(owed, roundsNotional() ? Rounding.CEIL : Rounding.NONE);
    }

    boolean roundsNotional() {
        return isRounding(terms.rounding().notional());
    }

    boolean roundsRequirement() {
        return isRounding(terms.rounding().requirement());
    }

    private boolean isRounding(final Rounding mode) {
        return terms.rounding().decimals() != RoundingTerms.EXACT && mode != Rounding.NONE;
    }

    private BigDecimal round(final BigDecimal value, final Rounding mode) {
        if (!isRounding(mode)) {
            return value;
        }
        final RoundingMode towards = switch (mode) {
            case FLOOR -> RoundingMode.FLOOR;
            case CEIL -> RoundingMode.CEILING;
            default -> RoundingMode.DOWN;
        };
        return value.setScale(terms.rounding().decimals(), towards);
    }
}
