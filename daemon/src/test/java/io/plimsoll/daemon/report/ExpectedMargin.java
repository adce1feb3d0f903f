package io.plimsoll.daemon.report;

import static io.plimsoll.daemon.report.TextBook.decimal;
import static io.plimsoll.daemon.report.TextBook.text;

import io.plimsoll.journal.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What docs/internals/linear-rules.md says of one account of a book, in plain decimals: the report's object, field by field. */
final class ExpectedMargin {
    private final TextBook book;
    private final Map<String, Object> account;
    private final List<Map<String, Object>> positions;
    private final Map<String, BigDecimal> requirements = new HashMap<>();
    private final BigDecimal netWorth;
    private final BigDecimal equity;

    ExpectedMargin(final TextBook book, final Map<String, Object> account) {
        this.book = book;
        this.account = account;
        positions = new ArrayList<>(Json.objects(account, "positions"));
        positions.removeIf(position -> decimal(position, "quantity").signum() == 0);
        final List<String> order = List.copyOf(book.instruments.keySet());
        positions.sort(Comparator.comparingInt(position -> order.indexOf(text(position, "instrument"))));
        netWorth = worth(false);
        equity = worth(true);
    }

    BigDecimal netWorth() {
        return netWorth;
    }

    BigDecimal equity() {
        return equity;
    }

    private BigDecimal worth(final boolean isWeighted) {
        BigDecimal sum = BigDecimal.ZERO;
        for (final Map.Entry<String, Object> balance :
                Json.object(account, "collateral").entrySet()) {
            final BigDecimal amount = new BigDecimal((String) balance.getValue());
            final BigDecimal weight =
                    isWeighted && amount.signum() > 0 ? book.weight(balance.getKey()) : BigDecimal.ONE;
            if (!isWeighted || amount.signum() > 0 || !book.asksForDebts()) {
                sum = sum.add(amount.multiply(book.assetPrice(balance.getKey())).multiply(weight));
            }
        }
        for (final Map<String, Object> position : positions) {
            sum = sum.add(pnl(position));
        }
        return sum;
    }

    private BigDecimal pnl(final Map<String, Object> position) {
        final String instrument = text(position, "instrument");
        return book.instrumentPrice(instrument)
                .subtract(decimal(position, "entry"))
                .multiply(decimal(position, "quantity"))
                .multiply(book.settlementPrice(instrument));
    }

    private BigDecimal notional(final String instrument, final BigDecimal quantity) {
        return quantity.abs().multiply(book.instrumentPrice(instrument)).multiply(book.settlementPrice(instrument));
    }

    BigDecimal requirement(final String rate) {
        final BigDecimal ofPositions = requirements.computeIfAbsent(rate, this::sumOfRequirements);
        return book.asksForDebts() ? ofPositions.add(debt()) : ofPositions;
    }

    private BigDecimal debt() {
        return owned(amount -> amount.signum() < 0, asset -> true).negate();
    }

    private BigDecimal owned(final Predicate<BigDecimal> ofAmount, final Predicate<String> ofAsset) {
        BigDecimal sum = BigDecimal.ZERO;
        for (final Map.Entry<String, Object> balance :
                Json.object(account, "collateral").entrySet()) {
            final BigDecimal amount = new BigDecimal((String) balance.getValue());
            if (ofAmount.test(amount) && ofAsset.test(balance.getKey())) {
                sum = sum.add(amount.multiply(book.assetPrice(balance.getKey())));
            }
        }
        return sum;
    }

    /** Null for an account that owes nothing. */
    private Map<String, Object> debtReport() {
        if (debt().signum() == 0) {
            return null;
        }
        final BigDecimal collateral =
                owned(amount -> amount.signum() > 0, asset -> book.weight(asset).signum() > 0);
        final BigDecimal maintenance = requirement("maintenance");
        final Map<String, Object> report = new LinkedHashMap<>();
        report.put(
                "health",
                maintenance.signum() == 0 ? null : plain(equity().divide(maintenance, 18, RoundingMode.FLOOR)));
        report.put("value", plain(debt()));
        report.put("collateral", plain(collateral));
        report.put("ltv", collateral.signum() == 0 ? null : plain(debt().divide(collateral, 18, RoundingMode.FLOOR)));
        report.put("maxBorrow", plain(equity().subtract(requirement("initial")).max(BigDecimal.ZERO)));
        return report;
    }

