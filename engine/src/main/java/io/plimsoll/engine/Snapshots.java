package io.plimsoll.engine;

import io.plimsoll.protocol.codec.BalanceSnapshotDecoder;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.PositionSnapshotDecoder;

/**
 * Stages the records of one authoritative account snapshot, from {@code first} to {@code last}, and replaces the account's
 * legs at once. It is what clears SUSPECT (docs/internals/linear-rules.md, Facts). Engine thread.
 */
final class Snapshots {
    private static final int NOTHING = -1;

    private final Cause cause;
    private final Catalog catalog;
    private final Units units;
    private final LegBook legBook;
    private final Ledger ledger;
    private final Sources sources;
    private final AccountFacts facts;
    private final Reconciliation reconciliation;

    private int stagedUnit = NOTHING;
    private long firstSequence;
    private boolean isSpoilt;
    private int size;
    private final Factor[] factor = new Factor[EngineCapacity.MAX_LEGS_PER_UNIT];
    private final long[] held = new long[EngineCapacity.MAX_LEGS_PER_UNIT];
    private final Int128[] cost = new Int128[EngineCapacity.MAX_LEGS_PER_UNIT];
    private final Int128 recordCost = new Int128();

    Snapshots(
            final Cause cause,
            final EngineState state,
            final LegBook legBook,
            final Ledger ledger,
            final AccountFacts facts,
            final Outputs outputs) {
        this.cause = cause;
        this.catalog = state.catalog;
        this.units = state.units;
        this.sources = state.sources;
        this.legBook = legBook;
        this.ledger = ledger;
        this.facts = facts;
        reconciliation = new Reconciliation(state, outputs);
        for (int i = 0; i < cost.length; i++) {
            cost[i] = new Int128();
        }
    }

    void onBalance(final BalanceSnapshotDecoder fact, final FiredUnits touched) {
        recordCost.set(0);
        final Factor asset = catalog.asset((int) fact.assetId());
        final int unit = enter(fact.accountId(), fact.source(), fact.first() == BooleanType.T, touched);
        if (unit == Units.UNKNOWN) {
            return;
        }
        if (asset == null) {
            spoil(unit, FlagReason.UNKNOWN_ASSET, fact.source(), fact.assetId(), touched);
        } else {
            stage(unit, asset, fact.amount(), fact.source(), fact.assetId(), touched);
        }
        if (fact.last() == BooleanType.T) {
            complete(unit, fact.source(), touched);
        }
    }

    void onPosition(final PositionSnapshotDecoder fact, final FiredUnits touched) {
        recordCost.set(fact.cost().high(), fact.cost().low());
        final Factor instrument = catalog.instrument((int) fact.instrumentId());
        final int unit = enter(fact.accountId(), fact.source(), fact.first() == BooleanType.T, touched);
        if (unit == Units.UNKNOWN) {
            return;
        }
        if (instrument == null) {
            spoil(unit, FlagReason.UNKNOWN_INSTRUMENT, fact.source(), fact.instrumentId(), touched);
        } else {
            stage(unit, instrument, fact.quantity(), fact.source(), fact.instrumentId(), touched);
        }
        if (fact.last() == BooleanType.T) {
            complete(unit, fact.source(), touched);
        }
    }

    // The unit whose staging area this record belongs to, or UNKNOWN when it has no place.
    private int enter(final long accountId, final int source, final boolean isFirst, final FiredUnits touched) {
        final int unit = facts.findOrCreate(accountId, source);
        if (unit != Units.UNKNOWN) {
            touched.add(unit);
        }
        if (isFirst) {
            if (stagedUnit != NOTHING) {
                dropStaged(source);
            }
            if (unit != Units.UNKNOWN) {
                stagedUnit = unit;
                firstSequence = cause.sequence();
                isSpoilt = false;
                size = 0;
            }
            return unit;
        }
        if (unit != Units.UNKNOWN && unit != stagedUnit) {
            facts.refuse(unit, FlagReason.SNAPSHOT_INCOMPLETE, source, Outputs.NO_SUBJECT, touched);
            return Units.UNKNOWN;
        }
        return unit;
    }

