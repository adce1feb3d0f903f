package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Cause;
import io.plimsoll.engine.naive.FavourableBound;
import io.plimsoll.engine.naive.GuardedPrice;
import io.plimsoll.engine.naive.GuardedPrice.Dwell;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.DefinitionsCommitDecoder;
import io.plimsoll.protocol.codec.DegradedAction;
import io.plimsoll.protocol.codec.GuardDefinitionDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PriceState;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.TimerDecoder;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldReason;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.agrona.DirectBuffer;

/** Places that guarded prices reach, and what becomes of the units that hang on them. */
final class GuardObserver implements Observer {
    private static final int MOST_SOURCES = 64;

    private final NaiveMarginEngine engine;
    private final State state;
    private final Coverage coverage;
    private final Map<Long, GuardedPrice.Stand> stands = new HashMap<>();
    private final Map<Long, Integer> agreeing = new HashMap<>();
    private final Map<Long, WithheldReason> withheld = new HashMap<>();
    private boolean isGroupOpen;
    private boolean isGuardStaged;
    private Optional<Long> lastPublishNs = Optional.empty();

    GuardObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        this.engine = engine;
        this.coverage = coverage;
        state = engine.state();
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {
        stands.clear();
        agreeing.clear();
        withheld.clear();
        state.prices().guarded().forEach((id, known) -> {
            stands.put(id, known.stand());
            agreeing.put(id, known.agreeing());
        });
        state.units()
                .values()
                .forEach(unit -> unit.withheld().ifPresent(reason -> withheld.put(unit.accountId(), reason)));
        isGroupOpen = !state.groups().open().isEmpty();
        if (Frame.templateId(buffer, offset) == PriceTickDecoder.TEMPLATE_ID) {
            lastPublishNs =
                    state.prices().lastAccepted(tick(buffer, offset).priceId()).map(accepted -> accepted.publishNs());
        }
    }

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        final int templateId = Frame.templateId(buffer, offset);
        switch (templateId) {
            case GuardDefinitionDecoder.TEMPLATE_ID -> isGuardStaged = true;
            case DefinitionsCommitDecoder.TEMPLATE_ID -> commit(outputs);
            case PriceTickDecoder.TEMPLATE_ID -> tick(tick(buffer, offset));
            case TimerDecoder.TEMPLATE_ID -> timer(Frame.eventNs(buffer, offset));
            default -> {} // told by what follows
        }
        for (final Output output : outputs) {
            if (output instanceof Output.PriceStateChange change) {
                change(change);
            } else if (output instanceof Output.Withheld told) {
                withheld(told);
            } else if (output instanceof Output.Order order && order.id().ordinal() == 0) {
                order(order);
            }
        }
        for (final long accountId : engine.touched()) {
            final Unit unit = state.units().get(accountId);
            if (unit.withheld().equals(Optional.of(WithheldReason.PRICE_DEGRADED))
                    || unit.withheld().equals(Optional.of(WithheldReason.PRICE_DWELL))) {
                exact(unit);
            }
        }
        withheld.forEach((accountId, reason) -> released(state.units().get(accountId), reason, outputs));
    }

    private void commit(final List<Output> outputs) {
        if (isGuardStaged) {
            coverage.hit(
                    outputs.stream().anyMatch(Output.InputFlagged.class::isInstance)
                            ? Place.GUARD_REFUSED
                            : Place.GUARD_REDEFINED);
        }
        isGuardStaged = false;
    }

    private void tick(final PriceTickDecoder tick) {
        final boolean isOpen = !state.groups().open().isEmpty();
        coverage.hitIf(!isGroupOpen && isOpen, Place.GROUP_OPENS);
        coverage.hitIf(isGroupOpen && !isOpen, Place.GROUP_CLOSES);
        final Optional<GuardedPrice> guarded = state.prices().guarded(tick.priceId());
        coverage.hitIf(
                guarded.isPresent()
                        && tick.endOfGroup() == BooleanType.F
                        && !state.groups().sources().contains(tick.source())
                        && state.groups().sources().size() == MOST_SOURCES,
                Place.GROUP_OF_A_SOURCE_TOO_MANY);
        guarded.ifPresent(known -> {
            final Optional<GuardedPrice.Tick> last = Optional.ofNullable(
                            known.ticks().get(tick.source()))
                    .filter(accepted -> accepted.sequence() == tick.sourceSequence());
            coverage.hitIf(
                    last.isPresent() && lastPublishNs.isPresent() && tick.publishNs() < lastPublishNs.get(),
                    Place.GUARD_ACCEPTS_OLDER_THAN_OTHERS);
            coverage.hitIf(known.agreeing() > agreeing.getOrDefault(tick.priceId(), 0), Place.GUARD_NOT_YET_AGREED);
        });
    }

    private void timer(final long nowNs) {
        coverage.hitIf(isGroupOpen, Place.GROUP_CLOSES_BY_TIMER);
        state.prices().guarded().forEach((id, known) -> {
            final long maxAgeNs = state.definitions().guards().get(id).maxAgeNs();
            coverage.hitIf(
                    known.stand().state() == PriceState.HALTED
                            && known.ticks().values().stream().anyMatch(tick -> nowNs - tick.publishNs() <= maxAgeNs),
                    Place.GUARD_STAYS_HALTED_AT_TIMER);
        });
    }

    private void change(final Output.PriceStateChange change) {
        if (change.previous() != change.current()) {
            coverage.hit(Place.valueOf("GUARD_" + change.previous() + "_TO_" + change.current()));
            coverage.hitIf(change.source().isEmpty(), Place.GUARD_CHANGES_AT_TIMER);
        }
        if (change.current() == PriceState.HALTED && change.previous() != PriceState.HALTED) {
            coverage.hit(change.kept() == 0 ? Place.GUARD_HALTED_BY_SILENCE : Place.GUARD_HALTED_BY_PROPORTION);
        }
        final Optional<Dwell> before = stands.get(change.priceId()).dwell();
        final Optional<Dwell> now =
                state.prices().guarded(change.priceId()).orElseThrow().stand().dwell();
        coverage.hitIf(before.isEmpty() && now.isPresent(), Place.DWELL_OPENS);
        if (before.isPresent() && now.isEmpty()) {
            coverage.hit(isOver(before.get(), change.cause()) ? Place.DWELL_RUNS_OUT : Place.DWELL_RETURNS);
        }
        coverage.hitIf(before.isPresent() && now.isPresent() && !before.equals(now), Place.DWELL_AGAIN_AT_ONCE);
    }

    private static boolean isOver(final Dwell dwell, final Cause cause) {
        return cause.eventNs() >= dwell.untilNs();
    }

    private SortedSet<Long> ids(final Unit unit) {
        return Valuer.of(state).priceIds(unit.legs());
    }

    private boolean isHalted(final long priceId) {
        return state.prices().stateOf(priceId) == PriceState.HALTED;
    }

    private boolean isDegraded(final long priceId, final DegradedAction action) {
        return state.prices().stateOf(priceId) == PriceState.DEGRADED
                && state.definitions().guards().get(priceId).degraded() == action;
    }

    private boolean isInDoubt(final SortedSet<Long> ids) {
        return ids.stream()
                .anyMatch(id -> !state.prices().low(id).equals(state.prices().high(id)));
    }

    private void withheld(final Output.Withheld told) {
        final Unit unit = state.units().get(told.accountId());
        final SortedSet<Long> ids = ids(unit);
        switch (told.reason()) {
            case PRICE_HALTED -> coverage.hitIf(ids.stream().noneMatch(this::isHalted), Place.WITHHELD_PRICE_STALE);
            case PRICE_DEGRADED -> {
                final boolean isNever = ids.stream().anyMatch(id -> isDegraded(id, DegradedAction.NEVER));
                coverage.hit(isNever ? Place.WITHHELD_PRICE_DEGRADED_NEVER : Place.WITHHELD_PRICE_DEGRADED_AT_BOUND);
            }
            case OUT_OF_GROUP -> {
                ids.retainAll(state.definitions().guards().keySet());
                coverage.hitIf(ids.size() > 1, Place.WITHHELD_BETWEEN_TWO_LEGS);
            }
            default -> {} // no price is in doubt
        }
    }

    private void exact(final Unit unit) {
        coverage.hitIf(
                Valuer.of(state).isPriced(unit.legs())
                        && FavourableBound.of(state).slack(unit).signum() == 0,
                Place.BOUND_EXACT);
    }

    private void order(final Output.Order order) {
        final Unit unit = state.units().get(order.accountId());
        final SortedSet<Long> ids = ids(unit);
        coverage.hitIf(ids.stream().anyMatch(id -> isDegraded(id, DegradedAction.AS_VALID)), Place.ORDER_AS_VALID);
        if (!isInDoubt(ids)) {
            return;
        }
        coverage.hitIf(ids.stream().anyMatch(id -> isDegraded(id, DegradedAction.AT_BOUND)), Place.ORDER_AT_BOUND);
        coverage.hitIf(
                ids.stream()
                        .anyMatch(id -> state.prices()
                                .guarded(id)
                                .filter(known -> known.stand().dwell().isPresent())
                                .isPresent()),
                Place.ORDER_WHILE_DWELLING);
        final BigInteger slack = FavourableBound.of(state).slack(unit.legs());
        coverage.hitIf(slack.equals(BigInteger.ONE.negate()), Place.BOUND_ONE_BELOW);
    }

    private void released(final Unit unit, final WithheldReason before, final List<Output> outputs) {
        final boolean isOrdered = outputs.stream()
                .anyMatch(output -> output instanceof Output.Order order && order.accountId() == unit.accountId());
        final boolean isSpared = unit.verdict() == Verdict.HEALTHY || unit.verdict() == Verdict.WARNING;
        switch (before) {
            case PRICE_DWELL -> {
                coverage.hitIf(isOrdered, Place.DWELL_ENDS_IN_ORDER);
                coverage.hitIf(isSpared, Place.DWELL_SPARES);
            }
            case PRICE_DEGRADED -> coverage.hitIf(isOrdered, Place.DEGRADED_ENDS_IN_ORDER);
            case PRICE_HALTED -> coverage.hitIf(isOrdered, Place.HALTED_PRICE_ENDS_IN_ORDER);
            case OUT_OF_GROUP -> {
                coverage.hitIf(isOrdered, Place.GROUP_ENDS_IN_ORDER);
                coverage.hitIf(isSpared, Place.GROUP_SPARES);
            }
            default -> {} // no price was in doubt
        }
    }

    private static PriceTickDecoder tick(final DirectBuffer buffer, final int offset) {
        return new PriceTickDecoder()
                .wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, new MessageHeaderDecoder());
    }
}
