package io.plimsoll.daemon.explain;

import io.plimsoll.engine.UnitSheet.Position;
import io.plimsoll.engine.UnitSheet.Tier;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What is asked of a position of any size in one instrument, by hand: each part of its notional at the rate of its own tier, a share of
 * the notional by the greatest leverage, or a share of initial margin; each rounded as the profile says. Immutable.
 */
record HandRequirement(Position position, HandRules rules) {
    private static final int FLOOR_DECIMALS = 6;

    BigDecimal price() {
        return Decimals.toBigDecimal(position.price().value(), position.price().decimals());
    }

    BigDecimal settlement() {
        return Decimals.toBigDecimal(
                position.settlement().value(), position.settlement().decimals());
    }

    /** What a quantity is worth at the prices. */
    BigDecimal worth(final BigDecimal quantity) {
        return quantity.multiply(price()).multiply(settlement());
    }

    /** Whether it is the same share of any notional. */
    boolean isProportional() {
        return position.tiers().size() == 1
                && position.terms().maxLeverage() == 0
                && !rules.roundsNotional()
                && !rules.roundsRequirement();
    }

    /** Of a position of that size, above 0 or 0. */
    ByPurpose of(final BigDecimal size) {
        final BigDecimal notional = rules.notional(worth(size));
        final int leverage = position.terms().maxLeverage();
        final int ofInitialPpm = position.terms().maintenanceOfInitialPpm();
        final BigDecimal initial = leverage == 0 ? byRate(notional, Tier::initialPpm) : part(notional, leverage);
        final BigDecimal maintenance;
        if (leverage != 0) {
            maintenance = part(notional, 2L * leverage);
        } else if (ofInitialPpm != 0) {
            maintenance = rules.requirement(initial.multiply(rate(ofInitialPpm)));
        } else {
            maintenance = byRate(notional, Tier::maintenancePpm);
        }
        return new ByPurpose(initial, byRate(notional, Tier::stopPpm).max(maintenance), maintenance);
    }

    private BigDecimal part(final BigDecimal notional, final long by) {
        return rules.requirement(notional.divide(BigDecimal.valueOf(by), rules.valueDecimals(), RoundingMode.CEILING));
    }

    private BigDecimal byRate(final BigDecimal notional, final ToIntFunction<Tier> ppm) {
        final List<Tier> tiers = position.tiers();
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < tiers.size(); i++) {
            final BigDecimal upTo = i + 1 < tiers.size() ? notional.min(floor(tiers.get(i + 1))) : notional;
            final BigDecimal part = upTo.subtract(floor(tiers.get(i))).max(BigDecimal.ZERO);
            sum = sum.add(part.multiply(rate(ppm.applyAsInt(tiers.get(i)))));
        }
        return rules.requirement(sum);
    }

    private BigDecimal floor(final Tier tier) {
        return BigDecimal.valueOf(tier.floorMicros(), FLOOR_DECIMALS).multiply(settlement());
    }

    static BigDecimal rate(final int ppm) {
        return BigDecimal.valueOf(ppm, Rates.DECIMALS);
    }
}
