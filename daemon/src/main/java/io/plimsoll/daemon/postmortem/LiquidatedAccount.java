package io.plimsoll.daemon.postmortem;

import io.plimsoll.daemon.postmortem.PostMortem.Liquidation;
import io.plimsoll.daemon.report.OrderNotional;
import io.plimsoll.engine.MarginView;
import io.plimsoll.engine.UnitMargin;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.LiquidationFillDecoder;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.SeizeFillDecoder;
import io.plimsoll.protocol.codec.SeizeOrderDecoder;
import io.plimsoll.protocol.codec.Value128Decoder;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What happens to one account from its first order on. The collector's thread. */
final class LiquidatedAccount {
    private final long accountId;
    private final String firstOrder;
    private final long firstNs;
    private final String reason;
    private final BigDecimal mark;
    private final BigDecimal equity;
    private final BigDecimal maintenanceMargin;
    private final BigDecimal netWorth;
    private final Set<String> instruments = new LinkedHashSet<>();
    private final Map<Long, BigDecimal> takenUnits = new HashMap<>(); // by collateral asset: value of one balance unit
    private String account = "";
    private BigDecimal settlementPrice = BigDecimal.ONE;
    private BigDecimal closedValue = BigDecimal.ZERO;
    private BigDecimal filledValue = BigDecimal.ZERO;
    private long orders;

    /** Opens with the account's first order, as it stands in front of its group and texts. */
    LiquidatedAccount(final LiquidationOrderDecoder order, final long eventNs) {
        accountId = order.accountId();
        firstOrder = new OrderId(order.epoch(), order.causeSequence(), order.ordinal()).toString();
        firstNs = eventNs;
        reason = order.reason().name().toLowerCase(Locale.ROOT);
        mark = Decimals.toBigDecimal(order.markPrice(), order.priceDecimals());
        equity = value(order.equity(), order.valueDecimals());
        maintenanceMargin = value(order.maintenanceMargin(), order.valueDecimals());
        netWorth = value(order.netWorth(), order.valueDecimals());
    }

    /** The same with a seize order: the mark is that of the collateral. */
    LiquidatedAccount(final SeizeOrderDecoder order, final long eventNs) {
        accountId = order.accountId();
        firstOrder = new OrderId(order.epoch(), order.causeSequence(), order.ordinal()).toString();
        firstNs = eventNs;
        reason = order.reason().name().toLowerCase(Locale.ROOT);
        mark = Decimals.toBigDecimal(order.collateralPrice(), order.collateralPriceDecimals());
        equity = value(order.equity(), order.valueDecimals());
        maintenanceMargin = value(order.maintenanceMargin(), order.valueDecimals());
        netWorth = value(order.netWorth(), order.valueDecimals());
    }

    private static BigDecimal value(final Value128Decoder value, final int decimals) {
        return Decimals.toBigDecimal(value.high(), value.low(), decimals);
    }

    /** Takes an order in; reads its group and texts. The view shows the account as the order found it. */
    void onOrder(final LiquidationOrderDecoder order, final MarginView view) {
        orders++;
        settlementPrice = OrderNotional.settlementPrice(order, view);
        closedValue = closedValue.add(OrderNotional.of(order, view));
        order.legs().forEach(leg -> {}); // the texts stand behind them
        account = order.accountName();
        instruments.add(order.symbol());
    }

    /** Takes a seize order in; reads its group and texts. What it closes is what it takes. */
    void onOrder(final SeizeOrderDecoder order) {
        orders++;
        final BigDecimal unit = Decimals.toBigDecimal(order.collateralPrice(), order.collateralPriceDecimals())
                .scaleByPowerOfTen(-order.collateralDecimals());
        takenUnits.put(order.collateralAssetId(), unit);
        closedValue = closedValue.add(unit.multiply(BigDecimal.valueOf(order.seize())));
        order.legs().forEach(leg -> {}); // the texts stand behind them
        account = order.accountName();
        final String debt = order.debtSymbol();
        instruments.add(order.collateralSymbol() + " for " + debt);
    }

    /** Takes a fill of a seize order in, at the price that the last one of its collateral had. */
    void onFill(final SeizeFillDecoder fill) {
        final BigDecimal unit = takenUnits.getOrDefault(fill.collateralAssetId(), BigDecimal.ZERO);
        filledValue = filledValue.add(unit.multiply(BigDecimal.valueOf(fill.seized())));
    }

    /** Takes a fill in. */
    void onFill(final LiquidationFillDecoder fill, final Definitions definitions) {
        final long instrumentId = fill.instrumentId();
        if (definitions.isInstrument(instrumentId)) {
            filledValue = filledValue.add(Decimals.toBigDecimal(
                            Math.abs(fill.quantity()), definitions.quantityDecimals(instrumentId))
                    .multiply(definitions.mark(instrumentId, fill.price()).abs())
                    .multiply(settlementPrice));
        }
    }

    /** What came of it. */
    Liquidation end(final MarginView view) {
        final int unit = view.unitOf(accountId);
        final UnitMargin margin = new UnitMargin();
        view.compute(unit, margin);
        return new Liquidation(
                account,
                accountId,
                firstOrder,
                firstNs,
                String.join(", ", instruments),
                reason,
                mark,
                equity,
                maintenanceMargin,
                netWorth,
                orders,
                closedValue,
                filledValue,
                view.verdict(margin).name().toLowerCase(Locale.ROOT),
                Decimals.toBigDecimal(
                        margin.netWorth().high(), margin.netWorth().low(), view.valueDecimals()));
    }
}
