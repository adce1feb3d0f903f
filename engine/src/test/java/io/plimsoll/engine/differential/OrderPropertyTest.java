package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.naive.Buckets;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.Purpose;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import io.plimsoll.protocol.codec.Boundary;
import io.plimsoll.protocol.codec.OrderReason;
import io.plimsoll.protocol.codec.Rebalancing;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.ThrottleTerms;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What promise P10 says of each order, whatever formula made it: never more than the position, never more than it
 * takes. A rebalancing may leave what it cannot cover.
 */
class OrderPropertyTest {
    private static final int EVENTS = 3_000;

    private final NaiveMarginEngine engine = new NaiveMarginEngine();
    private final State state = engine.state();

    @ParameterizedTest
    @ValueSource(longs = {2_001, 2_002, 2_003, 2_004, 2_005, 2_006, 2_007, 2_008, 2_009, 2_010})
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void shouldOrderWhatReachesTheStopMarginAndNoStepMore(final long seed) {
        final EventGenerator generator = new EventGenerator(seed, state);
        final InputRecords records = new InputRecords();
        int orders = 0;
        for (int event = 1; event <= EVENTS; event++) {
            generator.next(records);
            final List<Output> outputs = engine.onEvent(records.buffer(), records.offset(), records.length());
            generator.observe(outputs);
            final int number = event;
            final Supplier<String> where = () -> "seed " + seed + ", event " + number + ": " + outputs;
            final SortedMap<Long, Output.Order> lastOfUnit = new TreeMap<>();
            for (final Output output : outputs) {
                if (output instanceof Output.Order order) {
                    reducesOnly(order, where);
                    lastOfUnit.put(order.accountId(), order);
                    orders++;
                }
            }
            // with the table of orders full, a plan is not complete
            lastOfUnit.keySet().removeIf(id -> state.units().get(id).withheld().isPresent());
            // an escalated plan closes everything
            final int escalateAfter =
                    state.definitions().profileTerms().orders().escalateAfter();
            lastOfUnit
                    .keySet()
                    .removeIf(id -> escalateAfter > 0 && state.units().get(id).expiries() >= escalateAfter);
            // nor is a forced one, or one that passes over what is halted
            lastOfUnit.keySet().removeIf(id -> isOperated(state.units().get(id)));
            // nor one of a rebalancing, where that passes over what it may not close, or was cut short without a word
            lastOfUnit.values().removeIf(order -> order.reason() == OrderReason.REBALANCE && mayBeCutShort(order));
            // the other sizings close as much as they say, whatever it reaches
            if (state.definitions().profileTerms().plan().sizing() == Sizing.STOP_MARGIN) {
                lastOfUnit.values().forEach(order -> suffices(order, outputs, where));
            }
        }
        final int found = orders;
        assertTrue(found > 10, () -> found + " orders, seed " + seed);
    }

    private boolean isOperated(final Unit unit) {
        return unit.isForced()
                || unit.legs().positions().keySet().stream()
                        .anyMatch(id -> state.haltedInstruments().contains(id));
    }

    private boolean mayBeCutShort(final Output.Order order) {
        return passesOverSome(order)
                || !state.definitions().profileTerms().throttle().equals(ThrottleTerms.PLAIN)
                || state.orders().size() + state.seizures().size()
                        >= state.status().maxOrdersInFlight();
    }

    private boolean passesOverSome(final Output.Order order) {
        return state.units().get(order.accountId()).legs().positions().keySet().stream()
                .anyMatch(
                        id -> state.definitions().instruments().get(id).terms().notRebalanced());
    }

    private void reducesOnly(final Output.Order order, final Supplier<String> where) {
        final BigInteger held = held(order);
        final BigInteger projected = projected(order);
        assertEquals(held.signum() > 0 ? Side.SELL : Side.BUY, order.side(), where);
        assertTrue(order.quantity() > 0, where);
        assertTrue(projected.signum() * held.signum() >= 0, where);
        assertTrue(
                order.limitPrice() > 0
                        && order.limitPrice() % instrument(order).tick().longValueExact() == 0,
                where);
    }

    // the last order of a plan: with it the stop margin is reached, with one step less it is not
    private void suffices(final Output.Order order, final List<Output> outputs, final Supplier<String> where) {
        final Valuer valuer = Valuer.of(state);
        final Unit unit = state.units().get(order.accountId());
        final boolean isInclusive = state.definitions().profileTerms().boundary() == Boundary.INCLUSIVE;
        if (valuer.buckets().isPresent()) {
            sufficesInBuckets(valuer.buckets().get(), order, outputs, where);
            return;
        }
        final Purpose purpose = purpose(order);
        final BigInteger ordered =
                order.reason() == OrderReason.REBALANCE // else nothing where open orders were to be cancelled
                        ? BigInteger.ZERO
                        : order.stopMargin().subtract(valuer.requirement(unit, purpose));
        final BigInteger projected = projectedRequirement(valuer, unit, purpose).add(ordered);
        final BigInteger shortfall = projected
                .subtract(valuer.balance(unit.legs(), purpose))
                .add(isInclusive ? BigInteger.ONE : BigInteger.ZERO)
                .add(cost(valuer, order.accountId(), outputs));
        if (shortfall.signum() > 0 && order.reason() != OrderReason.REBALANCE) {
            assertEquals(valuer.owed(unit.legs(), purpose).add(ordered), projected, where);
        } else if (shortfall.signum() > 0) {
            final BigInteger left = projected(order);
            final boolean isAStepLeft = left.abs().compareTo(instrument(order).step()) >= 0;
            assertTrue(!isAStepLeft || freedByAStep(valuer, unit, order, left).signum() <= 0, where);
        } else if (!closesDust(order) && projected(order).signum() != 0) {
            final BigInteger before = more(projected(order), instrument(order).step());
            assertTrue(shortfall.add(freedByAStep(valuer, unit, order, before)).signum() > 0, where);
        }
    }

