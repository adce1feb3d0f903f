package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.protocol.terms.PlanTerms;
import java.math.BigInteger;
import java.util.Optional;

/**
 * The page's "limit price" and "bankruptcy price" of an order. Prices are mantissas at P; B, R and net worth are at V.
 */
public class PriceFormulas {
    private static final BigInteger MILLION_SQUARED = Numbers.MILLION.multiply(Numbers.MILLION);

    /** Limit price, a multiple of the tick. */
    protected BigInteger limitPrice(
            final Closing closing,
            final int limitSpreadPpm,
            final Valuation valuation,
            final Optional<BigInteger> bankruptcyPrice) {
        final Instrument instrument = closing.instrument();
        final BigInteger inMark = closing.isLinear()
                ? spread(closing.mark(), instrument.maintenancePpm(), limitSpreadPpm, valuation)
                : tieredSpread(closing, limitSpreadPpm, valuation);
        final BigInteger spread = instrument.isInverse() ? spreadOfPrice(closing, inMark) : inMark;
        // only a unit that still owns something is protected from selling below what it owes
        final Optional<BigInteger> bound =
                valuation.netWorth().signum() >= 0 ? bankruptcyPrice : Optional.<BigInteger>empty();
        return closing.isLong()
                ? sellLimit(closing.price(), spread, instrument.tick(), bound)
                : buyLimit(closing.price(), spread, instrument, bound);
    }

    /** How far the price is from p at which an inverse contract is worth so much more, or less. */
    protected BigInteger spreadOfPrice(final Closing closing, final BigInteger inMark) {
        final BigInteger worst =
                closing.isLong() ? closing.mark().add(inMark) : closing.mark().subtract(inMark);
        return closing.price(worst)
                .orElse(closing.isLong() ? BigInteger.ONE : closing.instrument().maxPrice())
                .subtract(closing.price())
                .abs();
    }

    /** floor(floor(p * limitSpreadPpm * maintenancePpm * (R - max(B,0)) / R) / 10^12). */
    protected BigInteger spread(
            final BigInteger price, final int maintenancePpm, final int limitSpreadPpm, final Valuation valuation) {
        final BigInteger requirement = valuation.maintenanceMargin();
        if (requirement.signum() == 0) {
            return BigInteger.ZERO; // then every maintenancePpm of the unit is 0, and the product with it
        }
        final BigInteger widest =
                price.multiply(BigInteger.valueOf(limitSpreadPpm)).multiply(BigInteger.valueOf(maintenancePpm));
        return Numbers.floorDiv(Numbers.floorDiv(widest.multiply(missing(valuation)), requirement), MILLION_SQUARED);
    }

    /** y = floor(Rq * (R - max(B,0)) / R), then floor(y * limitSpreadPpm / (|q| * s * 10^6)). */
    protected BigInteger tieredSpread(final Closing closing, final int limitSpreadPpm, final Valuation valuation) {
        final BigInteger requirement = valuation.maintenanceMargin();
        if (requirement.signum() == 0) {
            return BigInteger.ZERO;
        }
        final BigInteger share = Numbers.floorDiv(closing.margin().multiply(missing(valuation)), requirement);
        return Numbers.floorDiv(
                share.multiply(BigInteger.valueOf(limitSpreadPpm)),
                closing.worthOfOne().multiply(Numbers.MILLION));
    }

    private static BigInteger missing(final Valuation valuation) {
        return valuation
                .maintenanceMargin()
                .subtract(valuation.equity().max(BigInteger.ZERO))
                .max(BigInteger.ZERO);
    }

    /** p - spread, floored to the tick, at least one tick; bounded from below. */
    protected BigInteger sellLimit(
            final BigInteger price, final BigInteger spread, final BigInteger tick, final Optional<BigInteger> bound) {
        final BigInteger limit = Numbers.floorTo(price.subtract(spread), tick).max(tick);
        return bound.map(bankruptcyPrice ->
                        limit.max(Numbers.ceilTo(bankruptcyPrice, tick).min(Numbers.floorTo(price, tick))))
                .orElse(limit);
    }

