package io.plimsoll.daemon.explain;

import io.plimsoll.engine.UnitSheet.Position;
import io.plimsoll.engine.UnitSheet.Tier;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.Mark;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What is asked of a position of any size in one instrument, by hand: each part of its notional at the rate of its own tier or at a
 * rate that rises with its size, a share of the notional by the greatest leverage, or a share of initial margin, and initially what the account's own leverage asks for where
 * that is more; each rounded as the profile says. Immutable.
 */
record HandRequirement(Position position, boolean isLong, HandRules rules) {
    private static final int FLOOR_DECIMALS = 6;

    /** Of the side that the position is on. */
    static HandRequirement of(final Position position, final HandRules rules) {
        return new HandRequirement(position, position.quantity() > 0, rules);
    }

    BigDecimal price() {
        return Decimals.toBigDecimal(position.price().value(), position.price().decimals());
    }

    BigDecimal settlement() {
        return Decimals.toBigDecimal(
                position.settlement().value(), position.settlement().decimals());
    }

    /** What a quantity is worth at the prices. */
    BigDecimal worth(final BigDecimal quantity) {
        return value(quantity).abs();
    }

    /** What it adds to the value of a position, its cost aside: of inverse contracts what they are worth, with a minus. */
    BigDecimal value(final BigDecimal quantity) {
        return quantity.multiply(mark(price())).multiply(settlement());
    }

    // docs/internals/inverse.md; without a price nothing means anything
    private BigDecimal mark(final BigDecimal price) {
        return price.signum() == 0
                ? price
                : Mark.of(position.terms(), price, position.price().decimals());
    }

    /** Whether it is the same share of any notional. */
    boolean isProportional() {
        return position.tiers().size() == 1
                && position.terms().maxLeverage() == 0
                && position.terms().sizeFactor() == 0
                && !rules.roundsNotional()
                && !rules.roundsRequirement();
    }

    /** Of a position of that size, above 0 or 0. */
    ByPurpose of(final BigDecimal size) {
        final BigDecimal notional = rules.notional(worth(size));
        final int leverage = position.terms().maxLeverage();
        final int ofInitialPpm = position.terms().maintenanceOfInitialPpm();
        final BigDecimal maintenance;
        if (leverage != 0) {
            maintenance = part(notional, 2L * leverage);
        } else if (ofInitialPpm != 0) {
            maintenance = rules.requirement(own(size, notional).multiply(rate(ofInitialPpm)));
        } else {
            maintenance = byRate(size, notional, Tier::maintenancePpm);
        }
        return new ByPurpose(initial(size), stop(size, notional).max(maintenance), maintenance);
    }

    private BigDecimal stop(final BigDecimal size, final BigDecimal notional) {
        final long factor = position.terms().sizeFactor();
        if (factor == 0) {
            return byRate(size, notional, Tier::stopPpm);
        }
        final Tier tier = position.tiers().get(0);
        return rules.requirement(notional.multiply(HandSize.of(size, factor, rules)
                .raisedStop(rate(tier.stopPpm()), rate(tier.maintenancePpm()), BigDecimal.ONE)));
    }

    // At the worse price, and what that takes from the position.
    private BigDecimal initial(final BigDecimal size) {
        final BigDecimal notional = initialNotional(size);
        final BigDecimal ofInstrument = hangsOnOpenInterest()
                ? rules.requirement(notional.multiply(rateByOpenInterest()))
                : own(size, notional);
        return ofInstrument.max(byOwnLeverage(notional)).add(taken(size));
    }

    private BigDecimal own(final BigDecimal size, final BigDecimal notional) {
        final int leverage = position.terms().maxLeverage();
        if (leverage != 0) {
            return part(notional, leverage);
        }
        return rules.terms().requirement().initialOfWhole() && position.terms().sizeFactor() == 0
                ? rules.requirement(notional.multiply(rate(lastTier(notional).initialPpm())))
                : byRate(size, notional, Tier::initialPpm);
    }

    private BigDecimal initialPrice() {
        return HandInitial.price(position.price(), isLong);
    }

    private BigDecimal initialNotional(final BigDecimal size) {
        return rules.notional(size.multiply(mark(initialPrice()).abs()).multiply(settlement()));
    }

    private BigDecimal taken(final BigDecimal size) {
        return size.multiply(mark(price()).subtract(mark(initialPrice())).abs()).multiply(settlement());
    }

    /** Whether it is the account's own leverage that says what a position of that size, not 0, is asked for initially. */
    boolean isByOwnLeverage(final BigDecimal size) {
        final BigDecimal own = byOwnLeverage(initialNotional(size));
        return own.signum() != 0 && own.add(taken(size)).compareTo(initial(size)) == 0;
    }

    private BigDecimal byOwnLeverage(final BigDecimal notional) {
        return rules.requirement(notional.multiply(rate(position.chosenPpm())));
    }

    boolean hangsOnOpenInterest() {
        return position.terms().openInterestUpperMicros() != 0;
    }

    /** docs/internals/initial-margin.md: what is open in whole millionths, the rate in whole millionths as well, both down. */
    BigDecimal rateByOpenInterest() {
        final BigDecimal base = rate(position.tiers().get(0).initialPpm());
        final BigDecimal open = Decimals.toBigDecimal(position.openInterest(), position.quantityDecimals())
                .multiply(mark(initialPrice()).abs())
                .setScale(Rates.DECIMALS, RoundingMode.FLOOR);
        final BigDecimal lower = BigDecimal.valueOf(position.terms().openInterestLowerMicros(), Rates.DECIMALS);
        final BigDecimal upper = BigDecimal.valueOf(position.terms().openInterestUpperMicros(), Rates.DECIMALS);
        final BigDecimal above = open.min(upper).subtract(lower).max(BigDecimal.ZERO);
        return base.add(BigDecimal.ONE
                .subtract(base)
                .multiply(above)
                .divide(upper.subtract(lower), Rates.DECIMALS, RoundingMode.FLOOR));
    }

    private BigDecimal part(final BigDecimal notional, final long by) {
        return rules.requirement(notional.divide(BigDecimal.valueOf(by), rules.valueDecimals(), RoundingMode.CEILING));
    }

    private BigDecimal byRate(final BigDecimal size, final BigDecimal notional, final ToIntFunction<Tier> ppm) {
        if (position.terms().sizeFactor() != 0) {
            final BigDecimal rate = HandSize.of(size, position.terms().sizeFactor(), rules)
                    .raised(rate(ppm.applyAsInt(position.tiers().get(0))), BigDecimal.ONE);
            return rules.requirement(notional.multiply(rate));
        }
        final List<Tier> tiers = position.tiers();
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < tiers.size(); i++) {
            final BigDecimal upTo = i + 1 < tiers.size() ? notional.min(floor(tiers.get(i + 1))) : notional;
            final BigDecimal part = upTo.subtract(floor(tiers.get(i))).max(BigDecimal.ZERO);
            sum = sum.add(part.multiply(rate(ppm.applyAsInt(tiers.get(i)))));
        }
        return rules.requirement(sum);
    }

    private Tier lastTier(final BigDecimal notional) {
        Tier last = position.tiers().get(0);
        for (final Tier tier : position.tiers()) {
            last = floor(tier).compareTo(notional) < 0 ? tier : last;
        }
        return last;
    }

    private BigDecimal floor(final Tier tier) {
        return BigDecimal.valueOf(tier.floorMicros(), FLOOR_DECIMALS).multiply(settlement());
    }

    static BigDecimal rate(final int ppm) {
        return BigDecimal.valueOf(ppm, Rates.DECIMALS);
    }
}
