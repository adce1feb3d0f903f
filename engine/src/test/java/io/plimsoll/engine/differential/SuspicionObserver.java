package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.BalanceSnapshotDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PositionSnapshotDecoder;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** Places where suspicion begins, stays or ends, and those of snapshots. */
final class SuspicionObserver implements Observer {
    /** What a unit was before the record; {@code isByGapAlone}: suspect, but not by its own flag. */
    private record Before(boolean isSuspect, boolean isByGapAlone) {}

    private final NaiveMarginEngine engine;
    private final State state;
    private final Coverage coverage;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SortedMap<Long, Before> before = new TreeMap<>();
    private boolean isSnapshot;

    SuspicionObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        this.engine = engine;
        this.coverage = coverage;
        state = engine.state();
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {
        before.clear();
        for (final Unit unit : state.units().values()) {
            final boolean isSuspect = state.sources().isSuspect(unit);
            before.put(unit.accountId(), new Before(isSuspect, isSuspect && !unit.suspectFlag()));
        }
        final int templateId = Frame.templateId(buffer, offset);
        final int at = offset + Frame.HEADER_LENGTH;
        isSnapshot =
                templateId == BalanceSnapshotDecoder.TEMPLATE_ID || templateId == PositionSnapshotDecoder.TEMPLATE_ID;
        if (templateId == BalanceSnapshotDecoder.TEMPLATE_ID) {
            balance(new BalanceSnapshotDecoder().wrapAndApplyHeader(buffer, at, header));
        } else if (templateId == PositionSnapshotDecoder.TEMPLATE_ID) {
            position(new PositionSnapshotDecoder().wrapAndApplyHeader(buffer, at, header));
        }
    }

    private void balance(final BalanceSnapshotDecoder record) {
        coverage.hitIf(
                record.amount() == 0
                        && isStaged(record.accountId())
                        && state.stagedLegs().orElseThrow().balances().containsKey(record.assetId()),
                Place.SNAPSHOT_TAKES_BACK);
    }

    private void position(final PositionSnapshotDecoder record) {
        coverage.hitIf(
                record.quantity() == 0
                        && isStaged(record.accountId())
                        && state.stagedLegs().orElseThrow().positions().containsKey(record.instrumentId()),
                Place.SNAPSHOT_TAKES_BACK);
    }

    private boolean isStaged(final long accountId) {
        return state.stagedAccount().filter(staged -> staged == accountId).isPresent();
    }

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        for (final long accountId : engine.touched()) {
            final Before was = before.getOrDefault(accountId, new Before(false, false));
            final Unit unit = state.units().get(accountId);
            final boolean isSuspect = state.sources().isSuspect(unit);
            if (isSnapshot) {
                final boolean isComplete = unit.version() == Frame.sequence(buffer, offset);
                coverage.hitIf(was.isSuspect() && !isSuspect, Place.SNAPSHOT_RECOVERS);
                coverage.hitIf(isComplete && isSuspect, Place.SNAPSHOT_FORGIVES_NO_GAP_INSIDE);
            } else {
                coverage.hitIf(
                        was.isByGapAlone() && unit.suspectFlag() && outputs.isEmpty(), Place.SUSPICION_OUTLIVES_SOURCE);
            }
        }
    }
}
