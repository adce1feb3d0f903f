package io.plimsoll.engine.naive;

import java.math.BigInteger;
import java.util.Optional;

/**
 * What the page about who pays when a liquidation does not decides, each decision by itself, so that a test can plant a mistake in one
 * of them. Amounts are mantissas of their asset, values are at V.
 */
public class WaterfallFormulas {
    private static final int MOST_FUND_BALANCES = 1_024;
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

    // ---- Draws

    /** What a fund holds, less what remains of draws in flight on it. */
    protected BigInteger available(final BigInteger balance, final BigInteger drawn) {
        return balance.subtract(drawn).max(BigInteger.ZERO);
    }

    /** What is owed, less what remains of draws in flight for it. */
    protected BigInteger deficit(final BigInteger owed, final BigInteger drawn) {
        return owed.subtract(drawn);
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
}
