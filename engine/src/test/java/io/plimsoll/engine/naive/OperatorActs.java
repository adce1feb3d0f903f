package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.GuardedPrice.Stand;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.OperatorActDecoder;
import io.plimsoll.protocol.codec.OperatorActKind;
import io.plimsoll.protocol.codec.OrderStatusReason;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The page's section "Acts of an operator": what a record does that an operator had written. */
final class OperatorActs {
    private final State state;
    private final ActFormulas formulas;
    private final SourceFormulas sources;

    OperatorActs(final State state, final Rulebook rules) {
        this.state = state;
        this.formulas = rules.acts();
        this.sources = rules.sources();
    }

    /** What the record is about; what it does not say is empty. */
    private record Subject(
            OptionalLong accountId, OptionalLong instrumentId, OptionalLong priceId, OptionalLong value) {
        static Subject of(final OperatorActDecoder record) {
            return new Subject(
                    said(record.accountId(), OperatorActDecoder.accountIdNullValue()),
                    said(record.instrumentId(), OperatorActDecoder.instrumentIdNullValue()),
                    said(record.priceId(), OperatorActDecoder.priceIdNullValue()),
                    said(record.value(), OperatorActDecoder.valueNullValue()));
        }

        private static OptionalLong said(final long value, final long nullValue) {
            return value == nullValue ? OptionalLong.empty() : OptionalLong.of(value);
        }

        /** Which of the four are said. */
        List<Boolean> said() {
            return List.of(accountId.isPresent(), instrumentId.isPresent(), priceId.isPresent(), value.isPresent());
        }
    }

    void act(final OperatorActDecoder record, final Event event) {
        final Subject subject = Subject.of(record);
        if (!isValid(record.act(), subject)) {
            event.flag(
                    Disposition.REFUSED,
                    FlagReason.OPERATOR_ACT_INVALID,
                    subject.accountId(),
                    subject.instrumentId().isPresent() ? subject.instrumentId() : subject.priceId());
            return;
        }
        switch (record.act()) {
            case HALT_INSTRUMENT, RESUME_INSTRUMENT -> {
                final long instrumentId = subject.instrumentId().getAsLong();
                if (record.act() == OperatorActKind.HALT_INSTRUMENT) {
                    halt(instrumentId, event);
                } else {
                    state.haltedInstruments.remove(instrumentId);
                }
                state.units.values().stream()
                        .filter(unit -> !unit.legs.position(instrumentId).isFlat())
                        .filter(unit -> formulas.isHolderTouched(record.act()))
                        .forEach(unit -> event.touch(unit.accountId()));
            }
            case SET_PRICE -> set(subject.priceId().getAsLong(), subject.value().getAsLong(), event);
            case RELEASE_PRICE -> release(subject.priceId().getAsLong(), event);
            default -> act(record.act(), state.units.get(subject.accountId().getAsLong()), event);
        }
    }

    private boolean isValid(final OperatorActKind act, final Subject subject) {
        return switch (act) {
            case HALT_INSTRUMENT, RESUME_INSTRUMENT ->
                subject.said().equals(List.of(false, true, false, false))
                        && state.definitions
                                .instruments()
                                .containsKey(subject.instrumentId().getAsLong());
            case SET_PRICE ->
                subject.said().equals(List.of(false, false, true, true))
                        && state.definitions
                                .maxPrice(subject.priceId().getAsLong())
                                .filter(most -> formulas.isPrice(
                                        BigInteger.valueOf(subject.value().getAsLong()), most))
                                .isPresent();
            case RELEASE_PRICE ->
                subject.said().equals(List.of(false, false, true, false))
                        && state.definitions
                                .maxPrice(subject.priceId().getAsLong())
                                .isPresent();
            default ->
                subject.said().equals(List.of(true, false, false, false))
                        && state.units.containsKey(subject.accountId().getAsLong());
        };
    }

    private void halt(final long instrumentId, final Event event) {
        state.haltedInstruments.add(instrumentId);
        for (final Unit unit : state.units.values()) {
            List.copyOf(state.orders.values()).stream()
                    .filter(order -> order.accountId() == unit.accountId())
                    .filter(order -> order.instrumentId() == instrumentId)
                    .forEach(order -> OrderStates.cancel(order, OrderStatusReason.OPERATOR, state, event));
        }
    }

    private void act(final OperatorActKind act, final Unit unit, final Event event) {
        switch (act) {
            case HOLD_ACCOUNT -> {
                unit.isHeld = true;
                OrderStates.cancelAll(unit.accountId(), OrderStatusReason.OPERATOR, state, event);
            }
            case RELEASE_ACCOUNT -> unit.isHeld = false;
            case EXCLUDE_ACCOUNT -> {
                unit.isExcluded = true;
                if (formulas.areCancelledWhenExcluded()) {
                    OrderStates.cancelAll(unit.accountId(), OrderStatusReason.OPERATOR, state, event);
                }
            }
            case INCLUDE_ACCOUNT -> unit.isExcluded = false;
            default -> unit.isForced = true;
        }
        if (formulas.endsForce(act)) {
            unit.isForced = false;
        }
        event.touch(unit.accountId());
    }

    private void set(final long priceId, final long value, final Event event) {
        final BigInteger price = BigInteger.valueOf(value);
        final Optional<BigInteger> before = state.prices.of(priceId);
        final boolean wasOrphaned = state.prices.isOrphaned(priceId);
        final Optional<Stand> stood = state.prices.guarded(priceId).map(known -> known.stand);
        state.prices.set(priceId, price, event.cause().eventNs());
        if (stood.isPresent()) {
            tell(priceId, stood.get(), event);
        } else if (!before.equals(Optional.of(price)) || sources.isFeltAgain(wasOrphaned)) {
            state.touchUsers(priceId, event);
        }
    }

    private void release(final long priceId, final Event event) {
        final Optional<Stand> stood = state.prices.guarded(priceId).map(known -> known.stand);
        if (state.prices.isManual(priceId)) {
            state.prices.release(priceId, formulas);
            stood.ifPresent(before -> tell(priceId, before, event));
        }
    }

    // as an aggregation does, though of no source
    private void tell(final long priceId, final Stand before, final Event event) {
        Aggregation.tell(state, event, priceId, before, OptionalInt.empty(), 0, 0);
    }

    /** Whether a unit's projected quantities are all in instruments that are halted, and there is one. */
    static boolean isHalted(final State state, final Unit unit, final Planner planner) {
        final List<Instrument> open = unit.legs.positions().keySet().stream()
                .map(id -> state.definitions.instruments().get(id))
                .filter(instrument -> planner.projected(unit, instrument).signum() != 0)
                .toList();
        return !open.isEmpty() && open.stream().allMatch(each -> state.haltedInstruments.contains(each.id()));
    }
}
