package io.plimsoll.engine.naive;

import io.plimsoll.protocol.OrderId;
import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of each liquidation order in flight is to be executed with which counterparty; quantities are positive mantissas at Q. What
 * was assigned of an order that is in flight no more is forgotten. The naive engine changes it; tests only read it.
 */
public final class Assignments {
    private final SortedMap<OrderId, InFlight> orders;
    private final SortedMap<OrderId, SortedMap<Long, BigInteger>> assigned = new TreeMap<>(InFlight.BY_ID);

    Assignments(final SortedMap<OrderId, InFlight> orders) {
        this.orders = orders;
    }

    /** By order id and counterparty. */
    public SortedMap<OrderId, SortedMap<Long, BigInteger>> all() {
        assigned.keySet().retainAll(orders.keySet());
        return assigned;
    }

    /** How many there are. */
    int count() {
        return all().values().stream().mapToInt(each -> each.size()).sum();
    }

    /** What of an order is assigned to a counterparty; 0 where there is none. */
    BigInteger of(final OrderId order, final long counterpartyId) {
        return all().getOrDefault(order, new TreeMap<>()).getOrDefault(counterpartyId, BigInteger.ZERO);
    }

    /** What of an order is assigned to anyone. */
    BigInteger ofOrder(final OrderId order) {
        return all().getOrDefault(order, new TreeMap<>()).values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** What of all orders in an instrument is assigned to a counterparty. */
    BigInteger ofCounterparty(final long counterpartyId, final long instrumentId) {
        return all().keySet().stream()
                .filter(order -> orders.get(order).instrumentId() == instrumentId)
                .map(order -> of(order, counterpartyId))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    void add(final OrderId order, final long counterpartyId, final BigInteger quantity) {
        assigned.computeIfAbsent(order, unused -> new TreeMap<>()).merge(counterpartyId, quantity, BigInteger::add);
    }

    /** Lowers one, not below 0; it ends at 0. */
    void lower(final OrderId order, final long counterpartyId, final BigInteger quantity) {
        final BigInteger left = of(order, counterpartyId).subtract(quantity);
        if (left.signum() > 0) {
            assigned.get(order).put(counterpartyId, left);
        } else if (assigned.containsKey(order)) {
            assigned.get(order).remove(counterpartyId);
        }
    }
}
