package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.LiquidationFillDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.TransferDecoder;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agrona.DirectBuffer;

/** Places that fills and other facts reach. */
final class FactObserver implements Observer {
    private final State state;
    private final NaiveMarginEngine engine;
    private final Coverage coverage;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Set<OrderId> everIssued = new HashSet<>();
    private BigInteger heldBefore = BigInteger.ZERO;
    private boolean wasInFlight;
    private boolean wasForeign;
    private long sequence;

    FactObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        this.engine = engine;
        this.coverage = coverage;
        state = engine.state();
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {
        final int at = offset + Frame.HEADER_LENGTH;
        switch (Frame.templateId(buffer, offset)) {
            case FillDecoder.TEMPLATE_ID -> {
                final FillDecoder fill = new FillDecoder().wrapAndApplyHeader(buffer, at, header);
                heldBefore = held(fill.accountId(), fill.instrumentId());
            }
            case LiquidationFillDecoder.TEMPLATE_ID -> {
                final LiquidationFillDecoder fill = new LiquidationFillDecoder().wrapAndApplyHeader(buffer, at, header);
                heldBefore = held(fill.accountId(), fill.instrumentId());
                final var order = state.orders().get(id(fill));
                wasForeign = order != null
                        && (order.accountId() != fill.accountId() || order.instrumentId() != fill.instrumentId());
                wasInFlight = order != null && !wasForeign;
            }
            default -> {} // told by the other observers
        }
    }

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        final int at = offset + Frame.HEADER_LENGTH;
        sequence = Frame.sequence(buffer, offset);
        coverage.hitIf(
                engine.touched().stream().anyMatch(this::isApplied) && isFull(), Place.ROOM_FOR_NO_MORE_THAN_NOW);
        switch (Frame.templateId(buffer, offset)) {
            case FillDecoder.TEMPLATE_ID -> fill(new FillDecoder().wrapAndApplyHeader(buffer, at, header));
            case LiquidationFillDecoder.TEMPLATE_ID ->
                liquidation(new LiquidationFillDecoder().wrapAndApplyHeader(buffer, at, header));
            case TransferDecoder.TEMPLATE_ID -> coverage.hitIf(isDuplicate(), Place.DUPLICATE);
            default -> {} // told by the other observers
        }
        for (final Output output : outputs) {
            if (output instanceof Output.Order order) {
                everIssued.add(order.id());
            }
        }
    }

    // every fact but a duplicate touches its account, and the generator leaves none without room for long
    private boolean isDuplicate() {
        return engine.touched().isEmpty();
    }

    private void fill(final FillDecoder fill) {
        final BigInteger held = held(fill.accountId(), fill.instrumentId());
        moved(held);
        coverage.hitIf(fill.quantity() == 0, Place.FILL_OF_NOTHING);
        coverage.hitIf(
                !held.equals(heldBefore)
                        && state.orders().values().stream()
                                .anyMatch(order -> order.accountId() == fill.accountId()
                                        && order.instrumentId() == fill.instrumentId()),
                Place.FILL_BESIDE_ORDERS_IN_FLIGHT);
    }

    private void liquidation(final LiquidationFillDecoder fill) {
        if (isDuplicate()) {
            coverage.hit(Place.LIQUIDATION_TWICE);
            return;
        }
        moved(held(fill.accountId(), fill.instrumentId()));
        coverage.hitIf(wasForeign, Place.LIQUIDATION_OF_FOREIGN_ORDER);
        if (!wasForeign && !wasInFlight) {
            coverage.hit(everIssued.contains(id(fill)) ? Place.LIQUIDATION_LATE : Place.LIQUIDATION_OF_UNKNOWN_ORDER);
        }
        coverage.hitIf(
                wasInFlight && fill.counterpartyId() != LiquidationFillDecoder.counterpartyIdNullValue(),
                Place.LIQUIDATION_WITH_COUNTERPARTY);
        coverage.hitIf(
                !isApplied(fill.accountId()) && isApplied(fill.counterpartyId()),
                Place.LIQUIDATION_OF_COUNTERPARTY_ALONE);
    }

    private boolean isApplied(final long accountId) {
        return state.units().containsKey(accountId)
                && state.units().get(accountId).version() == sequence;
    }

    /** More legs than the capacity, which a Ready took back. */
    private boolean isFull() {
        return state.legCount() > state.status().maxLegs();
    }

    private void moved(final BigInteger held) {
        coverage.hitIf(held.signum() * heldBefore.signum() < 0, Place.FILL_FLIPS_SIDE);
        coverage.hitIf(
                held.signum() == heldBefore.signum() && held.abs().compareTo(heldBefore.abs()) < 0,
                Place.FILL_REDUCES_PART);
    }

    private BigInteger held(final long accountId, final long instrumentId) {
        final Unit unit = state.units().get(accountId);
        return unit == null
                ? BigInteger.ZERO
                : unit.legs().position(instrumentId).quantity();
    }

    private static OrderId id(final LiquidationFillDecoder fill) {
        return new OrderId(fill.orderEpoch(), fill.orderSequence(), fill.orderOrdinal());
    }
}
