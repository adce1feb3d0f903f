package io.plimsoll.daemon.explain;

import io.plimsoll.daemon.chain.ReadingSink;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.LiquidationPenaltyDecoder;
import io.plimsoll.protocol.codec.SeizeOrderDecoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.Value128Decoder;
import io.plimsoll.protocol.codec.WithheldDecoder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Keeps what the engine decides, by account. The replay's thread. */
final class Decisions extends ReadingSink {
    private static final int BONUS_DECIMALS = 18;

    private final LiquidationOrderDecoder order = new LiquidationOrderDecoder();
    private final SeizeOrderDecoder seizeOrder = new SeizeOrderDecoder();
    private final WithheldDecoder withheld = new WithheldDecoder();
    private final LiquidationPenaltyDecoder penalty = new LiquidationPenaltyDecoder();
    private final List<Order> orders = new ArrayList<>();
    private final List<Seizure> seizures = new ArrayList<>();
    private final List<Penalty> penalties = new ArrayList<>();
    private final Map<Long, String> withheldReasons = new HashMap<>();

    /** The unit's numbers as an order carries them. */
    record Numbers(
            BigDecimal equity,
            BigDecimal netWorth,
            BigDecimal initialMargin,
            BigDecimal stopMargin,
            BigDecimal maintenanceMargin,
            BigDecimal shortfall) {}

    /**
     * An order as the engine made it; prices null where there is none.
     *
     * @param penalty share of the notional closed that its account pays for being liquidated; null: it tells none
     * @param isCancelling whether the account's own orders are to be cancelled with it
     */
    record Order(
            OrderId id,
            long accountId,
            String symbol,
            boolean isBuy,
            BigDecimal quantity,
            BigDecimal limitPrice,
            BigDecimal bankruptcyPrice,
            BigDecimal penalty,
            String reason,
            boolean isCancelling,
            Numbers numbers) {}

    /**
     * A seizure as the engine ordered it.
     *
     * @param reserve what the venue's own reserves repay beside it
     * @param protocolFee of what is seized
     * @param bonus of what is repaid
     */
    record Seizure(
            OrderId id,
            long accountId,
            String debt,
            String collateral,
            BigDecimal repay,
            BigDecimal reserve,
            BigDecimal seize,
            BigDecimal protocolFee,
            BigDecimal bonus,
            String reason,
            Numbers numbers) {}

    /**
     * What a fill costs its account; amounts of the asset.
     *
     * @param order which was filled
     * @param fund whose part it is, 0: the shared one
     * @param counterpartyId the liquidator; null where the fill names none
     */
    record Penalty(
            OrderId order,
            long accountId,
            String asset,
            BigDecimal amount,
            BigDecimal liquidator,
            long fundId,
            BigDecimal fund,
            BigDecimal protocol,
            Long counterpartyId) {}

    List<Penalty> penalties(final long accountId) {
        return penalties.stream().filter(told -> told.accountId() == accountId).toList();
    }

    List<Order> orders(final long accountId) {
        return orders.stream().filter(made -> made.accountId() == accountId).toList();
    }

    List<Seizure> seizures(final long accountId) {
        return seizures.stream().filter(made -> made.accountId() == accountId).toList();
    }

    /** Why the account got no order, or null. */
    String withheldReason(final long accountId) {
        return withheldReasons.get(accountId);
    }

    @Override
    protected void onDecision(final int templateId, final long eventNs) {
        if (templateId == LiquidationOrderDecoder.TEMPLATE_ID) {
            order.wrapAndApplyHeader(record, 0, header);
            orders.add(order());
        } else if (templateId == SeizeOrderDecoder.TEMPLATE_ID) {
            seizeOrder.wrapAndApplyHeader(record, 0, header);
            seizures.add(seizure());
        } else if (templateId == LiquidationPenaltyDecoder.TEMPLATE_ID) {
            penalty.wrapAndApplyHeader(record, 0, header);
            penalties.add(penalty());
        } else if (templateId == WithheldDecoder.TEMPLATE_ID) {
            withheld.wrapAndApplyHeader(record, 0, header);
            withheldReasons.put(withheld.accountId(), withheld.reason().name().toLowerCase(Locale.ROOT));
        }
    }

