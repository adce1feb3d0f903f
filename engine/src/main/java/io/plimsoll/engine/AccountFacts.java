package io.plimsoll.engine;

import io.plimsoll.protocol.codec.AccountOpenedDecoder;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.FundingDecoder;
import io.plimsoll.protocol.codec.InterestIndexDecoder;
import io.plimsoll.protocol.codec.LiquidationFillDecoder;
import io.plimsoll.protocol.codec.SourceHeartbeatDecoder;
import io.plimsoll.protocol.codec.SourceResyncDecoder;
import io.plimsoll.protocol.codec.TransferDecoder;
import io.plimsoll.protocol.codec.WithheldReason;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Applies account records. They are facts from the venue's ledger and never refused as such: what cannot be applied, or
 * should not have been possible, makes the account SUSPECT (docs/internals/linear-rules.md, Facts). Engine thread.
 */
final class AccountFacts {
    private final Cause cause;
    private final EngineState state;
    private final Catalog catalog;
    private final Units units;
    private final LegBook legBook;
    private final Ledger ledger;
    private final OrdersInFlight orders;
    private final Sources sources;
    private final Control control;
    private final Revaluation revaluation;
    private final OrderEnds ends;
    private final Penalties penalties;
    private final Outputs outputs;
    private final EngineCounters counters;
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[Names.MAX_LENGTH * 4]);
    private final Int128 supplyIndex = new Int128();
    private final Int128 borrowIndex = new Int128();
    private GapListener gapListener = (source, expected, got) -> {};

    AccountFacts(
            final Cause cause,
            final EngineState state,
            final LegBook legBook,
            final Ledger ledger,
            final Revaluation revaluation,
            final OrderEnds ends,
            final Penalties penalties,
            final Outputs outputs,
            final EngineCounters counters) {
        this.cause = cause;
        this.state = state;
        this.catalog = state.catalog;
        this.units = state.units;
        this.orders = state.orders;
        this.sources = state.sources;
        this.control = state.control;
        this.legBook = legBook;
        this.ledger = ledger;
        this.revaluation = revaluation;
        this.ends = ends;
        this.penalties = penalties;
        this.outputs = outputs;
        this.counters = counters;
    }

    void gapListener(final GapListener listener) {
        gapListener = listener;
    }

    /** Takes the record's place in its source; false for a duplicate, which is dropped. Every account record starts here. */
    boolean begin(final int source, final long sequence, final FiredUnits touched) {
        if (sources.isDuplicate(source, sequence)) {
            counters.factsDuplicate++;
            return false;
        }
        counters.facts++;
        hear(source, touched);
        final long expected = sources.watermark(source) + 1;
        if (sources.advance(source, sequence, cause.sequence())) {
            gap(source, expected, sequence);
        }
        return true;
    }

    /** A source says what it sent last: what of it did not come is missing. */
    void onHeartbeat(final SourceHeartbeatDecoder heartbeat, final FiredUnits touched) {
        final int source = heartbeat.source();
        final long sent = heartbeat.sequence();
        if (sources.isLate(source, sent)) {
            counters.factsDuplicate++;
            return;
        }
        hear(source, touched);
        final long expected = sources.watermark(source) + 1;
        if (sources.advanceTo(source, sent, cause.sequence())) {
            gap(source, expected, sent + 1);
        }
    }

    private void gap(final int source, final long expected, final long next) {
        revaluation.unsettleAll(); // its accounts are SUSPECT from here
        flag(Disposition.APPLIED_SUSPECT, FlagReason.SEQUENCE_GAP, source, Outputs.NO_ACCOUNT, Outputs.NO_SUBJECT);
        gapListener.onGap(source, expected, next);
    }

    // Whoever waited for it is asked again.
    private void hear(final int source, final FiredUnits touched) {
        if (control.maxFactAgeNs() == 0) {
            return;
        }
        if (state.isSilent(source, cause.eventNs()) && !sources.isResyncing(source)) {
            touchStale(source, touched);
        }
        sources.hear(source, cause.eventNs());
    }

    /** What was missed of a source has been asked for, and its accounts get no orders; or it is here, and who waited for it is asked again. */
    void onResync(final SourceResyncDecoder record, final FiredUnits touched) {
        if (record.underWay() == BooleanType.T) {
            sources.interrupt(record.source());
        } else if (sources.resume(record.source())) {
            touchStale(record.source(), touched);
        }
    }

    private void touchStale(final int source, final FiredUnits touched) {
        for (int unit = 0; unit < units.count(); unit++) {
            if (units.withheldReason(unit) == WithheldReason.ACCOUNTS_STALE
                    && units.hasSource(unit)
                    && units.source(unit) == source) {
                touched.add(unit);
            }
        }
    }

    void onAccountOpened(final AccountOpenedDecoder fact, final FiredUnits touched) {
        int unit = units.find(fact.accountId());
        final AccountRole role = fact.role();
        if (unit == Units.UNKNOWN) {
            unit = create(fact.accountId(), role, fact.source());
            if (unit == Units.UNKNOWN) {
                return;
            }
        } else if (units.isImplicit(unit)) {
            units.setImplicit(unit, false);
        } else {
            units.setSuspect(unit, true);
            flag(
                    Disposition.APPLIED_SUSPECT,
                    FlagReason.ACCOUNT_EXISTS,
                    fact.source(),
                    fact.accountId(),
                    Outputs.NO_SUBJECT);
        }
        units.setRole(unit, role);
        final long parent = fact.parentAccountId();
        units.setParent(unit, parent == AccountOpenedDecoder.parentAccountIdNullValue() ? 0 : parent);
        final int length = fact.nameLength();
        fact.getName(scratch, 0, Math.min(length, Names.MAX_LENGTH));
        units.setName(unit, scratch, Math.min(length, Names.MAX_LENGTH));
        applied(unit, fact.source(), touched);
    }

    void onTransfer(final TransferDecoder fact, final FiredUnits touched) {
        final int source = fact.source();
        final int unit = findOrCreate(fact.accountId(), source);
        if (unit == Units.UNKNOWN) {
            return;
        }
        final Factor asset = catalog.asset((int) fact.assetId());
        if (asset == null) {
            refuse(unit, FlagReason.UNKNOWN_ASSET, source, fact.assetId(), touched);
            return;
        }
        final FlagReason refusal = ledger.transfer(unit, asset, fact.amount());
        if (refusal != null) {
            refuseByLedger(unit, refusal, source, fact.assetId(), touched);
            return;
        }
        applied(unit, source, touched);
    }

    void onFill(final FillDecoder fact, final FiredUnits touched) {
        fill(fact.accountId(), fact.instrumentId(), fact.quantity(), fact.price(), fact.fee(), fact.source(), touched);
    }

    void onLiquidationFill(final LiquidationFillDecoder fact, final FiredUnits touched) {
        final int unit = units.find(fact.accountId());
        final Factor instrument = catalog.instrument((int) fact.instrumentId());
        final int order = unit == Units.UNKNOWN || instrument == null
                ? OrdersInFlight.NONE
                : orders.find(units, unit, instrument.index, (int) fact.orderEpoch(), fact.orderSequence(), (int)
                        fact.orderOrdinal());
        final long held = order == OrdersInFlight.NONE ? 0 : legBook.units(unit, instrument.index);
        final boolean isApplied = fill(
                fact.accountId(),
                fact.instrumentId(),
                fact.quantity(),
                fact.price(),
                fact.fee(),
                fact.source(),
                touched);
        if (isApplied) {
            state.waterfall.funds.setOf(units.find(fact.accountId()), instrument.instrumentTerms.fundId());
        }
        boolean wasAssigned = false;
        if (isApplied && order != OrdersInFlight.NONE) {
            wasAssigned = fillAssignment(unit, order, fact.quantity(), units.find(fact.counterpartyId()));
            fillOrder(unit, order, fact, held, wasAssigned);
        }
        if (fact.counterpartyId() != LiquidationFillDecoder.counterpartyIdNullValue()) {
            fillCounterparty(fact, wasAssigned, touched);
        }
    }

    // Whether that part of the order was assigned to the counterparty.
    private boolean fillAssignment(final int unit, final int order, final long quantity, final int counterparty) {
        return counterparty != Units.UNKNOWN
                && quantity != 0
                && orders.isBuy(order) == quantity > 0
                && orders.assignments.fill(units, unit, order, counterparty, Math.abs(quantity));
    }

    private void fillCounterparty(
            final LiquidationFillDecoder fact, final boolean wasAssigned, final FiredUnits touched) {
        final int unit = units.find(fact.counterpartyId());
        final long traded = -fact.quantity();
        final long held = wasAssigned ? legBook.units(unit, catalog.instrument((int) fact.instrumentId()).index) : 0;
        final boolean isApplied =
                fill(fact.counterpartyId(), fact.instrumentId(), traded, fact.price(), 0, fact.source(), touched);
        if (isApplied && wasAssigned && !isWithin(held, traded)) {
            suspect(unit, FlagReason.FILL_BEYOND_POSITION, fact.source(), fact.instrumentId());
        }
    }

    // Whether a trade closes no more than what is held.
    private static boolean isWithin(final long held, final long traded) {
        return held != 0 && (held > 0) != (traded > 0) && Math.abs(traded) <= Math.abs(held);
    }

    void onFunding(final FundingDecoder fact, final FiredUnits touched) {
        final Factor instrument = catalog.instrument((int) fact.instrumentId());
        final FlagReason refusal;
        if (instrument == null) {
            refusal = FlagReason.UNKNOWN_INSTRUMENT;
        } else if (fact.cumulativeIndex() > instrument.maxMark() || fact.cumulativeIndex() < -instrument.maxMark()) {
            refusal = FlagReason.OVER_LIMIT;
        } else if (!instrument.paysFunding()) {
            refusal = FlagReason.FUNDING_NOT_DUE;
        } else {
            instrument.fundingIndex = fact.cumulativeIndex();
            revaluation.fundingChanged(instrument, touched);
            return;
        }
        flag(Disposition.REFUSED, refusal, fact.source(), Outputs.NO_ACCOUNT, fact.instrumentId());
    }

    void onInterestIndex(final InterestIndexDecoder fact, final FiredUnits touched) {
        final Factor asset = catalog.asset((int) fact.assetId());
        supplyIndex.set(fact.supplyIndex().high(), fact.supplyIndex().low());
        borrowIndex.set(fact.borrowIndex().high(), fact.borrowIndex().low());
        final FlagReason refusal;
        if (asset == null) {
            refusal = FlagReason.UNKNOWN_ASSET;
        } else if (!asset.isIndexed()) {
            refusal = FlagReason.INDEX_NOT_DUE;
        } else if (!asset.interest.isWithin(supplyIndex, asset.assetTerms.maxIndexPpm())
                || !asset.interest.isWithin(borrowIndex, asset.assetTerms.maxIndexPpm())) {
            refusal = FlagReason.OVER_LIMIT;
        } else {
            asset.interest.supply.set(supplyIndex);
            asset.interest.borrow.set(borrowIndex);
            revaluation.interestChanged(asset, touched);
            ends.touchSeizing(asset, touched);
            return;
        }
        flag(Disposition.REFUSED, refusal, fact.source(), Outputs.NO_ACCOUNT, fact.assetId());
    }

    /** The account's unit, made SUSPECT and without a name of its own if no AccountOpened came before; UNKNOWN without room. */
    int findOrCreate(final long accountId, final int source) {
        final int known = units.find(accountId);
        if (known != Units.UNKNOWN) {
            return known;
        }
        final int unit = create(accountId, AccountRole.TRADER, source);
        if (unit != Units.UNKNOWN) {
            final byte[] name = ("#" + accountId).getBytes(StandardCharsets.US_ASCII);
            scratch.putBytes(0, name);
            units.setName(unit, scratch, name.length);
            units.setImplicit(unit, true);
            units.setSuspect(unit, true);
            flag(Disposition.APPLIED_SUSPECT, FlagReason.UNKNOWN_ACCOUNT, source, accountId, Outputs.NO_SUBJECT);
        }
        return unit;
    }

    /** The fact is refused, and its account SUSPECT. */
    void refuse(
            final int unit, final FlagReason reason, final int source, final long subjectId, final FiredUnits touched) {
        markSuspect(unit);
        flag(Disposition.REFUSED, reason, source, units.accountId(unit), subjectId);
        touched.add(unit);
    }

    /** The fact is refused for what the ledger said; the engine halts if it was for lack of room. */
    void refuseByLedger(
            final int unit, final FlagReason reason, final int source, final long subjectId, final FiredUnits touched) {
        refuse(unit, reason, source, subjectId, touched);
        if (reason == FlagReason.OVER_CAPACITY && ledger.isFull()) {
            halt(Control.HALTED_BY_LEGS);
        }
    }

    /** The fact is in the unit's state. */
    void applied(final int unit, final int source, final FiredUnits touched) {
        if (source != units.source(unit) && state.isSuspectByGap(unit)) {
            units.setSuspect(unit, true); // a change of source clears nothing
        }
        units.touch(unit, source, cause.sequence());
        revaluation.unitChanged(unit);
        touched.add(unit);
    }

    /** The account is SUSPECT from here, which it tells when it is next evaluated. */
    void markSuspect(final int unit) {
        units.setSuspect(unit, true);
        revaluation.unsettle(unit);
    }

    void flag(
            final Disposition disposition,
            final FlagReason reason,
            final int source,
            final long accountId,
            final long subjectId) {
        counters.factsFlagged++;
        outputs.flagged(disposition, reason, source, accountId, subjectId);
    }

    void halt(final int haltCause) {
        if (control.halt(haltCause)) {
            revaluation.unsettleAll();
            outputs.engineState(control);
        }
    }

    private int create(final long accountId, final AccountRole role, final int source) {
        if (units.count() >= control.maxAccounts()) {
            flag(Disposition.REFUSED, FlagReason.OVER_CAPACITY, source, accountId, Outputs.NO_SUBJECT);
            halt(Control.HALTED_BY_ACCOUNTS);
            return Units.UNKNOWN;
        }
        return units.add(accountId, role);
    }

    private boolean fill(
            final long accountId,
            final long instrumentId,
            final long quantity,
            final long price,
            final long fee,
            final int source,
            final FiredUnits touched) {
        final int unit = findOrCreate(accountId, source);
        if (unit == Units.UNKNOWN) {
            return false;
        }
        final Factor instrument = catalog.instrument((int) instrumentId);
        final FlagReason refusal = instrument == null
                ? FlagReason.UNKNOWN_INSTRUMENT
                : ledger.fill(unit, instrument, quantity, price, fee);
        if (refusal != null) {
            refuseByLedger(unit, refusal, source, instrumentId, touched);
            return false;
        }
        applied(unit, source, touched);
        return true;
    }

    private void fillOrder(
            final int unit,
            final int order,
            final LiquidationFillDecoder fact,
            final long held,
            final boolean wasAssigned) {
        final long quantity = fact.quantity();
        if (quantity == 0) {
            return;
        }
        final boolean isRightSide = orders.isBuy(order) == quantity > 0;
        if (!isRightSide || Math.abs(quantity) > orders.remaining(order)) {
            suspect(unit, FlagReason.FILL_BEYOND_ORDER, fact.source(), fact.instrumentId());
        }
        if (!isWithin(held, quantity)) {
            suspect(unit, FlagReason.FILL_BEYOND_POSITION, fact.source(), fact.instrumentId());
        }
        if (isRightSide) {
            if (!wasAssigned) {
                penalties.take(unit, order, Math.abs(quantity), fact.price(), fact.fee(), fact.counterpartyId());
            }
            orders.fill(units, unit, order, Math.abs(quantity));
            keepPart(unit, orders.factor(order));
            ends.orderFilled(unit, order);
        }
    }

    // An order was filled on its side; something is left of what it closes.
    private void keepPart(final int unit, final int factor) {
        if (catalog.profile().terms().orders().wholeAfterPartSeconds() != 0 && legBook.units(unit, factor) != 0) {
            units.setPart(unit, cause.eventNs());
        }
    }

    /** The fact was applied, and its account is SUSPECT. */
    void suspect(final int unit, final FlagReason reason, final int source, final long subjectId) {
        units.setSuspect(unit, true);
        flag(Disposition.APPLIED_SUSPECT, reason, source, units.accountId(unit), subjectId);
    }
}