    // what is reached
    private Purpose purpose(final Output.Order order) {
        final boolean isToInitial = order.reason() == OrderReason.REBALANCE
                && state.definitions().profileTerms().rebalance().to() == Rebalancing.INITIAL;
        return isToInitial ? Purpose.INITIAL : Purpose.STOP;
    }

    private BigInteger projectedRequirement(final Valuer valuer, final Unit unit, final Purpose purpose) {
        BigInteger sum = valuer.owed(unit.legs(), purpose);
        for (final long id : unit.legs().positions().keySet()) {
            final Instrument instrument = state.definitions().instruments().get(id);
            sum = sum.add(valuer.requirement(unit, instrument, projected(unit, id), purpose));
        }
        return sum;
    }

    // closing a step of so much of the order's instrument
    private BigInteger freedByAStep(
            final Valuer valuer, final Unit unit, final Output.Order order, final BigInteger quantity) {
        final Instrument instrument = instrument(order);
        return valuer.requirement(unit, instrument, quantity, purpose(order))
                .subtract(valuer.requirement(
                        unit, instrument, more(quantity, instrument.step().negate()), purpose(order)))
                .subtract(cost(valuer, order, instrument.step()));
    }

    // the same of the buckets that will be there, less what closing costs
    private void sufficesInBuckets(
            final Buckets buckets, final Output.Order order, final List<Output> outputs, final Supplier<String> where) {
        final Unit unit = state.units().get(order.accountId());
        final Instrument last = instrument(order);
        if (inBuckets(buckets, unit, outputs, last, BigInteger.ZERO).signum() < 0) {
            unit.legs().positions().keySet().forEach(id -> assertEquals(BigInteger.ZERO, projected(unit, id), where));
        } else if (!closesDust(order) && projected(order).signum() != 0) {
            assertTrue(inBuckets(buckets, unit, outputs, last, last.step()).signum() < 0, where);
        }
    }

    private BigInteger inBuckets(
            final Buckets buckets,
            final Unit unit,
            final List<Output> outputs,
            final Instrument last,
            final BigInteger less) {
        final SortedMap<Long, BigInteger> filled = buckets.of(
                unit.legs(),
                Purpose.STOP,
                instrument -> instrument.equals(last)
                        ? more(projected(unit, instrument.id()), less)
                        : projected(unit, instrument.id()));
        final Valuer valuer = Valuer.of(state);
        BigInteger sum = BigInteger.ZERO;
        for (final Output output : outputs) {
            if (output instanceof Output.Order order && order.accountId() == unit.accountId()) {
                final BigInteger closed = BigInteger.valueOf(order.quantity())
                        .subtract(instrument(order).equals(last) ? less : BigInteger.ZERO);
                filled.merge(
                        instrument(order).settlementAssetId(),
                        TierBoundaries.cost(valuer, instrument(order), closed).negate(),
                        BigInteger::add);
            }
        }
        for (final Map.Entry<Long, BigInteger> bucket : filled.entrySet()) {
            sum = sum.add(buckets.counted(bucket.getKey(), bucket.getValue(), Purpose.STOP));
        }
        return sum;
    }

    private static BigInteger more(final BigInteger quantity, final BigInteger size) {
        return quantity.add(quantity.signum() < 0 ? size.negate() : size);
    }

    private boolean closesDust(final Output.Order order) {
        return engine.issued().stream()
                .anyMatch(planned -> planned.closesDust()
                        && planned.instrument().id() == order.instrumentId()
                        && planned.quantity().equals(BigInteger.valueOf(order.quantity())));
    }

    // what the unit pays for closing what the record ordered of it
    private BigInteger cost(final Valuer valuer, final long accountId, final List<Output> outputs) {
        BigInteger sum = BigInteger.ZERO;
        for (final Output output : outputs) {
            if (output instanceof Output.Order order && order.accountId() == accountId) {
                sum = sum.add(cost(valuer, order, BigInteger.valueOf(order.quantity())));
            }
        }
        return sum;
    }

    // a rebalancing pays no penalty
    private BigInteger cost(final Valuer valuer, final Output.Order order, final BigInteger quantity) {
        final Instrument instrument = instrument(order);
        return order.reason() == OrderReason.REBALANCE
                ? TierBoundaries.cost(
                        valuer, instrument, quantity, instrument.terms().costPpm())
                : TierBoundaries.cost(valuer, instrument, quantity);
    }

    private Instrument instrument(final Output.Order order) {
        return state.definitions().instruments().get(order.instrumentId());
    }

    private BigInteger held(final Output.Order order) {
        return state.units()
                .get(order.accountId())
                .legs()
                .position(order.instrumentId())
                .quantity();
    }

    private BigInteger projected(final Output.Order order) {
        return projected(state.units().get(order.accountId()), order.instrumentId());
    }

    private BigInteger projected(final Unit unit, final long instrumentId) {
        return unit.legs().position(instrumentId).quantity().add(state.signedRemaining(unit.accountId(), instrumentId));
    }
}
