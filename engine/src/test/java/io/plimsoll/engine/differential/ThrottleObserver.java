package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Throttles.Bound;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.DefinitionsCommitDecoder;
import io.plimsoll.protocol.codec.WithheldReason;
import io.plimsoll.protocol.terms.ThrottleTerms;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * Places where bounds on orders and notional are reached, and what must hold there whatever the formulas say: no second's and no hour's
 * orders pass a bound, but for one that is larger than a whole bound and is alone; and who waits is in the queue.
 */
final class ThrottleObserver implements Observer {
    private static final long SECOND_NS = 1_000_000_000L;

    private final NaiveMarginEngine engine;
    private final State state;
    private final Coverage coverage;
    private final Set<Long> throttled = new HashSet<>();
    private final Map<String, BigInteger> sums = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    ThrottleObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        this.engine = engine;
        this.coverage = coverage;
        state = engine.state();
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {
        throttled.clear();
        state.units().values().stream().filter(this::isThrottled).forEach(unit -> throttled.add(unit.accountId()));
    }

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        final Set<Long> ordered = new HashSet<>();
        if (Frame.templateId(buffer, offset) == DefinitionsCommitDecoder.TEMPLATE_ID) {
            sums.clear(); // what a bound counts may begin here
            counts.clear();
        }
        final Definitions definitions = state.definitions();
        final Valuer valuer = Valuer.of(state);
        for (final Output output : outputs) {
            if (output instanceof Output.Order order) {
                ordered.add(order.accountId());
                final BigInteger notional = valuer.notional(
                        definitions.instruments().get(order.instrumentId()), BigInteger.valueOf(order.quantity()));
                count(order.cause().eventNs(), order.accountId(), "instrument " + order.instrumentId(), notional);
            } else if (output instanceof Output.SeizeOrder order) {
                ordered.add(order.accountId());
                final BigInteger value =
                        BigInteger.valueOf(order.seize()).multiply(BigInteger.valueOf(order.collateralPrice()));
                count(
                        order.cause().eventNs(),
                        order.accountId(),
                        "asset " + order.collateralAssetId(),
                        definitions.align(value, order.collateralDecimals() + order.collateralPriceDecimals()));
            }
        }
        engine.throttledBy().forEach(bound -> coverage.hit(Place.valueOf("THROTTLED_BY_" + bound)));
        for (final Unit unit : state.units().values()) {
            final boolean waits = isThrottled(unit) || unit.withheld().equals(Optional.of(WithheldReason.QUEUED));
            if (waits != unit.queued().isPresent()) {
                throw new IllegalStateException("it waits, or is in the queue, and not both: " + unit);
            }
            final boolean isOrdered = ordered.contains(unit.accountId());
            coverage.hitIf(isThrottled(unit) && isOrdered, Place.THROTTLED_IN_PART);
            coverage.hitIf(throttled.contains(unit.accountId()) && isOrdered, Place.THROTTLED_SERVED);
        }
    }

    private boolean isThrottled(final Unit unit) {
        return unit.withheld().equals(Optional.of(WithheldReason.THROTTLED));
    }

    private void count(final long eventNs, final long accountId, final String thing, final BigInteger notional) {
        final BigInteger micros =
                Numbers.ceilDiv(notional, state.definitions().align(BigInteger.ONE, Numbers.RATE_DECIMALS));
        final long second = eventNs / SECOND_NS;
        final long hour = second / 3_600;
        count(Bound.ORDERS_OF_SECOND, "" + second, BigInteger.ONE);
        count(Bound.NOTIONAL_OF_SECOND, "" + second, micros);
        count(Bound.NOTIONAL_OF_HOUR, "" + hour, micros);
        count(Bound.ACCOUNT_OF_HOUR, hour + " account " + accountId, micros);
        count(Bound.INSTRUMENT_OF_SECOND, second + " " + thing, micros);
    }

    private void count(final Bound bound, final String what, final BigInteger amount) {
        final ThrottleTerms terms = state.definitions().profileTerms().throttle();
        if (bound.of(terms) == 0) {
            return;
        }
        final String key = bound + " " + what;
        final BigInteger sum = sums.merge(key, amount, BigInteger::add);
        final int count = counts.merge(key, 1, Integer::sum);
        final int beyond = sum.compareTo(BigInteger.valueOf(bound.of(terms)));
        coverage.hitIf(beyond == 0, Place.THROTTLE_EXACT);
        coverage.hitIf(beyond > 0 && count == 1, Place.THROTTLE_LET_ONE_PASS);
        if (beyond > 0 && count > 1) {
            throw new IllegalStateException(sum + " pass the bound on " + key);
        }
    }
}