    private BigDecimal sumOfRequirements(final String rate) {
        BigDecimal sum = BigDecimal.ZERO;
        for (final Map<String, Object> position : positions) {
            final String instrument = text(position, "instrument");
            sum = sum.add(notional(instrument, decimal(position, "quantity")).multiply(book.rate(instrument, rate)));
        }
        return sum;
    }

    private BigDecimal shortfall() {
        return requirement("maintenance").subtract(equity()).max(BigDecimal.ZERO);
    }

    String verdict() {
        if (netWorth().signum() < 0) {
            return "bankrupt";
        }
        final BigDecimal requirement = requirement("maintenance");
        if (equity().compareTo(requirement) < 0) {
            return "liquidate";
        }
        final BigDecimal warning = requirement.multiply(book.parameter("warningRatio"));
        return equity().compareTo(warning) < 0 ? "warning" : "healthy";
    }

    Map<String, Object> report() {
        final Map<String, Object> report = new LinkedHashMap<>();
        final BigDecimal maintenance = requirement("maintenance");
        report.put("account", account.get("id"));
        report.put("equity", plain(equity()));
        report.put("netWorth", plain(netWorth()));
        report.put("initialEquity", plain(equity())); // a haircut counts for every purpose
        report.put("initialMargin", plain(requirement("initial")));
        report.put("maintenanceMargin", plain(maintenance));
        report.put("stopMargin", plain(requirement("stop")));
        report.put(
                "healthRatio",
                maintenance.signum() == 0 ? null : plain(equity().divide(maintenance, 9, RoundingMode.FLOOR)));
        report.put("verdict", verdict());
        report.put("shortfall", plain(shortfall()));
        report.put("freeInitialMargin", plain(equity().subtract(requirement("initial"))));
        report.put("debt", debtReport());
        report.put("positions", positions.stream().map(this::positionReport).toList());
        final boolean isBelow = List.of("liquidate", "bankrupt").contains(verdict());
        report.put("plan", isBelow ? plan() : List.of());
        report.put("seizures", List.of()); // the linear rules close positions only
        return report;
    }

    private Map<String, Object> positionReport(final Map<String, Object> position) {
        final String instrument = text(position, "instrument");
        final BigDecimal quantity = decimal(position, "quantity");
        final BigDecimal notional = notional(instrument, quantity);
        final Map<String, Object> report = new LinkedHashMap<>();
        report.put("instrument", instrument);
        report.put("quantity", plain(quantity));
        report.put("notional", plain(notional));
        report.put("unrealisedPnl", plain(pnl(position)));
        report.put("initialMargin", plain(notional.multiply(book.rate(instrument, "initial"))));
        report.put("maintenanceMargin", plain(notional.multiply(book.rate(instrument, "maintenance"))));
        report.put("liquidationPrice", plain(liquidationPrice(instrument, quantity)));
        report.put("bankruptcyPrice", plain(bankruptcyPrice(instrument, quantity.signum() > 0)));
        return report;
    }

    /** The mark at which equity is the maintenance margin, the other legs fixed, so rounded that there the account is still safe. */
    private BigDecimal liquidationPrice(final String instrument, final BigDecimal quantity) {
        final boolean isLong = quantity.signum() > 0;
        final BigDecimal rate = book.rate(instrument, "maintenance");
        final BigDecimal slope = isLong ? BigDecimal.ONE.subtract(rate) : BigDecimal.ONE.add(rate);
        if (slope.signum() == 0) {
            return null;
        }
        final BigDecimal distance = equity().subtract(requirement("maintenance"))
                .divide(
                        quantity.abs()
                                .multiply(book.settlementPrice(instrument))
                                .multiply(slope),
                        book.priceDecimals(instrument),
                        RoundingMode.FLOOR);
        return moved(instrument, distance, isLong);
    }

    private BigDecimal bankruptcyPrice(final String instrument, final boolean isLong) {
        final BigDecimal requirement = requirements.computeIfAbsent("maintenance", this::sumOfRequirements);
        if (requirement.signum() == 0) {
            return null;
        }
        final BigDecimal share = book.instrumentPrice(instrument)
                .multiply(book.rate(instrument, "maintenance"))
                .multiply(netWorth().abs())
                .divide(requirement, book.priceDecimals(instrument), RoundingMode.FLOOR);
        return moved(instrument, share, isLong == netWorth().signum() >= 0);
    }

