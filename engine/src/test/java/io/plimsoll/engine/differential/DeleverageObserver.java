package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.InFlight;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.State;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.LiquidationFillDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** Places that counterparties of bankrupt units' orders reach; holds that nobody is given more than the order or its position has. */
final class DeleverageObserver implements Observer {
    private final State state;
    private final Coverage coverage;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private SortedMap<OrderId, SortedMap<Long, BigInteger>> before = new TreeMap<>(InFlight.BY_ID);

    DeleverageObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        this.coverage = coverage;
        state = engine.state();
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {
        before = new TreeMap<>(InFlight.BY_ID);
        state.assignments().all().forEach((order, assigned) -> before.put(order, new TreeMap<>(assigned)));
    }

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        Optional<Output.Deleverage> last = Optional.empty();
        for (final Output output : outputs) {
            if (output instanceof Output.Deleverage told) {
                deleveraged(told, last);
                last = Optional.of(told);
            }
        }
        if (Frame.templateId(buffer, offset) == LiquidationFillDecoder.TEMPLATE_ID) {
            filled(
                    new LiquidationFillDecoder().wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, header),
                    outputs);
        }
    }

    private void deleveraged(final Output.Deleverage told, final Optional<Output.Deleverage> last) {
        coverage.hit(
                told.score().signum() == 0
                        ? Place.DELEVERAGED_WITHOUT_PROFIT
                        : Place.valueOf("DELEVERAGED_"
                                + state.definitions().profileTerms().waterfall().deleverage()));
        coverage.hitIf(told.rank() > 1, Place.DELEVERAGED_SEVERAL);
        coverage.hitIf(
                last.filter(other -> other.orderId().equals(told.orderId()))
                        .filter(other -> other.score().signum() > 0)
                        .filter(other -> other.score().equals(told.score()))
                        .isPresent(),
                Place.DELEVERAGED_TIES);
        final BigInteger held = state.units()
                .get(told.counterpartyId())
                .legs()
                .position(told.instrumentId())
                .quantity()
                .abs();
        final BigInteger ofAll = assigned(told.counterpartyId(), told.instrumentId());
        coverage.hitIf(ofAll.compareTo(BigInteger.valueOf(told.quantity())) > 0, Place.DELEVERAGED_BESIDE_OTHER_ORDERS);
        coverage.hitIf(before.containsKey(told.orderId()), Place.DELEVERAGED_AGAIN);
        final BigInteger ofOrder = state.assignments().all().get(told.orderId()).values().stream()
                .reduce(BigInteger.ZERO, BigInteger::add);
        if (ofAll.compareTo(held) > 0
                || ofOrder.compareTo(state.orders().get(told.orderId()).remaining()) > 0) {
            throw new IllegalStateException("more is assigned than there is: " + told);
        }
    }

    private BigInteger assigned(final long counterpartyId, final long instrumentId) {
        return state.assignments().all().entrySet().stream()
                .filter(order -> state.orders().get(order.getKey()).instrumentId() == instrumentId)
                .map(order -> order.getValue().getOrDefault(counterpartyId, BigInteger.ZERO))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private void filled(final LiquidationFillDecoder fill, final List<Output> outputs) {
        final OrderId id = new OrderId(fill.orderEpoch(), fill.orderSequence(), fill.orderOrdinal());
        final BigInteger was = assigned(before, id, fill.counterpartyId());
        final BigInteger now = assigned(state.assignments().all(), id, fill.counterpartyId());
        if (was.compareTo(now) > 0) {
            coverage.hit(now.signum() == 0 ? Place.DELEVERAGED_FILLED : Place.DELEVERAGED_FILLED_IN_PART);
            coverage.hitIf(
                    outputs.stream()
                            .anyMatch(output -> output instanceof Output.InputFlagged flag
                                    && flag.reason() == FlagReason.FILL_BEYOND_POSITION
                                    && flag.accountId().orElseThrow() == fill.counterpartyId()),
                    Place.DELEVERAGED_COUNTERPARTY_GONE);
        }
    }

    private static BigInteger assigned(
            final SortedMap<OrderId, SortedMap<Long, BigInteger>> all, final OrderId order, final long counterpartyId) {
        return all.getOrDefault(order, new TreeMap<>()).getOrDefault(counterpartyId, BigInteger.ZERO);
    }
}
