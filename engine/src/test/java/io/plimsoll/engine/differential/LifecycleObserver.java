package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.InFlight;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.Purpose;
import io.plimsoll.engine.naive.SeizeInFlight;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.Boundary;
import io.plimsoll.protocol.codec.OrderReason;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.TimerDecoder;
import io.plimsoll.protocol.terms.OrderTerms;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/**
 * Places in the life of an order, and what must hold there whatever the formulas say: a shortfall is ordered for once, an order that
 * replaces another stands alone, and no order outlives its time by a Timer.
 */
final class LifecycleObserver implements Observer {
    private final NaiveMarginEngine engine;
    private final State state;
    private final Coverage coverage;
    private final Set<OrderId> inFlight = new HashSet<>();

    LifecycleObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        this.engine = engine;
        this.coverage = coverage;
        state = engine.state();
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {
        inFlight.clear();
        inFlight.addAll(state.orders().keySet());
        inFlight.addAll(state.seizures().keySet());
    }

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        final SortedMap<Long, Output.Order> ordered = new TreeMap<>();
        for (final Output output : outputs) {
            if (output instanceof Output.Order order) {
                if (order.reason() != OrderReason.REBALANCE && order.reason() != OrderReason.OPERATOR) {
                    ordered.put(order.accountId(), order);
                }
                coverage.hitIf(order.terms().replaces().isPresent(), Place.ORDER_REPLACES);
                coverage.hitIf(isEscalated(order.accountId()), Place.ORDER_ESCALATED);
                coverage.hitIf(isAfterPart(order, Frame.eventNs(buffer, offset)), Place.ORDER_SOON_AFTER_A_PART);
                replaces(order.terms().replaces(), outputs);
            } else if (output instanceof Output.SeizeOrder order) {
                coverage.hitIf(order.terms().replaces().isPresent(), Place.SEIZE_REPLACES);
                coverage.hitIf(isEscalated(order.accountId()), Place.SEIZE_ESCALATED);
                replaces(order.terms().replaces(), outputs);
                seizedOnce(order);
            }
        }
        ordered.values().forEach(order -> orderedOnce(order, Frame.sequence(buffer, offset)));
        if (Frame.templateId(buffer, offset) == TimerDecoder.TEMPLATE_ID) {
            final long nowNs = Frame.eventNs(buffer, offset);
            require(
                    state.orders().values().stream()
                                    .noneMatch(order -> isPast(order.expiryNs().orElse(nowNs + 1), nowNs))
                            && state.seizures().values().stream()
                                    .noneMatch(order -> isPast(order.expiryNs().orElse(nowNs + 1), nowNs)),
                    "an order outlives its time");
        }
        engine.touched().stream()
                .map(id -> state.units().get(id))
                .filter(unit -> unit != null && unit.isTrader())
                .filter(unit ->
                        state.orders().values().stream().anyMatch(order -> order.accountId() == unit.accountId()))
                .forEach(this::stop);
    }

    private void stop(final Unit unit) {
        final Valuer valuer = Valuer.of(state);
        if (valuer.isPriced(unit.legs())) {
            final BigInteger above = valuer.balance(unit.legs(), Purpose.STOP)
                    .subtract(valuer.requirement(unit.legs(), Purpose.STOP))
                    .subtract(valuer.openOrders(unit, Purpose.STOP));
            coverage.hitIf(above.equals(BigInteger.ONE.negate()), Place.STOP_ONE_BELOW_UNDER_ORDERS);
        }
    }

    private static boolean isPast(final long expiryNs, final long nowNs) {
        return expiryNs <= nowNs;
    }

    private boolean isEscalated(final long accountId) {
        final OrderTerms terms = state.definitions().profileTerms().orders();
        return !state.units().get(accountId).isForced()
                && terms.escalateAfter() > 0
                && state.units().get(accountId).expiries() >= terms.escalateAfter();
    }

    private boolean isAfterPart(final Output.Order order, final long nowNs) {
        final OrderTerms terms = state.definitions().profileTerms().orders();
        final Unit unit = state.units().get(order.accountId());
        return order.reason() != OrderReason.REBALANCE
                && !unit.isForced()
                && !isEscalated(order.accountId())
                && unit.partNs().isPresent()
                && nowNs < unit.partNs().getAsLong() + terms.wholeAfterPartSeconds() * 1_000_000_000L;
    }

    private void replaces(final Optional<OrderId> replaced, final List<Output> outputs) {
        replaced.ifPresent(id -> require(
                inFlight.contains(id)
                        && !state.orders().containsKey(id)
                        && !state.seizures().containsKey(id)
                        && outputs.stream().anyMatch(output -> isEndOf(id, output)),
                "an order replaces one that did not expire: " + id));
    }

    private static boolean isEndOf(final OrderId id, final Output output) {
        return (output instanceof Output.OrderStateChange change
                        && change.id().equals(id)
                        && change.status() == OrderStatus.EXPIRED)
                || (output instanceof Output.SeizeOrderStateChange seize
                        && seize.id().equals(id)
                        && seize.status() == OrderStatus.EXPIRED);
    }

    // without this record's orders, those in flight before did not cover what is asked for
    private void orderedOnce(final Output.Order last, final long sequence) {
        final Valuer valuer = Valuer.of(state);
        final Unit unit = state.units().get(last.accountId());
        final BigInteger openOrders = // nothing where these were to be cancelled
                last.maintenanceMargin().subtract(valuer.value(unit.legs()).maintenanceMargin());
        BigInteger requirement = valuer.owed(unit.legs(), Purpose.MAINTENANCE).add(openOrders);
        for (final long instrumentId : unit.legs().positions().keySet()) {
            final Instrument instrument = state.definitions().instruments().get(instrumentId);
            final BigInteger earlier = state.orders().values().stream()
                    .filter(order -> order.accountId() == unit.accountId() && order.instrumentId() == instrumentId)
                    .filter(order -> inFlight.contains(order.id()))
                    .map(InFlight::signedRemaining)
                    .reduce(BigInteger.ZERO, BigInteger::add);
            requirement = requirement.add(valuer.requirement(
                    instrument, unit.legs().position(instrumentId).quantity().add(earlier), Purpose.MAINTENANCE));
        }
        final int missing = requirement.compareTo(valuer.value(unit.legs()).equity());
        final boolean isInclusive = state.definitions().profileTerms().boundary() == Boundary.INCLUSIVE;
        require(
                isInclusive ? missing >= 0 : missing > 0,
                "two orders for one shortfall, by record " + sequence + " of " + unit);
    }

    private void seizedOnce(final Output.SeizeOrder order) {
        final boolean isAnother = state.seizures().values().stream()
                .filter(other -> other.accountId() == order.accountId())
                .map(SeizeInFlight::id)
                .anyMatch(id -> inFlight.contains(id));
        require(!isAnother, "two seizure plans of one account: " + order);
    }

    private static void require(final boolean holds, final String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
