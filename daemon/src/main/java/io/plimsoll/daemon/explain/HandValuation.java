package io.plimsoll.daemon.explain;

import io.plimsoll.engine.UnitSheet;
import io.plimsoll.engine.UnitSheet.Balance;
import io.plimsoll.engine.UnitSheet.Position;
import io.plimsoll.engine.UnitSheet.Price;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One unit valued as one would by hand: exact decimals, a line a leg, sums of lines; nothing of the engine's arithmetic, so that
 * the two can be held against each other. All values in the valuation currency. Immutable.
 *
 * @param isPriced whether every leg has a price; without, a missing price counts as 0 and nothing means anything
 * @param equity B: what counts for maintenance margin
 * @param maintenanceMargin R: below it the unit is liquidated
 * @param stopMargin where liquidation sizes its orders to end
 */
record HandValuation(
        List<BalanceLine> balances,
        List<PositionLine> positions,
        boolean isPriced,
        BigDecimal netWorth,
        BigDecimal equity,
        BigDecimal initialMargin,
        BigDecimal stopMargin,
        BigDecimal maintenanceMargin) {

    /**
     * A balance.
     *
     * @param value unweighted
     * @param weight applied: 1 for what is owed
     * @param counts towards B
     */
    record BalanceLine(
            Balance source,
            BigDecimal amount,
            BigDecimal price,
            BigDecimal value,
            BigDecimal weight,
            BigDecimal counts) {}

    /**
     * A position.
     *
     * @param settlement price of the settlement asset
     * @param funding owed, in the settlement asset
     * @param pnl profit not realised, towards B and net worth
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
            BigDecimal initialMargin,
            BigDecimal stopMargin,
            BigDecimal maintenanceMargin) {}

    static HandValuation of(final UnitSheet sheet) {
        final List<BalanceLine> balances =
                sheet.balances().stream().map(HandValuation::line).toList();
        final List<PositionLine> positions =
                sheet.positions().stream().map(HandValuation::line).toList();
        final BigDecimal pnl = sum(positions, PositionLine::pnl);
        return new HandValuation(
                balances,
                positions,
                isPriced(sheet),
                sum(balances, BalanceLine::value).add(pnl),
                sum(balances, BalanceLine::counts).add(pnl),
                sum(positions, PositionLine::initialMargin),
                sum(positions, PositionLine::stopMargin),
                sum(positions, PositionLine::maintenanceMargin));
    }

    /** R - B. */
    BigDecimal shortfall() {
        return maintenanceMargin.subtract(equity);
    }

    /** Whether it is neither to be liquidated nor bankrupt. */
    boolean isSafe() {
        return equity.compareTo(maintenanceMargin) >= 0 && netWorth.signum() >= 0;
    }

    static BigDecimal rate(final int ppm) {
        return BigDecimal.valueOf(ppm, Rates.DECIMALS);
    }

    private static BalanceLine line(final Balance balance) {
        final BigDecimal amount = Decimals.toBigDecimal(balance.amount(), balance.decimals());
        final BigDecimal price = price(balance.price());
        final BigDecimal value = amount.multiply(price);
        final BigDecimal weight = amount.signum() < 0 ? BigDecimal.ONE : rate(balance.maintenanceWeightPpm());
        return new BalanceLine(balance, amount, price, value, weight, value.multiply(weight));
    }

    private static PositionLine line(final Position position) {
        final int costDecimals = position.price().decimals() + position.quantityDecimals();
        final BigDecimal quantity = Decimals.toBigDecimal(position.quantity(), position.quantityDecimals());
        final BigDecimal price = price(position.price());
        final BigDecimal settlement = price(position.settlement());
        final BigDecimal cost =
                Decimals.toBigDecimal(position.cost().high(), position.cost().low(), costDecimals);
        final BigDecimal funding = Decimals.toBigDecimal(
                        position.fundingMoved(), position.price().decimals())
                .multiply(quantity);
        final BigDecimal notional = quantity.abs().multiply(price).multiply(settlement);
        return new PositionLine(
                position,
                quantity,
                price,
                settlement,
                notional,
                cost,
                funding,
                quantity.multiply(price).subtract(cost).subtract(funding).multiply(settlement),
                notional.multiply(rate(position.initialPpm())),
                notional.multiply(rate(position.stopPpm())),
                notional.multiply(rate(position.maintenancePpm())));
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
}