    private BigDecimal moved(final String instrument, final BigDecimal by, final boolean isDown) {
        final BigDecimal price = book.instrumentPrice(instrument);
        final BigDecimal moved = isDown ? price.subtract(by) : price.add(by);
        final BigInteger mantissa =
                moved.setScale(book.priceDecimals(instrument)).unscaledValue();
        final boolean fits = mantissa.signum() > 0
                && mantissa.bitLength() < 64
                && by.setScale(book.priceDecimals(instrument)).unscaledValue().bitLength() < 64;
        return fits ? moved : null;
    }

    private List<Map<String, Object>> plan() {
        final List<Map<String, Object>> legs = new ArrayList<>(positions);
        legs.removeIf(
                position -> book.rate(text(position, "instrument"), "stop").signum() == 0);
        legs.sort(Comparator.comparing(this::stopMargin).reversed()); // stable: ties stay in order of id
        final List<Map<String, Object>> plan = new ArrayList<>();
        BigDecimal missing = requirement("stop").subtract(equity());
        for (final Map<String, Object> leg : legs) {
            if (missing.signum() > 0) {
                final String instrument = text(leg, "instrument");
                final BigDecimal quantity = planned(leg, missing);
                plan.add(order(instrument, decimal(leg, "quantity").signum() < 0, quantity));
                missing = missing.subtract(notional(instrument, quantity).multiply(book.rate(instrument, "stop")));
            }
        }
        return plan;
    }

    private BigDecimal stopMargin(final Map<String, Object> position) {
        final String instrument = text(position, "instrument");
        return notional(instrument, decimal(position, "quantity")).multiply(book.rate(instrument, "stop"));
    }

    private BigDecimal planned(final Map<String, Object> leg, final BigDecimal missing) {
        final String instrument = text(leg, "instrument");
        final BigDecimal size = decimal(leg, "quantity").abs();
        final BigDecimal step = decimal(book.instruments.get(instrument), "step");
        final BigDecimal perStep = notional(instrument, step).multiply(book.rate(instrument, "stop"));
        final BigDecimal quantity =
                missing.divide(perStep, 0, RoundingMode.CEILING).multiply(step).min(size);
        final boolean isDust = notional(instrument, size.subtract(quantity)).compareTo(book.parameter("dust")) < 0;
        return isDust ? size : quantity;
    }

    private Map<String, Object> order(final String instrument, final boolean isBuy, final BigDecimal quantity) {
        final Map<String, Object> order = new LinkedHashMap<>();
        order.put("instrument", instrument);
        order.put("side", isBuy ? "buy" : "sell");
        order.put("quantity", plain(quantity));
        order.put("notional", plain(notional(instrument, quantity)));
        order.put("limitPrice", plain(limitPrice(instrument, isBuy)));
        order.put("bankruptcyPrice", plain(bankruptcyPrice(instrument, !isBuy)));
        return order;
    }

    private BigDecimal limitPrice(final String instrument, final boolean isBuy) {
        final BigDecimal price = book.instrumentPrice(instrument);
        final BigDecimal tick = decimal(book.instruments.get(instrument), "tick");
        final BigDecimal requirement = requirement("maintenance");
        final BigDecimal spread = requirement.signum() == 0
                ? BigDecimal.ZERO
                : price.multiply(book.parameter("limitSpread"))
                        .multiply(book.rate(instrument, "maintenance"))
                        .multiply(requirement.subtract(equity().max(BigDecimal.ZERO)))
                        .divide(requirement, book.priceDecimals(instrument), RoundingMode.FLOOR);
        final BigDecimal bankruptcy = netWorth().signum() < 0 ? null : bankruptcyPrice(instrument, !isBuy);
        if (isBuy) {
            final BigDecimal limit = toTick(price.add(spread), tick, RoundingMode.CEILING);
            return bankruptcy == null
                    ? limit
                    : limit.min(toTick(bankruptcy, tick, RoundingMode.FLOOR)
                            .max(toTick(price, tick, RoundingMode.CEILING)));
        }
        final BigDecimal limit =
                toTick(price.subtract(spread), tick, RoundingMode.FLOOR).max(tick);
        return bankruptcy == null
                ? limit
                : limit.max(
                        toTick(bankruptcy, tick, RoundingMode.CEILING).min(toTick(price, tick, RoundingMode.FLOOR)));
    }

    private static BigDecimal toTick(final BigDecimal value, final BigDecimal tick, final RoundingMode mode) {
        return value.divide(tick, 0, mode).multiply(tick);
    }

    static String plain(final BigDecimal value) {
        if (value == null) {
            return null;
        }
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