    private void dropStaged(final int source) {
        facts.markSuspect(stagedUnit);
        facts.flag(
                Disposition.REFUSED,
                FlagReason.SNAPSHOT_INCOMPLETE,
                source,
                units.accountId(stagedUnit),
                Outputs.NO_SUBJECT);
        stagedUnit = NOTHING;
    }

    private void stage(
            final int unit,
            final Factor legFactor,
            final long amount,
            final int source,
            final long subjectId,
            final FiredUnits touched) {
        final boolean isBeyond = amount > legFactor.maxUnits || amount < -legFactor.maxUnits;
        if (isBeyond || (legFactor.isInstrument && ledger.isCostBeyondLimit(legFactor, recordCost))) {
            spoil(unit, FlagReason.OVER_LIMIT, source, subjectId, touched);
            return;
        }
        int at = 0;
        while (at < size && factor[at] != legFactor) {
            at++;
        }
        if (amount == 0) {
            unstage(at);
            return;
        }
        if (at == factor.length) {
            spoil(unit, FlagReason.OVER_CAPACITY, source, subjectId, touched);
            return;
        }
        factor[at] = legFactor;
        held[at] = amount;
        cost[at].set(recordCost);
        size = Math.max(size, at + 1);
    }

    // Nothing of it is held: what was staged of it before no longer counts.
    private void unstage(final int at) {
        if (at < size) {
            size--;
            final Int128 spare = cost[at];
            factor[at] = factor[size];
            held[at] = held[size];
            cost[at] = cost[size];
            cost[size] = spare;
        }
    }

    private void spoil(
            final int unit, final FlagReason reason, final int source, final long subjectId, final FiredUnits touched) {
        isSpoilt = true;
        facts.refuse(unit, reason, source, subjectId, touched);
    }

    private void complete(final int unit, final int source, final FiredUnits touched) {
        stagedUnit = NOTHING;
        if (isSpoilt) {
            return;
        }
        if (!ledger.hasTotalRoom(size - units.legCount(unit))) {
            facts.refuse(unit, FlagReason.OVER_CAPACITY, source, Outputs.NO_SUBJECT, touched);
            facts.halt(Control.HALTED_BY_LEGS);
            return;
        }
        if (reconciliation.isDue(unit)) {
            sortStaged();
            reconciliation.tell(unit, source, size, factor, held, cost);
        }
        legBook.clear(unit);
        for (int i = 0; i < size; i++) {
            if (factor[i].isInstrument) {
                legBook.setPosition(unit, factor[i], held[i], cost[i], factor[i].fundingIndex);
            } else {
                legBook.setBalance(unit, factor[i], held[i]);
            }
        }
        final boolean hasLost = firstSequence < sources.gapSequence(units.source(unit));
        facts.applied(unit, source, touched);
        units.setSuspect(unit, hasLost);
        units.setSnapshotSequence(unit, firstSequence);
    }

    // Records of a snapshot come in any order; few enough for insertion.
    private void sortStaged() {
        for (int i = 1; i < size; i++) {
            for (int at = i; at > 0 && factor[at - 1].sortKey > factor[at].sortKey; at--) {
                swapStaged(at - 1, at);
            }
        }
    }

    private void swapStaged(final int a, final int b) {
        final Factor otherFactor = factor[a];
        final long otherHeld = held[a];
        final Int128 otherCost = cost[a];
        factor[a] = factor[b];
        held[a] = held[b];
        cost[a] = cost[b];
        factor[b] = otherFactor;
        held[b] = otherHeld;
        cost[b] = otherCost;
    }

    /** The catalog has been handed through before. */
    void image(final StateImage image) {
        stagedUnit = image.number(stagedUnit);
        firstSequence = image.number(firstSequence);
        isSpoilt = image.flag(isSpoilt);
        size = image.number(size);
        for (int i = 0; i < size; i++) {
            factor[i] = catalog.factor(image.number(image.isReading() ? 0 : factor[i].index));
            held[i] = image.number(held[i]);
            cost[i].image(image);
        }
    }

    void hash(final StateHash hash) {
        hash.add(stagedUnit);
        if (stagedUnit != NOTHING) {
            hash.add(isSpoilt ? 1 : 0).add(firstSequence).add(size);
            for (int i = 0; i < size; i++) {
                hash.add(factor[i].sortKey).add(held[i]).add(cost[i].high()).add(cost[i].low());
            }
        }
    }
}
