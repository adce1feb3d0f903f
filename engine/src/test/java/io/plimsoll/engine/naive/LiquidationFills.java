package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.LiquidationFillDecoder;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.OrderStatusReason;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/** The page's paragraph "LiquidationFill". */
final class LiquidationFills {
    private final State state;
    private final Ledger ledger;
    private final Facts facts;
    private final FactFormulas formulas;
    private final LifecycleFormulas lifecycle;
    private final WaterfallFormulas waterfall;
    private final Penalties penalties;

    LiquidationFills(final State state, final Ledger ledger, final Facts facts, final Rulebook rules) {
        this.state = state;
        this.ledger = ledger;
        this.facts = facts;
        this.formulas = rules.facts();
        this.lifecycle = rules.lifecycle();
        this.waterfall = rules.waterfall();
        this.penalties = new Penalties(state, rules);
    }

    void liquidationFill(final LiquidationFillDecoder record, final Event event) {
        final BigInteger quantity = BigInteger.valueOf(record.quantity());
        final BigInteger price = BigInteger.valueOf(record.price());
        final boolean isAssigned = orderOf(record)
                .filter(order -> order.isOnSide(quantity))
                .map(order -> state.assignments.of(order.id(), record.counterpartyId()))
                .filter(assigned -> assigned.signum() > 0)
                .isPresent();
        final boolean isApplied = ledger.account(record.accountId(), event)
                .map(unit -> fillOwn(unit, record, isAssigned, event))
                .orElse(false);
        if (record.counterpartyId() != LiquidationFillDecoder.counterpartyIdNullValue()
                && formulas.isCounterpartyFilled(isApplied)) {
            ledger.account(record.counterpartyId(), event)
                    .ifPresent(unit -> fillCounterparty(
                            unit, record.instrumentId(), quantity.negate(), price, isAssigned && isApplied, event));
        }
    }

    private void fillCounterparty(
            final Unit unit,
            final long instrumentId,
            final BigInteger quantity,
            final BigInteger price,
            final boolean isAssigned,
            final Event event) {
        final BigInteger before = unit.legs.position(instrumentId).quantity();
        final boolean isApplied = facts.fill(unit, instrumentId, quantity, price, BigInteger.ZERO, event);
        if (isApplied && isAssigned && waterfall.isCounterpartyGone(before, quantity)) {
            ledger.doubt(unit, FlagReason.FILL_BEYOND_POSITION, OptionalLong.of(instrumentId), event);
        }
    }

    private boolean fillOwn(
            final Unit unit, final LiquidationFillDecoder record, final boolean isAssigned, final Event event) {
        final BigInteger quantity = BigInteger.valueOf(record.quantity());
        final BigInteger price = BigInteger.valueOf(record.price());
        final BigInteger fee = BigInteger.valueOf(record.fee());
        final BigInteger before = unit.legs.position(record.instrumentId()).quantity();
        final boolean isApplied = facts.fill(unit, record.instrumentId(), quantity, price, fee, event);
        if (isApplied) {
            final Instrument instrument = state.definitions.instruments().get(record.instrumentId());
            unit.fundId = Integer.toUnsignedLong(instrument.terms().fundId());
        }
        if (isApplied && quantity.signum() != 0) {
            final Optional<InFlight> filled = orderOf(record);
            filled.filter(order -> order.isOnSide(quantity))
                    .ifPresent(order -> state.assignments.lower(order.id(), record.counterpartyId(), quantity.abs()));
            filled.ifPresent(order -> {
                doubtFill(order, unit, before, quantity, event);
                if (order.isOnSide(quantity)) {
                    penalties.take(order, unit, record, isAssigned, event);
                    fillRightSide(order.filledBy(quantity.abs()), event);
                    unit.expiries = lifecycle.afterFill(unit.expiries);
                    unit.partNs = lifecycle.afterPart(
                            unit.partNs,
                            state.definitions.profileTerms().orders(),
                            unit.legs.position(record.instrumentId()).isFlat(),
                            state.nowNs);
                }
            });
        }
        return isApplied;
    }

    /** The order in flight that the record names, if account and instrument are the order's. */
    private Optional<InFlight> orderOf(final LiquidationFillDecoder record) {
        final OrderId id = new OrderId(record.orderEpoch(), record.orderSequence(), record.orderOrdinal());
        return Optional.ofNullable(state.orders.get(id))
                .filter(order -> order.accountId() == record.accountId())
                .filter(order -> order.instrumentId() == record.instrumentId());
    }

    private void doubtFill(
            final InFlight order,
            final Unit unit,
            final BigInteger before,
            final BigInteger quantity,
            final Event event) {
        final OptionalLong subject = OptionalLong.of(order.instrumentId());
        if (quantity.abs().compareTo(order.remaining()) > 0 || !order.isOnSide(quantity)) {
            ledger.doubt(unit, FlagReason.FILL_BEYOND_ORDER, subject, event);
        }
        if (quantity.abs().compareTo(before.abs()) > 0
                || before.signum() == quantity.signum()
                || before.signum() == 0) {
            ledger.doubt(unit, FlagReason.FILL_BEYOND_POSITION, subject, event);
        }
    }

    private void fillRightSide(final InFlight order, final Event event) {
        if (order.isFilled()) {
            state.orders.remove(order.id());
        } else {
            state.orders.put(order.id(), order);
        }
        final OrderStatus status = order.isFilled() ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        event.orderFilled(order.accountId(), OrderStates.change(order, status, OrderStatusReason.FILL, state, event));
    }
}
