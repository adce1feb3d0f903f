package io.plimsoll.engine.naive;

import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.OrderStatusReason;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The page's section "Expiry", as far as a Timer goes: orders whose time has passed end, and their units are touched. */
final class Expiry {
    private final State state;
    private final LifecycleFormulas formulas;

    Expiry(final State state, final LifecycleFormulas formulas) {
        this.state = state;
        this.formulas = formulas;
    }

    void timer(final Event event) {
        state.units.values().forEach(unit -> timer(unit, event));
    }

    private void timer(final Unit unit, final Event event) {
        final long nowNs = event.cause().eventNs();
        final SortedMap<OrderId, Runnable> ends = new TreeMap<>(InFlight.BY_ID);
        final List<InFlight> orders = state.orders.values().stream()
                .filter(order -> order.accountId() == unit.accountId())
                .filter(order -> formulas.isExpired(order.expiryNs(), nowNs))
                .toList();
        final List<SeizeInFlight> seizures = state.seizures.values().stream()
                .filter(order -> order.accountId() == unit.accountId())
                .filter(order -> formulas.isExpired(order.expiryNs(), nowNs))
                .toList();
        orders.forEach(order -> ends.put(order.id(), () -> {
            state.orders.remove(order.id());
            event.expired(order.aim(), order.id());
            event.emit(OrderStates.change(order, OrderStatus.EXPIRED, OrderStatusReason.EXPIRED, state, event));
        }));
        seizures.forEach(order -> ends.put(order.id(), () -> {
            state.seizures.remove(order.id());
            event.expired(order.aim(), order.id());
            event.emit(OrderStates.change(order, OrderStatus.EXPIRED, OrderStatusReason.EXPIRED, state, event));
        }));
        ends.values().forEach(Runnable::run);
        if (!ends.isEmpty()) {
            unit.expiries = formulas.afterExpiry(unit.expiries, ends.size());
            event.touch(unit.accountId());
        }
    }
}
