package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.PlannedOrder;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.BalanceSnapshotDecoder;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.EngineStatus;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.FundPaymentDecoder;
import io.plimsoll.protocol.codec.FundingDecoder;
import io.plimsoll.protocol.codec.LiquidationFillDecoder;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.OrderStatusReason;
import io.plimsoll.protocol.codec.PositionSnapshotDecoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.ReadyDecoder;
import io.plimsoll.protocol.codec.SeizeFillDecoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.codec.TransferDecoder;
import io.plimsoll.protocol.codec.Verdict;
import java.math.BigInteger;
import java.util.List;
import org.agrona.DirectBuffer;

/** Places that the outputs tell. */
final class OutputObserver implements Observer {
    private final NaiveMarginEngine engine;
    private final Coverage coverage;

    OutputObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        this.engine = engine;
        this.coverage = coverage;
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {}

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        final int templateId = Frame.templateId(buffer, offset);
        for (final Output output : outputs) {
            if (output instanceof Output.Order order) {
                order(order);
            } else if (output instanceof Output.OrderStateChange change) {
                orderState(change);
            } else if (output instanceof Output.UnitStateChange change) {
                unitState(change, templateId);
            } else if (output instanceof Output.Withheld withheld) {
                coverage.hit(Place.valueOf("WITHHELD_" + withheld.reason()));
            } else if (output instanceof Output.InputFlagged flag) {
                flag(flag.reason(), templateId);
            } else if (output instanceof Output.EngineState state) {
                coverage.hitIf(
                        state.status() == EngineStatus.HALTED && templateId != ReadyDecoder.TEMPLATE_ID, Place.HALTED);
            }
        }
        for (final PlannedOrder planned : engine.issued()) {
            coverage.hitIf(planned.closesDust(), Place.ORDER_CLOSES_DUST);
        }
    }

    private void order(final Output.Order order) {
        coverage.hit(Place.valueOf("ORDER_" + order.reason()));
        coverage.hit(order.side() == Side.BUY ? Place.ORDER_BUY : Place.ORDER_SELL);
        coverage.hit(order.mode() == EngineMode.SHADOW ? Place.ORDER_SHADOW : Place.ORDER_LIVE);
        coverage.hitIf(order.bankruptcyPrice().isEmpty(), Place.ORDER_WITHOUT_BANKRUPTCY_PRICE);
        coverage.hitIf(order.maintenanceMargin().signum() == 0, Place.ORDER_WITHOUT_REQUIREMENT);
        coverage.hitIf(order.id().ordinal() > 0, Place.ORDER_BEHIND_OTHERS_OF_ITS_CAUSE);
        final boolean isBeside = engine.state().orders().values().stream()
                .anyMatch(other -> other.accountId() == order.accountId()
                        && other.instrumentId() == order.instrumentId()
                        && !other.id().equals(order.id()));
        coverage.hitIf(isBeside, Place.ORDER_BESIDE_OTHERS_IN_FLIGHT);
        coverage.hitIf(order.terms().penaltyPpm().isPresent(), Place.ORDER_WITH_PENALTY);
        leftover(order);
    }

    private void leftover(final Output.Order order) {
        final State state = engine.state();
        final Unit unit = state.units().get(order.accountId());
        final BigInteger left = unit.legs()
                .position(order.instrumentId())
                .quantity()
                .add(state.signedRemaining(order.accountId(), order.instrumentId()));
        final BigInteger worth =
                Valuer.of(state).notional(state.definitions().instruments().get(order.instrumentId()), left);
        final BigInteger dust = state.definitions()
                .align(
                        BigInteger.valueOf(
                                state.definitions().profile().orElseThrow().dustMicros()),
                        Numbers.RATE_DECIMALS);
        coverage.hitIf(left.signum() != 0 && worth.equals(dust), Place.ORDER_LEAVES_JUST_NO_DUST);
        final Sizing sizing = state.definitions().profileTerms().plan().sizing();
        coverage.hitIf(left.signum() != 0 && sizing == Sizing.PORTION, Place.ORDER_FOR_A_PORTION);
    }

    private void orderState(final Output.OrderStateChange change) {
        if (change.status() == OrderStatus.CANCELLED) {
            coverage.hit(Place.valueOf("CANCELLED_" + change.reason()));
            coverage.hitIf(
                    change.reason() == OrderStatusReason.POSITION_CHANGED
                            && !engine.state().units().get(change.accountId()).isTrader(),
                    Place.LIQUIDATOR_ORDERS_CANCELLED);
        } else if (change.status() == OrderStatus.EXPIRED) {
            coverage.hit(Place.ORDER_EXPIRED);
        } else {
            coverage.hit(change.status() == OrderStatus.FILLED ? Place.LIQUIDATION_FULL : Place.LIQUIDATION_PARTIAL);
        }
    }

    private void unitState(final Output.UnitStateChange change, final int templateId) {
        coverage.hitIf(
                change.previous() == Verdict.HEALTHY
                        && change.current() == Verdict.BANKRUPT
                        && templateId == PriceTickDecoder.TEMPLATE_ID,
                Place.BANKRUPT_AT_ONCE);
        coverage.hitIf(
                change.previous() == Verdict.BANKRUPT && change.current() != Verdict.LIQUIDATE,
                Place.RECOVERED_FROM_BANKRUPT);
    }

    private void flag(final FlagReason reason, final int templateId) {
        final boolean isSnapshot =
                templateId == BalanceSnapshotDecoder.TEMPLATE_ID || templateId == PositionSnapshotDecoder.TEMPLATE_ID;
        final boolean isSeizure = templateId == SeizeFillDecoder.TEMPLATE_ID;
        switch (reason) {
            case OVER_LIMIT -> {
                coverage.hitIf(templateId == TransferDecoder.TEMPLATE_ID, Place.OVER_LIMIT_TRANSFER);
                coverage.hitIf(templateId == FundingDecoder.TEMPLATE_ID, Place.OVER_LIMIT_FUNDING);
                coverage.hitIf(
                        templateId == FillDecoder.TEMPLATE_ID || templateId == LiquidationFillDecoder.TEMPLATE_ID,
                        Place.OVER_LIMIT_FILL);
                coverage.hitIf(isSeizure, Place.OVER_LIMIT_SEIZE);
                coverage.hitIf(isSnapshot, Place.SNAPSHOT_SPOILED);
            }
            case OVER_CAPACITY ->
                coverage.hitIf(engine.state().status().current() != EngineStatus.HALTED, Place.LEGS_BEYOND_LIMIT);
            case FILL_BEYOND_ORDER ->
                coverage.hit(
                        switch (templateId) {
                            case SeizeFillDecoder.TEMPLATE_ID -> Place.SEIZE_BEYOND_ORDER;
                            case FundPaymentDecoder.TEMPLATE_ID -> Place.FUND_PAYMENT_BEYOND_DRAW;
                            default -> Place.LIQUIDATION_BEYOND_ORDER;
                        });
            case FILL_BEYOND_POSITION ->
                coverage.hit(isSeizure ? Place.SEIZE_BEYOND_BALANCE : Place.LIQUIDATION_BEYOND_POSITION);
            case SEQUENCE_GAP -> coverage.hit(Place.SOURCE_GAP);
            default -> coverage.hit(Place.valueOf(reason.name()));
        }
    }
}
