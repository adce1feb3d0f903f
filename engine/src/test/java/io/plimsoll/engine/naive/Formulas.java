package io.plimsoll.engine.naive;

import io.plimsoll.protocol.codec.Boundary;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * The page's one-line formulas about fills, ticks, values and verdicts, each by itself, so that a test can plant
 * a mistake in one of them and see it found. Units are those of the page: mantissas at P, Q, d, P + Q and V.
 */
public class Formulas {
    // ---- Fills

    /** (I - I0) * q. */
    protected BigInteger fundingOwed(final BigInteger index, final Position position) {
        return index.subtract(position.fundingIndex()).multiply(position.quantity());
    }

    /** Cr = floor(C * |c| / |q|). */
    protected BigInteger released(final Position position, final BigInteger closed) {
        return Numbers.floorDiv(
                position.cost().multiply(closed.abs()), position.quantity().abs());
    }

    /** floor(g / 10^(P+Q-d)), or g * 10^(d-P-Q). */
    protected BigInteger credited(final BigInteger realised, final int costDecimals, final int balanceDecimals) {
        return costDecimals >= balanceDecimals
                ? Numbers.floorDiv(realised, Numbers.tenTo(costDecimals - balanceDecimals))
                : realised.multiply(Numbers.tenTo(balanceDecimals - costDecimals));
    }

    /** What crediting left of the realised profit, at P + Q. */
    protected BigInteger remainder(final BigInteger realised, final int costDecimals, final int balanceDecimals) {
        return costDecimals >= balanceDecimals
                ? realised.mod(Numbers.tenTo(costDecimals - balanceDecimals))
                : BigInteger.ZERO;
    }

    // ---- Prices

    /** publishNs below the last accepted one, or equal, from the same source, and not later in its sequence. */
    protected boolean isOlder(final Prices.Accepted last, final long publishNs, final int source, final long sequence) {
        return publishNs < last.publishNs()
                || (publishNs == last.publishNs() && source == last.source() && sequence <= last.sequence());
    }

    /** Whether a price touches anyone: not if it equals the last. */
    protected boolean isMoved(final Optional<BigInteger> last, final BigInteger price) {
        return !last.equals(Optional.of(price));
    }

    // ---- Valuation

    /** v = (q*p - C - (I - I0)*q) * s. */
    protected BigInteger positionValue(
            final Position position, final BigInteger price, final BigInteger settlementPrice, final BigInteger index) {
        return position.quantity()
                .multiply(price)
                .subtract(position.cost())
                .subtract(fundingOwed(index, position))
                .multiply(settlementPrice);
    }

    /** What v counts for a purpose: a loss in full; a profit v*wM, for initial margin v*wI but at most the cap. */
    protected BigInteger countedProfit(
            final BigInteger value,
            final InstrumentTerms terms,
            final Purpose purpose,
            final Optional<BigInteger> cap) {
        if (value.signum() < 0) {
            return value;
        }
        if (purpose != Purpose.INITIAL) {
            return share(value, terms.profitMaintenanceWeightPpm());
        }
        final BigInteger counted = share(value, terms.profitInitialWeightPpm());
        return cap.map(counted::min).orElse(counted);
    }

    private static BigInteger share(final BigInteger value, final int ppm) {
        return value.multiply(BigInteger.valueOf(ppm)).divide(Numbers.MILLION); // exact: V has 6 decimals for it
    }

    /** Bankrupt, liquidate, warning, healthy: the first that holds. */
    protected Verdict verdict(final Valuation valuation, final int warningRatioPpm, final ProfileTerms profile) {
        if (isBankrupt(valuation.netWorth())) {
            return Verdict.BANKRUPT;
        }
        if (isBelow(valuation.equity(), valuation.maintenanceMargin(), profile)) {
            return Verdict.LIQUIDATE;
        }
        return isWarned(valuation, warningRatioPpm) ? Verdict.WARNING : Verdict.HEALTHY;
    }

    /** Net worth below zero. */
    protected boolean isBankrupt(final BigInteger netWorth) {
        return netWorth.signum() < 0;
    }

    /** B &lt; R, or B &lt;= R where the boundary is inclusive; with R &gt; 0 where that is asked for. */
    protected boolean isBelow(final BigInteger equity, final BigInteger requirement, final ProfileTerms profile) {
        final boolean isInclusive = profile.boundary() == Boundary.INCLUSIVE;
        if (requirement.signum() == 0 && (isInclusive || profile.requirePositive())) {
            return false;
        }
        return equity.compareTo(requirement) < (isInclusive ? 1 : 0);
    }

    /** B * 1,000,000 &lt; R * warningRatioPpm. */
    protected boolean isWarned(final Valuation valuation, final int warningRatioPpm) {
        return valuation
                        .equity()
                        .multiply(Numbers.MILLION)
                        .compareTo(valuation.maintenanceMargin().multiply(BigInteger.valueOf(warningRatioPpm)))
                < 0;
    }

    // ---- After the record is applied

    /** Orders in flight ask for more than the position, or it is flat or on their own side. */
    protected boolean isOutgrown(final BigInteger quantity, final BigInteger signedRemaining) {
        return signedRemaining.abs().compareTo(quantity.abs()) > 0
                || quantity.signum() == 0
                || quantity.signum() == signedRemaining.signum();
    }

    /** Step 1 is for every touched unit, whatever its role. */
    protected boolean isStepOneDue(final boolean isTrader) {
        return true;
    }

    /** q + sum of signed remaining quantities. */
    protected BigInteger projected(final BigInteger quantity, final BigInteger signedRemaining) {
        return quantity.add(signedRemaining);
    }

    /** Whether nothing is left to order: every projected quantity is 0. */
    protected boolean isAllOrdered(final List<BigInteger> projectedQuantities) {
        return projectedQuantities.stream().allMatch(quantity -> quantity.signum() == 0);
    }
}
