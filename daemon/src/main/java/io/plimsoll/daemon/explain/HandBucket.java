package io.plimsoll.daemon.explain;

import io.plimsoll.daemon.explain.HandValuation.BalanceLine;
import io.plimsoll.daemon.explain.HandValuation.PositionLine;
import io.plimsoll.engine.UnitSheet.Balance;
import io.plimsoll.protocol.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a balance and the positions that settle in it come to, and what that counts (docs/internals/settle-buckets.md), by hand. Immutable.
 *
 * @param asset whose weights it has; the amount of a unit without a balance of it is 0
 * @param sum unweighted, for each purpose
 */
record HandBucket(Balance asset, ByPurpose sum, HandRules rules) {
    /** One for each asset, in order of symbol, each position in it with so much of what it counts. */
    static List<HandBucket> all(
            final List<BalanceLine> balances,
            final List<PositionLine> positions,
            final Function<PositionLine, ByPurpose> counted,
            final HandRules rules) {
        final Map<String, HandBucket> buckets = new TreeMap<>();
        for (final BalanceLine line : balances) {
            buckets.put(line.source().symbol(), new HandBucket(line.source(), ByPurpose.ofAll(line.value()), rules));
        }
        for (final PositionLine line : positions) {
            final Balance asset = line.source().settlementAsset();
            final HandBucket empty = new HandBucket(asset, ByPurpose.NOTHING, rules);
            buckets.merge(asset.symbol(), empty.plus(counted.apply(line)), (some, more) -> some.plus(more.sum()));
        }
        return new ArrayList<>(buckets.values());
    }

    HandBucket plus(final ByPurpose more) {
        return new HandBucket(asset, sum.plus(more), rules);
    }

    /** What all of them count: B. */
    static ByPurpose counts(final Collection<HandBucket> buckets) {
        return buckets.stream().map(HandBucket::counts).reduce(ByPurpose.NOTHING, ByPurpose::plus);
    }

    ByPurpose counts() {
        return new ByPurpose(
                rules.floored(atInitialPrice().multiply(weights(sum.initial()).initial())),
                rules.floored(sum.stop().multiply(weights(sum.stop()).stop())),
                rules.floored(
                        sum.maintenance().multiply(weights(sum.maintenance()).maintenance())));
    }

    private BigDecimal atInitialPrice() {
        final BigDecimal price =
                Decimals.toBigDecimal(asset.price().value(), asset.price().decimals());
        final BigDecimal initial =
                HandInitial.price(asset.price(), sum.initial().signum() >= 0);
        return price.compareTo(initial) == 0
                ? sum.initial()
                : sum.initial().multiply(initial).divide(price, rules.valueDecimals(), RoundingMode.FLOOR);
    }

    /** What is owned of it weighs, or what is owed. */
    ByPurpose weights(final BigDecimal sign) {
        return sign.signum() < 0
                ? new ByPurpose(
                        HandRequirement.rate(asset.terms().initialLiabilityWeightPpm()),
                        HandRequirement.rate(asset.terms().stopLiabilityWeightPpm()),
                        HandRequirement.rate(asset.terms().maintenanceLiabilityWeightPpm()))
                : new ByPurpose(
                        HandInitial.weight(asset, rules),
                        HandRequirement.rate(asset.stopWeightPpm()),
                        HandRequirement.rate(asset.maintenanceWeightPpm()));
    }

    /** What it has to gain to count so much more for stop margin, or to come to 0 where more counts nothing. */
    BigDecimal need(final BigDecimal missing) {
        final BigDecimal target = counts().stop().add(missing);
        final BigDecimal weight = weights(target.signum() > 0 ? BigDecimal.ONE : BigDecimal.ONE.negate())
                .stop();
        if (weight.signum() == 0) {
            return sum.stop().negate().max(BigDecimal.ZERO);
        }
        return rules.quotientUp(target, weight).subtract(sum.stop());
    }
}
