package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.ReadyDecoder;
import io.plimsoll.protocol.codec.SourceHeartbeatDecoder;
import io.plimsoll.protocol.codec.SourceResyncDecoder;
import io.plimsoll.protocol.codec.WithheldReason;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.agrona.DirectBuffer;

/** Places where account sources are silent, heard, or interrupted; whatever the formulas say, nobody gets an order whose source is too long silent or has more to say again. */
final class HearingObserver implements Observer {
    private final NaiveMarginEngine engine;
    private final State state;
    private final Coverage coverage;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Set<Long> stale = new HashSet<>();
    private final Set<Integer> resyncing = new HashSet<>();
    private Optional<Long> lastBefore = Optional.empty();

    HearingObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        this.engine = engine;
        this.coverage = coverage;
        state = engine.state();
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {
        stale.clear();
        resyncing.clear();
        resyncing.addAll(state.sources().resyncing());
        state.units().values().stream()
                .filter(unit -> unit.withheld().equals(Optional.of(WithheldReason.ACCOUNTS_STALE)))
                .forEach(unit -> stale.add(unit.accountId()));
        if (Frame.templateId(buffer, offset) == SourceHeartbeatDecoder.TEMPLATE_ID) {
            lastBefore = state.sources().last(heartbeat(buffer, offset).source());
        }
    }

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        if (Frame.templateId(buffer, offset) == SourceHeartbeatDecoder.TEMPLATE_ID) {
            final long sequence = heartbeat(buffer, offset).sequence();
            coverage.hit(
                    lastBefore.isEmpty()
                            ? Place.HEARTBEAT_FIRST
                            : sequence < lastBefore.get()
                                    ? Place.HEARTBEAT_DROPPED
                                    : sequence > lastBefore.get() ? Place.HEARTBEAT_GAP : Place.HEARTBEAT);
            coverage.hitIf(stale.stream().anyMatch(id -> engine.touched().contains(id)), Place.HEARTBEAT_TOUCHES);
        }
        final int template = Frame.templateId(buffer, offset);
        if (template == SourceResyncDecoder.TEMPLATE_ID) {
            coverage.hitIf(stale.stream().anyMatch(id -> engine.touched().contains(id)), Place.RESYNC_TOUCHES);
            coverage.hitIf(
                    outputs.stream()
                            .anyMatch(output -> output instanceof Output.Order || output instanceof Output.SeizeOrder),
                    Place.RESYNC_ENDS_IN_ORDER);
        }
        coverage.hitIf(template == ReadyDecoder.TEMPLATE_ID && !resyncing.isEmpty(), Place.RESYNC_FORGOTTEN);
        for (final Output output : outputs) {
            if (output instanceof Output.Withheld told && told.reason() == WithheldReason.ACCOUNTS_STALE) {
                coverage.hitIf(isResyncing(state.units().get(told.accountId())), Place.RESYNC_WITHHOLDS);
            }
            if (output instanceof Output.Order order) {
                ordered(state.units().get(order.accountId()), order.cause().eventNs());
            } else if (output instanceof Output.SeizeOrder order) {
                ordered(state.units().get(order.accountId()), order.cause().eventNs());
            }
        }
    }

    private void ordered(final Unit unit, final long nowNs) {
        if (isResyncing(unit)) {
            throw new IllegalStateException("an order for who may have missed something: " + unit);
        }
        coverage.hitIf(stale.contains(unit.accountId()), Place.STALE_ENDS_IN_ORDER);
        final OptionalLong most = state.sources().maxFactAgeNs();
        if (most.isPresent() && unit.source().isPresent()) {
            final OptionalLong heardNs = state.sources().heardNs(unit.source().getAsInt());
            if (heardNs.isEmpty() || nowNs - heardNs.getAsLong() > most.getAsLong()) {
                throw new IllegalStateException("an order for who was not heard of: " + unit);
            }
            coverage.hitIf(nowNs - heardNs.getAsLong() == most.getAsLong(), Place.ORDER_JUST_NOT_STALE);
        }
    }

    private boolean isResyncing(final Unit unit) {
        return unit.source().isPresent()
                && state.sources().resyncing().contains(unit.source().getAsInt());
    }

    private SourceHeartbeatDecoder heartbeat(final DirectBuffer buffer, final int offset) {
        return new SourceHeartbeatDecoder().wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, header);
    }
}
