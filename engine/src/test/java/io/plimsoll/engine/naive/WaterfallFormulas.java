package io.plimsoll.engine.naive;

import io.plimsoll.protocol.codec.Deleveraging;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.terms.PenaltyTerms;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What the page about who pays when a liquidation does not decides, each decision by itself, so that a test can plant a mistake in one
 * of them. Amounts are mantissas of their asset, values are at V.
 */
public class WaterfallFormulas {
    private static final int MOST_FUND_BALANCES = 1_024;
    private static final BigInteger W9 = Numbers.tenTo(9);
    private static final BigInteger MOST_QUOTIENT = BigInteger.ONE.shiftLeft(62);
    private static final BigInteger MOST_TOLD = BigInteger.ONE.shiftLeft(126);

    // ---- Funds

    /** Whether so many balances of funds are too many. */
    protected boolean isTooManyBalances(final int balances) {
        return balances > MOST_FUND_BALANCES;
    }

    /** What a fund holds once it has paid. */
    protected BigInteger afterPaying(final BigInteger balance, final BigInteger amount) {
        return balance.subtract(amount);
    }

    /** What remains of a draw once so much of it was paid. */
    protected BigInteger remaining(final BigInteger remaining, final BigInteger paid) {
        return remaining.subtract(paid).max(BigInteger.ZERO);
    }

    /** Whether a payment by a draw's id is beyond it. */
    protected boolean isBeyondDraw(final BigInteger remaining, final BigInteger paid) {
        return paid.compareTo(remaining) > 0;
    }

    /** Whether a fund's new balance may pay for who is uncovered. */
    protected boolean isRaised(final BigInteger before, final BigInteger after) {
        return after.compareTo(before) > 0;
    }

    // ---- The penalty

    /** An order of a unit that is bankrupt as it is made carries none. */
    protected boolean owesPenalty(final BigInteger netWorth) {
        return netWorth.signum() >= 0;
    }

    /** Nor is any due of who is bankrupt by now, or for what a counterparty had to take over. */
    protected boolean isPenaltyDue(final Verdict verdict, final boolean isAssigned) {
        return verdict != Verdict.BANKRUPT && !isAssigned;
    }

    /** How much of a fill: no more than the order still asks for. */
    protected BigInteger penalised(final BigInteger filled, final BigInteger remaining) {
        return filled.min(remaining);
    }

    /** A share of a cost, as an amount of the settlement asset. */
    protected BigInteger inAsset(
            final BigInteger cost, final BigInteger ppm, final int costDecimals, final int assetDecimals) {
        return Numbers.floorDiv(
                cost.multiply(ppm).multiply(Numbers.tenTo(assetDecimals)),
                Numbers.MILLION.multiply(Numbers.tenTo(costDecimals)));
    }

    /** What a fee leaves of a surplus; a rebate adds nothing. */
    protected BigInteger afterFee(final BigInteger surplus, final BigInteger fee) {
        return surplus.subtract(fee.max(BigInteger.ZERO));
    }

    /** The surplus, up to the penalty. */
    protected BigInteger due(final BigInteger surplus, final BigInteger penalty) {
        return surplus.min(penalty);
    }

    /** The liquidator's part, rounded down. */
    protected BigInteger liquidatorPart(final BigInteger due, final PenaltyTerms split) {
        return Numbers.floorDiv(due.multiply(BigInteger.valueOf(split.liquidatorPpm())), Numbers.MILLION);
    }

    /** The protocol's part, rounded down; the rest is the fund's. */
    protected BigInteger protocolPart(final BigInteger due, final PenaltyTerms split) {
        return Numbers.floorDiv(due.multiply(BigInteger.valueOf(split.protocolPpm())), Numbers.MILLION);
    }

    // ---- Draws

    /** What a fund holds, less what remains of draws in flight on it. */
    protected BigInteger available(final BigInteger balance, final BigInteger drawn) {
        return balance.subtract(drawn).max(BigInteger.ZERO);
    }

    /** What is owed, less what remains of draws in flight for it. */
    protected BigInteger deficit(final BigInteger owed, final BigInteger drawn) {
        return owed.subtract(drawn);
    }

    /** What is owed beyond all that is owned, less what the draws in flight for it are worth. */
    protected BigInteger lost(final BigInteger netWorth, final BigInteger drawnWorth) {
        return netWorth.negate().subtract(drawnWorth);
    }

