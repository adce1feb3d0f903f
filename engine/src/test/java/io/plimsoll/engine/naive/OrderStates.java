package io.plimsoll.engine.naive;

import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.OrderStatusReason;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes OrderState and SeizeOrderState outputs, and takes cancelled orders out of flight. */
final class OrderStates {
    private OrderStates() {}

    static Output.OrderStateChange change(
            final InFlight order,
            final OrderStatus status,
            final OrderStatusReason reason,
            final State state,
            final Event event) {
        return new Output.OrderStateChange(
                event.cause(),
                order.id(),
                order.accountId(),
                order.instrumentId(),
                order.filled().longValueExact(),
                order.remaining().longValueExact(),
                status,
                reason,
                state.definitions.instruments().get(order.instrumentId()).quantityDecimals());
    }

    static Output.SeizeOrderStateChange change(
            final SeizeInFlight order,
            final OrderStatus status,
            final OrderStatusReason reason,
            final State state,
            final Event event) {
        return new Output.SeizeOrderStateChange(
                event.cause(),
                order.id(),
                order.accountId(),
                order.debtAssetId(),
                order.collateralAssetId(),
                order.repaid().longValueExact(),
                order.repayRemaining().longValueExact(),
                order.seized().longValueExact(),
                order.seizeRemaining().longValueExact(),
                status,
                reason,
                state.definitions.assets().get(order.debtAssetId()).decimals(),
                state.definitions.assets().get(order.collateralAssetId()).decimals());
    }

    static void cancel(
            final SeizeInFlight order, final OrderStatusReason reason, final State state, final Event event) {
        state.seizures.remove(order.id());
        event.emit(change(order, OrderStatus.CANCELLED, reason, state, event));
    }

    static void cancel(final InFlight order, final OrderStatusReason reason, final State state, final Event event) {
        state.orders.remove(order.id());
        event.emit(change(order, OrderStatus.CANCELLED, reason, state, event));
    }

    /** Both kinds of one account, in order of id. */
    static void cancelAll(final long accountId, final OrderStatusReason reason, final State state, final Event event) {
        final SortedMap<OrderId, Runnable> ends = new TreeMap<>(InFlight.BY_ID);
        state.orders.values().stream()
                .filter(order -> order.accountId() == accountId)
                .forEach(order -> ends.put(order.id(), () -> cancel(order, reason, state, event)));
        state.seizures.values().stream()
                .filter(order -> order.accountId() == accountId)
                .forEach(order -> ends.put(order.id(), () -> cancel(order, reason, state, event)));
        ends.values().forEach(Runnable::run);
    }
}
