package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.OperatorActDecoder;
import io.plimsoll.protocol.codec.OrderReason;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldReason;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * Places that an operator's acts lead to; whatever the formulas say, nobody who is held or excluded gets an order, and nothing is ordered
 * in what is halted.
 */
final class ActObserver implements Observer {
    private static final Set<WithheldReason> BY_OPERATOR =
            EnumSet.of(WithheldReason.ACCOUNT_HELD, WithheldReason.ACCOUNT_EXCLUDED, WithheldReason.INSTRUMENT_HALTED);

    private final NaiveMarginEngine engine;
    private final State state;
    private final Coverage coverage;
    private final Map<Long, WithheldReason> withheld = new HashMap<>();
    private final Set<Long> forced = new HashSet<>();

    ActObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        this.engine = engine;
        this.coverage = coverage;
        state = engine.state();
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {
        withheld.clear();
        forced.clear();
        for (final Unit unit : state.units().values()) {
            unit.withheld().ifPresent(reason -> withheld.put(unit.accountId(), reason));
            if (unit.isForced()) {
                forced.add(unit.accountId());
            }
        }
    }

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        final boolean isAct = Frame.templateId(buffer, offset) == OperatorActDecoder.TEMPLATE_ID;
        for (final Output output : outputs) {
            if (output instanceof Output.Order order) {
                require(!state.haltedInstruments().contains(order.instrumentId()), "an order in what is halted", order);
                ordered(order, order.accountId(), order.reason());
            } else if (output instanceof Output.SeizeOrder order) {
                coverage.hitIf(order.reason() == OrderReason.OPERATOR, Place.SEIZE_OPERATOR);
                ordered(order, order.accountId(), order.reason());
            } else if (output instanceof Output.PriceStateChange) {
                coverage.hitIf(isAct, Place.MANUAL_PRICE_OF_A_GUARDED_ID);
            }
        }
        forced.stream()
                .map(accountId -> state.units().get(accountId))
                .filter(unit -> !unit.isForced() && !isAct)
                .forEach(unused -> coverage.hit(Place.FORCE_DONE));
        coverage.hitIf(isAct && outputs.isEmpty() && !engine.touched().isEmpty(), Place.ACT_SILENT);
    }

    private void ordered(final Output order, final long accountId, final OrderReason reason) {
        final Unit unit = state.units().get(accountId);
        require(!unit.isHeld() && !unit.isExcluded(), "an order for who is held or excluded", order);
        require(unit.isForced() == (reason == OrderReason.OPERATOR), "forced, or not", order);
        coverage.hitIf(
                unit.isForced() && (unit.verdict() == Verdict.HEALTHY || unit.verdict() == Verdict.WARNING),
                Place.FORCED_THOUGH_NOT_BELOW);
        coverage.hitIf(
                Optional.ofNullable(withheld.get(accountId))
                        .filter(BY_OPERATOR::contains)
                        .isPresent(),
                Place.ACT_ENDS_IN_ORDER);
        coverage.hitIf(
                unit.legs().positions().keySet().stream()
                        .anyMatch(id -> state.haltedInstruments().contains(id)),
                Place.ORDER_BESIDE_WHAT_IS_HALTED);
        coverage.hitIf(
                unit.legs().positions().keySet().stream()
                        .map(id -> state.definitions().instruments().get(id))
                        .anyMatch(instrument -> state.prices().isManual(instrument.priceId())),
                Place.ORDER_AT_MANUAL_PRICE);
    }

    private static void require(final boolean holds, final String otherwise, final Output order) {
        if (!holds) {
            throw new IllegalStateException(otherwise + ": " + order);
        }
    }
}