    private Order order() {
        final long bankruptcy = order.bankruptcyPrice();
        final int decimals = order.priceDecimals();
        final int scale = order.valueDecimals();
        final int penaltyPpm = order.penaltyPpm();
        final boolean isCancelling = order.cancelOpenOrders() == BooleanType.T;
        final Numbers numbers = new Numbers(
                value(order.equity(), scale),
                value(order.netWorth(), scale),
                value(order.initialMargin(), scale),
                value(order.stopMargin(), scale),
                value(order.maintenanceMargin(), scale),
                value(order.shortfall(), scale));
        order.legs().forEach(leg -> {}); // the texts stand behind them
        order.skipAccountName();
        return new Order(
                new OrderId(order.epoch(), order.causeSequence(), order.ordinal()),
                order.accountId(),
                order.symbol(),
                order.side() == Side.BUY,
                Decimals.toBigDecimal(order.quantity(), order.quantityDecimals()),
                Decimals.toBigDecimal(order.limitPrice(), decimals),
                bankruptcy == LiquidationOrderDecoder.bankruptcyPriceNullValue()
                        ? null
                        : Decimals.toBigDecimal(bankruptcy, decimals),
                penaltyPpm == LiquidationOrderDecoder.penaltyPpmNullValue() ? null : HandRequirement.rate(penaltyPpm),
                order.reason().name().toLowerCase(Locale.ROOT),
                isCancelling,
                numbers);
    }

    private Seizure seizure() {
        final int scale = seizeOrder.valueDecimals();
        final Numbers numbers = new Numbers(
                value(seizeOrder.equity(), scale),
                value(seizeOrder.netWorth(), scale),
                value(seizeOrder.initialMargin(), scale),
                value(seizeOrder.stopMargin(), scale),
                value(seizeOrder.maintenanceMargin(), scale),
                value(seizeOrder.shortfall(), scale));
        seizeOrder.legs().forEach(leg -> {}); // the texts stand behind them
        seizeOrder.skipAccountName();
        return new Seizure(
                new OrderId(seizeOrder.epoch(), seizeOrder.causeSequence(), seizeOrder.ordinal()),
                seizeOrder.accountId(),
                seizeOrder.debtSymbol(),
                seizeOrder.collateralSymbol(),
                Decimals.toBigDecimal(seizeOrder.repay(), seizeOrder.debtDecimals()),
                Decimals.toBigDecimal(seizeOrder.reserve(), seizeOrder.debtDecimals()),
                Decimals.toBigDecimal(seizeOrder.seize(), seizeOrder.collateralDecimals()),
                Decimals.toBigDecimal(seizeOrder.protocolFee(), seizeOrder.collateralDecimals()),
                Decimals.toBigDecimal(seizeOrder.bonus(), BONUS_DECIMALS),
                seizeOrder.reason().name().toLowerCase(Locale.ROOT),
                numbers);
    }

    private Penalty penalty() {
        final int decimals = penalty.unitDecimals();
        final long counterpartyId = penalty.counterpartyId();
        penalty.skipAccountName();
        return new Penalty(
                new OrderId(penalty.orderEpoch(), penalty.orderSequence(), penalty.orderOrdinal()),
                penalty.accountId(),
                penalty.symbol(),
                Decimals.toBigDecimal(penalty.amount(), decimals),
                Decimals.toBigDecimal(penalty.liquidatorAmount(), decimals),
                penalty.fundId(),
                Decimals.toBigDecimal(penalty.fundAmount(), decimals),
                Decimals.toBigDecimal(penalty.protocolAmount(), decimals),
                counterpartyId == LiquidationPenaltyDecoder.counterpartyIdNullValue() ? null : counterpartyId);
    }

    private static BigDecimal value(final Value128Decoder value, final int decimals) {
        return Decimals.toBigDecimal(value.high(), value.low(), decimals);
    }
}
