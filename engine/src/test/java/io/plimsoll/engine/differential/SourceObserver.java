package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.GuardedPrice;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.Prices.Accepted;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OperatorActDecoder;
import io.plimsoll.protocol.codec.PriceState;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.SourceDownDecoder;
import io.plimsoll.protocol.codec.WithheldReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.DirectBuffer;

/** Places that sources reach which go down; whatever the formulas say, no order hangs on what such a one said. */
final class SourceObserver implements Observer {
    private static final int MOST_SOURCES = 16;

    private final State state;
    private final Coverage coverage;
    private final SortedSet<Long> orphans = new TreeSet<>();
    private final Map<Long, Set<Integer>> down = new HashMap<>();
    private SortedMap<Integer, GuardedPrice.Tick> ticks = new TreeMap<>();
    private Optional<Accepted> last = Optional.empty();

    SourceObserver(final State state, final Coverage coverage) {
        this.state = state;
        this.coverage = coverage;
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {
        orphans.clear();
        orphans.addAll(state.prices().orphans());
        down.clear();
        state.prices().guarded().forEach((id, known) -> down.put(id, Set.copyOf(known.down())));
        if (Frame.templateId(buffer, offset) == PriceTickDecoder.TEMPLATE_ID) {
            final long priceId = tick(buffer, offset).priceId();
            last = state.prices().lastAccepted(priceId);
            ticks = state.prices()
                    .guarded(priceId)
                    .map(known -> new TreeMap<>(known.ticks()))
                    .orElseGet(TreeMap::new);
        }
    }

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        switch (Frame.templateId(buffer, offset)) {
            case SourceDownDecoder.TEMPLATE_ID -> sourceDown(outputs);
            case PriceTickDecoder.TEMPLATE_ID -> tick(tick(buffer, offset), outputs);
            case OperatorActDecoder.TEMPLATE_ID ->
                coverage.hitIf(!state.prices().orphans().containsAll(orphans), Place.ORPHAN_ENDED_BY_OPERATOR);
            default -> {} // told by what follows
        }
        for (final Output output : outputs) {
            if (output instanceof Output.Withheld told && told.reason() == WithheldReason.PRICE_HALTED) {
                withheld(state.units().get(told.accountId()));
            } else if (output instanceof Output.Order order) {
                ordered(state.units().get(order.accountId()), order.cause().eventNs());
            } else if (output instanceof Output.SeizeOrder order) {
                ordered(state.units().get(order.accountId()), order.cause().eventNs());
            }
        }
    }

    private void sourceDown(final List<Output> outputs) {
        final boolean isOrphaning = !orphans.equals(state.prices().orphans());
        final boolean isOfGuarded = state.prices().guarded().entrySet().stream()
                .anyMatch(entry -> !entry.getValue().down().equals(down.get(entry.getKey())));
        coverage.hitIf(isOrphaning, Place.SOURCE_DOWN_ORPHANS);
        coverage.hitIf(isOfGuarded, Place.SOURCE_DOWN_OF_GUARDED);
        coverage.hitIf(!isOrphaning && !isOfGuarded, Place.SOURCE_DOWN_SILENT);
        for (final Output output : outputs) {
            if (output instanceof Output.PriceStateChange change) {
                coverage.hitIf(change.current() == PriceState.HALTED, Place.SOURCE_DOWN_HALTS);
                coverage.hitIf(change.current() == PriceState.DEGRADED, Place.SOURCE_DOWN_DEGRADES);
            }
        }
    }

    private void tick(final PriceTickDecoder tick, final List<Output> outputs) {
        final long priceId = tick.priceId();
        if (orphans.contains(priceId) && !state.prices().isOrphaned(priceId)) {
            final Accepted before = last.orElseThrow();
            coverage.hit(before.source() == tick.source() ? Place.ORPHAN_ENDED : Place.ORPHAN_ENDED_BY_ANOTHER);
            coverage.hitIf(
                    before.value().longValueExact() == tick.value()
                            && outputs.stream().anyMatch(Output.Order.class::isInstance),
                    Place.ORPHAN_ENDS_IN_ORDER);
        }
        state.prices().guarded(priceId).ifPresent(known -> {
            final Set<Integer> before = down.getOrDefault(priceId, Set.of());
            coverage.hitIf(
                    before.contains(tick.source()) && !known.down().contains(tick.source()), Place.DOWN_HEARD_AGAIN);
            if (ticks.size() == MOST_SOURCES && !ticks.containsKey(tick.source()) && isTaken(known, tick)) {
                final SortedSet<Integer> gone = new TreeSet<>(ticks.keySet());
                gone.removeAll(known.ticks().keySet());
                coverage.hitIf(before.contains(gone.first()), Place.DOWN_MAKES_ROOM);
            }
        });
    }

    private static boolean isTaken(final GuardedPrice known, final PriceTickDecoder tick) {
        return known.ticks().containsKey(tick.source());
    }

    private SortedSet<Long> ids(final Unit unit) {
        return Valuer.of(state).priceIds(unit.legs());
    }

    private void withheld(final Unit unit) {
        final SortedSet<Long> ids = ids(unit);
        coverage.hitIf(
                ids.stream().anyMatch(state.prices()::isOrphaned)
                        && ids.stream()
                                .noneMatch(id -> state.prices().guarded(id).isPresent()),
                Place.WITHHELD_PRICE_ORPHANED);
    }

    private void ordered(final Unit unit, final long nowNs) {
        for (final long id : ids(unit)) {
            if (state.prices().isOrphaned(id)) {
                throw new IllegalStateException("an order by a price whose source is down: " + unit);
            }
            if (state.prices().guarded(id).isPresent() && !state.prices().isManual(id)) {
                final GuardedPrice known = state.prices().guarded(id).get();
                final long maxAgeNs = state.definitions().guards().get(id).maxAgeNs();
                if (known.ticks().entrySet().stream()
                        .noneMatch(entry -> !known.down().contains(entry.getKey())
                                && nowNs - entry.getValue().publishNs() <= maxAgeNs)) {
                    throw new IllegalStateException("an order by a price that no source stands for: " + unit);
                }
            }
        }
    }

    private static PriceTickDecoder tick(final DirectBuffer buffer, final int offset) {
        return new PriceTickDecoder()
                .wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, new MessageHeaderDecoder());
    }
}
