package io.plimsoll.daemon.explain;

import io.plimsoll.engine.UnitSheet;
import io.plimsoll.engine.UnitSheet.Balance;
import io.plimsoll.engine.UnitSheet.Open;
import io.plimsoll.engine.UnitSheet.Position;
import io.plimsoll.engine.UnitSheet.Price;
import io.plimsoll.engine.UnitSheet.Tier;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.Mark;
import io.plimsoll.protocol.terms.Terms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * One unit valued as one would by hand: exact decimals, a line a leg, sums of lines; nothing of the engine's arithmetic, so that
 * the two can be held against each other. All values in the valuation currency. Immutable.
 *
 * @param buckets what each asset comes to with all that settles in it, where profits count there; else empty
 * @param domains what balances of domains count together, which is capped
 * @param isPriced whether every leg has a price; without, a missing price counts as 0 and nothing means anything
 * @param balance B
 * @param openOrders what own open orders add to each margin that they count for
 * @param requirement R, open orders in all but initial margin: below it for maintenance the unit is liquidated, and liquidation sizes its orders to end above it for stop
 */
record HandValuation(
        HandRules rules,
        List<BalanceLine> balances,
        List<PositionLine> positions,
        List<HandBucket> buckets,
        List<HandCollateral> domains,
        boolean isPriced,
        BigDecimal netWorth,
        ByPurpose balance,
        ByPurpose openOrders,
        ByPurpose requirement) {

    /**
     * A balance.
     *
     * @param value unweighted
     * @param weight for maintenance
     * @param counts towards B, but for the cap of its domain, or in its bucket
     * @param asked towards R
     */
    record BalanceLine(
            Balance source,
            BigDecimal amount,
            BigDecimal price,
            BigDecimal value,
            BigDecimal weight,
            ByPurpose counts,
            ByPurpose asked) {}

    /**
     * A position.
     *
     * @param settlement price of the settlement asset
     * @param funding owed, in the settlement asset
     * @param pnl profit not realised, towards net worth
     * @param counts what of it counts towards B, or in its bucket
     */
    record PositionLine(
            Position source,
            BigDecimal quantity,
            BigDecimal price,
            BigDecimal settlement,
            BigDecimal notional,
            BigDecimal cost,
            BigDecimal funding,
            BigDecimal pnl,
            ByPurpose counts,
            ByPurpose asked) {}

    static HandValuation of(final UnitSheet sheet, final HandRules rules) {
        final List<BalanceLine> balances =
                sheet.balances().stream().map(balance -> line(balance, rules)).toList();
        final List<PositionLine> positions = sheet.positions().stream()
                .map(position -> line(position, rules))
                .toList();
        // Where notionals are rounded, funding is rounded in one sum beside them.
        final BigDecimal funding = rules.roundsNotional()
                ? rules.funding(sum(positions, position -> position.funding().multiply(position.settlement())))
                : BigDecimal.ZERO;
        final List<HandBucket> buckets = rules.areProfitsInBuckets()
                ? HandBucket.all(balances, positions, PositionLine::counts, rules)
                : List.of();
        final List<HandCollateral> domains = HandCollateral.domains(balances);
        final ByPurpose open = sums(sheet.open(), some -> asked(some, rules));
        return new HandValuation(
                rules,
                balances,
                positions,
                buckets,
                domains,
                isPriced(sheet),
                sum(balances, BalanceLine::value)
                        .add(sum(positions, PositionLine::pnl))
                        .subtract(funding),
                rules.areProfitsInBuckets()
                        ? HandBucket.counts(buckets)
                        : sums(balances, BalanceLine::counts)
                                .plus(sums(domains, HandCollateral::beyond).times(BigDecimal.ONE.negate()))
                                .plus(sums(positions, PositionLine::counts))
                                .plus(ByPurpose.ofAll(funding.negate())),
                open,
                rules.areProfitsInBuckets()
                        ? ByPurpose.NOTHING // it is in the buckets
                        : sums(balances, BalanceLine::asked)
                                .plus(sums(positions, PositionLine::asked))
                                .plus(open.inMaintenance()));
    }

    /** The same without open orders in stop and maintenance margin: what step 4 goes by where they are to be cancelled. */
    HandValuation withoutOpenOrders() {
        return new HandValuation(
                rules,
                balances,
                positions,
                buckets,
                domains,
                isPriced,
                netWorth,
                balance,
                new ByPurpose(openOrders.initial(), BigDecimal.ZERO, BigDecimal.ZERO),
                requirement.plus(openOrders.inMaintenance().times(BigDecimal.ONE.negate())));
    }

    /** B for maintenance. */
    BigDecimal equity() {
        return balance.maintenance();
    }

    /** R for maintenance. */
    BigDecimal maintenanceMargin() {
        return requirement.maintenance();
    }

    /** What is asked for initially, open orders included. */
    BigDecimal initialMargin() {
        return requirement.initial().add(openOrders.initial());
    }

    /** R - B. */
    BigDecimal shortfall() {
        return maintenanceMargin().subtract(equity());
    }

    /** Whether it is neither to be liquidated nor bankrupt. */
    boolean isSafe() {
        return !rules.isBelow(equity(), maintenanceMargin()) && netWorth.signum() >= 0;
    }

    private static BalanceLine line(final Balance balance, final HandRules rules) {
        final BigDecimal amount = balance.amount();
        final BigDecimal price = price(balance.price());
        if (rules.areProfitsInBuckets()) { // weighted there
            final BigDecimal inBucket = amount.multiply(price);
            return new BalanceLine(
                    balance, amount, price, inBucket, BigDecimal.ONE, ByPurpose.ofAll(inBucket), ByPurpose.NOTHING);
        }
        if (balance.held() < 0) {
            return debt(balance, amount, price, rules);
        }
        final BigDecimal value = rules.collateral(amount.multiply(price));
        final BigDecimal initial = rules.collateral(amount.multiply(HandInitial.price(balance.price(), true)));
        return new BalanceLine(
                balance,
                amount,
                price,
                value,
                HandSize.owned(balance, HandRequirement.rate(balance.maintenanceWeightPpm()), rules),
                new ByPurpose(
                        rules.weighted(HandCollateral.counted(
                                balance,
                                initial,
                                HandSize.owned(balance, HandInitial.weight(balance, rules), rules),
                                Tier::initialPpm)),
                        weighted(balance, value, balance.stopWeightPpm(), Tier::stopPpm, rules),
                        weighted(balance, value, balance.maintenanceWeightPpm(), Tier::maintenancePpm, rules)),
                ByPurpose.NOTHING);
    }

    private static BigDecimal weighted(
            final Balance balance,
            final BigDecimal value,
            final int ppm,
            final ToIntFunction<Tier> tierPpm,
            final HandRules rules) {
        final BigDecimal weight = HandSize.owned(balance, HandRequirement.rate(ppm), rules);
        return rules.weighted(HandCollateral.counted(balance, value, weight, tierPpm));
    }

    private static BalanceLine debt(
            final Balance balance, final BigDecimal amount, final BigDecimal price, final HandRules rules) {
        final BigDecimal size = rules.debt(amount.negate().multiply(price));
        final AssetTerms terms = balance.terms();
        final BigDecimal initial = rules.debt(amount.negate().multiply(HandInitial.price(balance.price(), false)));
        final ByPurpose owed = new ByPurpose(
                initial.multiply(HandSize.owed(balance, terms.initialLiabilityWeightPpm(), rules)),
                size.multiply(HandSize.owedStop(balance, rules)),
                size.multiply(HandSize.owed(balance, terms.maintenanceLiabilityWeightPpm(), rules)));
        return new BalanceLine(
                balance,
                amount,
                price,
                size.negate(),
                HandSize.owed(balance, terms.maintenanceLiabilityWeightPpm(), rules),
                rules.areDebtsRequired() ? ByPurpose.NOTHING : owed.times(BigDecimal.ONE.negate()),
                rules.areDebtsRequired() ? owed : ByPurpose.NOTHING);
    }

    private static PositionLine line(final Position position, final HandRules rules) {
        final int markDecimals =
                Mark.decimals(position.terms(), position.price().decimals());
        final int costDecimals = markDecimals + position.quantityDecimals();
        final HandRequirement requirement = HandRequirement.of(position, rules);
        final BigDecimal quantity = Decimals.toBigDecimal(position.quantity(), position.quantityDecimals());
        final BigDecimal settlement = requirement.settlement();
        final BigDecimal cost =
                Decimals.toBigDecimal(position.cost().high(), position.cost().low(), costDecimals);
        final BigDecimal funding =
                Decimals.toBigDecimal(position.fundingMoved(), markDecimals).multiply(quantity);
        final BigDecimal notional = rules.notional(requirement.value(quantity));
        final BigDecimal spent = rules.roundsNotional() ? cost : cost.add(funding);
        final BigDecimal pnl = notional.subtract(spent.multiply(settlement));
        return new PositionLine(
                position,
                quantity,
                requirement.price(),
                settlement,
                notional.abs(),
                cost,
                funding,
                pnl,
                rules.areProfitsInBuckets()
                        ? inBucket(position, pnl, requirement.of(quantity.abs()), rules)
                        : counted(position, pnl, rules),
                requirement.of(quantity.abs()));
    }

    // docs/internals/open-orders.md: the worse of all bids and all asks filled, and a fee an order.
    private static ByPurpose asked(final Open open, final HandRules rules) {
        final Position position = open.position();
        final ByPurpose fee =
                ByPurpose.ofAll(BigDecimal.valueOf(rules.terms().requirement().openOrderFeeMicros(), 6)
                        .multiply(BigDecimal.valueOf(open.orders())));
        ByPurpose asked = fee;
        if (!rules.areProfitsInBuckets()
                && position.price().value() != 0
                && position.settlement().value() != 0) {
            final BigDecimal held = Decimals.toBigDecimal(position.quantity(), position.quantityDecimals());
            final BigDecimal bids = Decimals.toBigDecimal(open.bids(), position.quantityDecimals());
            final BigDecimal asks = Decimals.toBigDecimal(open.asks(), position.quantityDecimals());
            asked = of(position, held.add(bids), rules)
                    .max(of(position, held.subtract(asks), rules))
                    .plus(of(position, held, rules).times(BigDecimal.ONE.negate()))
                    .plus(fee);
        }
        return rules.terms().requirement().openOrdersInMaintenance()
                ? asked
                : new ByPurpose(asked.initial(), BigDecimal.ZERO, BigDecimal.ZERO);
    }

    private static ByPurpose of(final Position position, final BigDecimal quantity, final HandRules rules) {
        return new HandRequirement(position, quantity.signum() > 0, rules).of(quantity.abs());
    }

    private static ByPurpose counted(final Position position, final BigDecimal pnl, final HandRules rules) {
        if (pnl.signum() <= 0) {
            return ByPurpose.ofAll(pnl);
        }
        final long capMicros = rules.terms().requirement().profitCapMicros();
        final BigDecimal initial =
                pnl.multiply(HandRequirement.rate(position.terms().profitInitialWeightPpm()));
        final BigDecimal maintenance =
                pnl.multiply(HandRequirement.rate(position.terms().profitMaintenanceWeightPpm()));
        return new ByPurpose(
                capMicros == Terms.UNBOUNDED ? initial : initial.min(BigDecimal.valueOf(capMicros, 6)),
                maintenance,
                maintenance);
    }

    private static ByPurpose inBucket(
            final Position position, final BigDecimal pnl, final ByPurpose asked, final HandRules rules) {
        final BigDecimal initial = HandRequirement.rate(position.terms().profitInitialWeightPpm());
        return new ByPurpose(
                inBucket(pnl.subtract(asked.initial()), initial, rules),
                inBucket(pnl.subtract(asked.stop()), initial, rules),
                inBucket(
                        pnl.subtract(asked.maintenance()),
                        HandRequirement.rate(position.terms().profitMaintenanceWeightPpm()),
                        rules));
    }

    private static BigDecimal inBucket(final BigDecimal rest, final BigDecimal weight, final HandRules rules) {
        return rest.signum() <= 0 ? rest : rules.floored(rest.multiply(weight));
    }

    private static BigDecimal price(final Price price) {
        return Decimals.toBigDecimal(price.value(), price.decimals());
    }

    private static boolean isPriced(final UnitSheet sheet) {
        final List<Price> prices = new ArrayList<>();
        sheet.balances().forEach(balance -> prices.add(balance.price()));
        sheet.positions().forEach(position -> {
            prices.add(position.price());
            prices.add(position.settlement());
        });
        return prices.stream().noneMatch(price -> price.value() == 0);
    }

    private static <T> BigDecimal sum(final List<T> lines, final Function<T, BigDecimal> value) {
        return lines.stream().map(value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static <T> ByPurpose sums(final List<T> lines, final Function<T, ByPurpose> value) {
        return lines.stream().map(value).reduce(ByPurpose.NOTHING, ByPurpose::plus);
    }
}