    /** p + spread, ceiled to the tick, at most the largest multiple within maxPrice; bounded from above. */
    protected BigInteger buyLimit(
            final BigInteger price,
            final BigInteger spread,
            final Instrument instrument,
            final Optional<BigInteger> bound) {
        final BigInteger tick = instrument.tick();
        final BigInteger limit =
                Numbers.ceilTo(price.add(spread), tick).min(Numbers.floorTo(instrument.maxPrice(), tick));
        return bound.map(bankruptcyPrice ->
                        limit.min(Numbers.floorTo(bankruptcyPrice, tick).max(Numbers.ceilTo(price, tick))))
                .orElse(limit);
    }

    /** Fill price that uses up the position's share of net worth; empty if that is no positive long, or they have no R. */
    protected Optional<BigInteger> bankruptcyPrice(final Closing closing, final Valuation valuation) {
        if (valuation.positionMargin().signum() == 0) {
            return Optional.empty();
        }
        final BigInteger price = closing.mark();
        final BigInteger share = closing.isLinear()
                ? share(price, closing.instrument().maintenancePpm(), valuation)
                : tieredShare(closing, valuation);
        final boolean falls = closing.isLongInMark() == (valuation.netWorth().signum() >= 0);
        return Optional.of(falls ? price.subtract(share) : price.add(share))
                .filter(Numbers::isPositiveLong)
                .flatMap(closing::price);
    }

    /** x = floor(p * maintenancePpm * |net worth| / (R of positions * 1,000,000)). */
    protected BigInteger share(final BigInteger price, final int maintenancePpm, final Valuation valuation) {
        return Numbers.floorDiv(
                price.multiply(BigInteger.valueOf(maintenancePpm))
                        .multiply(valuation.netWorth().abs()),
                valuation.positionMargin().multiply(Numbers.MILLION));
    }

    /** x = floor(floor(Rq * |net worth| / R of positions) / (|q| * s)). */
    protected BigInteger tieredShare(final Closing closing, final Valuation valuation) {
        return Numbers.floorDiv(
                Numbers.floorDiv(closing.margin().multiply(valuation.netWorth().abs()), valuation.positionMargin()),
                closing.worthOfOne());
    }

    /**
     * The fillable price: f = min(R, max(0, floor((R - B) * adjustment / 10^6))), z = floor(floor(Rq * f / R) * spread / 10^6), then
     * (n - z) / (|q| * s) up to the tick for a sell, (n + z) / (|q| * s) down to the tick for a buy.
     *
     * @param notional n, rounded, at V
     */
    protected BigInteger fillablePrice(
            final Closing closing, final BigInteger notional, final PlanTerms plan, final Valuation valuation) {
        final BigInteger requirement = valuation.maintenanceMargin();
        final BigInteger grown = Numbers.floorDiv(
                requirement
                        .subtract(valuation.equity())
                        .multiply(BigInteger.valueOf(plan.fillableBankruptcyAdjustmentPpm())),
                Numbers.MILLION);
        final BigInteger missing = grown.max(BigInteger.ZERO).min(requirement);
        final BigInteger own = requirement.signum() == 0
                ? BigInteger.ZERO
                : Numbers.floorDiv(closing.margin().multiply(missing), requirement);
        final BigInteger spread =
                Numbers.floorDiv(own.multiply(BigInteger.valueOf(plan.fillableSpreadPpm())), Numbers.MILLION);
        final Instrument instrument = closing.instrument();
        final BigInteger tick = instrument.tick();
        final BigInteger fillable = closing.isLongInMark()
                ? Numbers.ceilDiv(notional.subtract(spread), closing.worthOfOne())
                : Numbers.floorDiv(notional.add(spread), closing.worthOfOne());
        if (closing.isLong()) {
            return Numbers.ceilTo(closing.price(fillable).orElse(tick), tick).max(tick);
        }
        final BigInteger most = closing.price(fillable).orElse(instrument.maxPrice());
        return Numbers.floorTo(most.min(instrument.maxPrice()), tick).max(tick);
    }
}
