package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.BalanceSnapshotDecoder;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.PositionSnapshotDecoder;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The page's paragraph "BalanceSnapshot / PositionSnapshot". */
final class Snapshots {
    private final State state;
    private final Ledger ledger;
    private final FactFormulas formulas;

    Snapshots(final State state, final Ledger ledger, final FactFormulas formulas) {
        this.state = state;
        this.ledger = ledger;
        this.formulas = formulas;
    }

    void balance(final BalanceSnapshotDecoder record, final Event event) {
        ledger.account(record.accountId(), event)
                .filter(unit -> belongs(unit, record.first() == BooleanType.T, event))
                .ifPresent(unit -> {
                    stageBalance(unit, record.assetId(), BigInteger.valueOf(record.amount()), event);
                    completeIf(record.last() == BooleanType.T, unit, event);
                });
    }

    void position(final PositionSnapshotDecoder record, final Event event) {
        ledger.account(record.accountId(), event)
                .filter(unit -> belongs(unit, record.first() == BooleanType.T, event))
                .ifPresent(unit -> {
                    final Position position = new Position(
                            BigInteger.valueOf(record.quantity()),
                            Decimals.toBigInteger(
                                    record.cost().high(), record.cost().low()),
                            BigInteger.ZERO); // known at `last`
                    stagePosition(unit, record.instrumentId(), position, event);
                    completeIf(record.last() == BooleanType.T, unit, event);
                });
    }

    /** Whether the record may be staged: it is the first of its snapshot, or the account's snapshot is staged. */
    private boolean belongs(final Unit unit, final boolean isFirst, final Event event) {
        if (isFirst) {
            state.staging.ifPresent(dropped -> incomplete(state.units.get(dropped.accountId()), event));
            state.staging = Optional.of(
                    new SnapshotStaging(unit.accountId(), event.cause().sequence()));
            return true;
        }
        if (state.staging.isEmpty() || state.staging.get().accountId() != unit.accountId()) {
            incomplete(unit, event);
            return false;
        }
        return true;
    }

    private void incomplete(final Unit sufferer, final Event event) {
        ledger.refuse(sufferer, FlagReason.SNAPSHOT_INCOMPLETE, OptionalLong.empty(), event);
    }

    private void stageBalance(final Unit unit, final long assetId, final BigInteger amount, final Event event) {
        final Asset asset = state.definitions.assets().get(assetId);
        if (asset == null) {
            spoil(unit, FlagReason.UNKNOWN_ASSET, assetId, event);
        } else if (formulas.isBeyond(amount, asset.maxBalance())) {
            spoil(unit, FlagReason.OVER_LIMIT, assetId, event);
        } else if (formulas.replacesStaged(amount)) {
            stage(unit, state.staging.orElseThrow().legs().withBalance(assetId, amount), assetId, event);
        }
    }

    private void stagePosition(final Unit unit, final long instrumentId, final Position position, final Event event) {
        final Instrument instrument = state.definitions.instruments().get(instrumentId);
        if (instrument == null) {
            spoil(unit, FlagReason.UNKNOWN_INSTRUMENT, instrumentId, event);
        } else if (formulas.isBeyond(position.quantity(), instrument.maxQuantity())
                || formulas.isBeyond(position.cost(), instrument.maxCost())) {
            spoil(unit, FlagReason.OVER_LIMIT, instrumentId, event);
        } else if (formulas.replacesStaged(position.quantity())) {
            stage(unit, state.staging.orElseThrow().legs().withPosition(instrumentId, position), instrumentId, event);
        }
    }

    private void stage(final Unit unit, final Legs legs, final long subjectId, final Event event) {
        if (formulas.isTooManyLegs(legs.count())) {
            spoil(unit, FlagReason.OVER_CAPACITY, subjectId, event);
        } else {
            state.staging.orElseThrow().stage(legs);
        }
    }

    private void spoil(final Unit unit, final FlagReason reason, final long subjectId, final Event event) {
        ledger.refuse(unit, reason, OptionalLong.of(subjectId), event);
        state.staging.orElseThrow().spoil();
    }

    private void completeIf(final boolean isLast, final Unit unit, final Event event) {
        if (!isLast) {
            return;
        }
        final SnapshotStaging snapshot = state.staging.orElseThrow();
        state.staging = Optional.empty();
        final boolean hasLost = state.sources.hasLostSince(unit, snapshot.firstSequence());
        if (snapshot.isSpoiled()) {
            unit.suspectFlag = true;
            return;
        }
        final Reconciliation reconciliation = new Reconciliation(state, formulas);
        final List<Output> differences = reconciliation.differences(unit, snapshot.settledAt(state), event);
        if (ledger.apply(unit, snapshot.settledAt(state), OptionalLong.empty(), event)) {
            differences.forEach(event::emit);
            unit.suspectFlag = hasLost;
            unit.snapshotSequence = formulas.snapshotSequence(
                    snapshot.firstSequence(), event.cause().sequence());
        }
    }
}