    /** No more of a deficit than what is lost, the last unit whole; {@code unitValue} is what one is worth. */
    protected BigInteger withinLoss(final BigInteger deficit, final BigInteger lost, final BigInteger unitValue) {
        return deficit.min(Numbers.ceilDiv(lost.max(BigInteger.ZERO), unitValue))
                .max(BigInteger.ZERO);
    }

    /** How much of an asset the cap allows; {@code unitValue} is what one unit of it is worth. */
    protected BigInteger capped(final BigInteger cap, final BigInteger unitValue) {
        return Numbers.floorDiv(cap, unitValue);
    }

    /** What is left of the cap once a draw of some value was made. */
    protected BigInteger capLeft(final BigInteger cap, final BigInteger value) {
        return cap.subtract(value);
    }

    /** min(deficit, available, cap). */
    protected BigInteger drawn(
            final BigInteger deficit, final BigInteger available, final Optional<BigInteger> mostByCap) {
        final BigInteger amount = deficit.min(available);
        return mostByCap.map(amount::min).orElse(amount);
    }

    // ---- What is left

    /** What no fund covers of a deficit. */
    protected BigInteger uncovered(final BigInteger deficit, final BigInteger available) {
        return deficit.subtract(available).max(BigInteger.ZERO);
    }

    /** Once a unit and asset and amount. */
    protected boolean isToldAlready(final Optional<BigInteger> told, final BigInteger amount) {
        return told.equals(Optional.of(amount));
    }

    /** More is owed than all funds hold. */
    protected boolean isBlocked(final BigInteger owed, final BigInteger funds) {
        return owed.compareTo(funds) > 0;
    }

    /** A value as a record tells it. */
    protected BigInteger told(final BigInteger value) {
        return value.min(MOST_TOLD);
    }

    // ---- Auto-deleveraging

    /** Whether orders of a unit have expired often enough. */
    protected boolean isDeleveraged(final int expiries, final int after) {
        return expiries >= after;
    }

    /** What a bankrupt unit is short of that its funds do not have. */
    protected BigInteger gap(final BigInteger netWorth, final BigInteger covered) {
        return netWorth.negate().subtract(covered).max(BigInteger.ZERO);
    }

    /** Nobody gives up what may not be there. */
    protected boolean isTrusted(final boolean isSuspect) {
        return !isSuspect;
    }

    /** What of a position is not assigned yet. */
    protected BigInteger leftOf(final BigInteger size, final BigInteger assigned) {
        return size.subtract(assigned);
    }

    /** Score descending, ties by the smaller account id. */
    protected int compareWinners(final Winner a, final Winner b) {
        final int byScore = b.score().compareTo(a.score());
        return byScore != 0 ? byScore : Long.compare(a.accountId(), b.accountId());
    }

    /** Of those without a profit: who loses least, ties by the smaller account id. */
    protected int compareOthers(final Winner a, final Winner b) {
        final int byValue = b.value().compareTo(a.value());
        return byValue != 0 ? byValue : Long.compare(a.accountId(), b.accountId());
    }

    /** What a position with a profit is ranked by. */
    protected BigInteger score(
            final Deleveraging ranking,
            final BigInteger value,
            final BigInteger notional,
            final BigInteger cost,
            final Valuation unit) {
        final BigInteger equity = unit.equity().max(BigInteger.ONE);
        return switch (ranking) {
            case PROFIT_BY_EQUITY -> quotient(value, equity);
            case PROFIT_TIMES_LEVERAGE ->
                quotient(value, cost.max(BigInteger.ONE)).multiply(quotient(notional, equity));
            case LEVERAGE_TIMES_RATIO ->
                quotient(notional, equity).multiply(quotient(unit.maintenanceMargin(), equity));
            default -> throw new IllegalArgumentException("no ranking by " + ranking);
        };
    }

    /** floor(a * W9 / b), at most 2^62. */
    protected BigInteger quotient(final BigInteger a, final BigInteger b) {
        return Numbers.floorDiv(a.multiply(W9), b).min(MOST_QUOTIENT);
    }

    /** At the bankruptcy price, but at no price that no fill may have. */
    protected BigInteger askedOfWinner(final BigInteger bankruptcyPrice, final BigInteger maxPrice) {
        return bankruptcyPrice.min(maxPrice);
    }

    /** Whether a fill does not reduce its counterparty's position, or by more than there is; {@code filled} is signed. */
    protected boolean isCounterpartyGone(final BigInteger held, final BigInteger filled) {
        return held.signum() != -filled.signum() || filled.abs().compareTo(held.abs()) > 0;
    }
}
