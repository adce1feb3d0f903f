package io.plimsoll.engine;

import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.AccountOpenedDecoder;
import io.plimsoll.protocol.codec.ArmDecoder;
import io.plimsoll.protocol.codec.AssetDefinitionDecoder;
import io.plimsoll.protocol.codec.BalanceSnapshotDecoder;
import io.plimsoll.protocol.codec.ConfigReloadedDecoder;
import io.plimsoll.protocol.codec.DefinitionsCommitDecoder;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.EngineStatus;
import io.plimsoll.protocol.codec.EpochDecoder;
import io.plimsoll.protocol.codec.FailStopDecoder;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.FundBalanceDecoder;
import io.plimsoll.protocol.codec.FundPaymentDecoder;
import io.plimsoll.protocol.codec.FundingDecoder;
import io.plimsoll.protocol.codec.GuardDefinitionDecoder;
import io.plimsoll.protocol.codec.InstrumentDefinitionDecoder;
import io.plimsoll.protocol.codec.InterestIndexDecoder;
import io.plimsoll.protocol.codec.KillDecoder;
import io.plimsoll.protocol.codec.LiquidationFillDecoder;
import io.plimsoll.protocol.codec.MarginScaleDecoder;
import io.plimsoll.protocol.codec.MarginTableDecoder;
import io.plimsoll.protocol.codec.MarkerDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OperatorActDecoder;
import io.plimsoll.protocol.codec.PositionSnapshotDecoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.ProfileDefinitionDecoder;
import io.plimsoll.protocol.codec.ReadyDecoder;
import io.plimsoll.protocol.codec.SeizeFillDecoder;
import io.plimsoll.protocol.codec.SnapshotRequestedDecoder;
import io.plimsoll.protocol.codec.SourceDownDecoder;
import io.plimsoll.protocol.codec.SourceHeartbeatDecoder;
import io.plimsoll.protocol.codec.SourceResyncDecoder;
import io.plimsoll.protocol.codec.TimerDecoder;
import io.plimsoll.protocol.codec.TransferDecoder;
import java.util.function.ObjIntConsumer;
import org.agrona.DirectBuffer;

/**
 * The margin engine: a pure state machine over journaled records. It knows no time but the record's, no order but the
 * journal's, allocates nothing once built (opening accounts and definitions apart), and gives the same outputs for the same
 * inputs on any machine. Owned by one thread; throws only when an invariant is broken, after which it must not be used.
 */
public final class MarginEngine implements InputHandler {
    /** Rises when the same inputs may give other outputs than before, of which the state hash is one. */
    public static final int RULES_VERSION = 2;

    private final EngineCapacity capacity;
    private final EngineCounters counters = new EngineCounters();
    private final EngineState state;
    private final Cause cause;
    private final Outputs outputs;
    private final Revaluation revaluation;
    private final GuardedPrices guardedPrices;
    private final Definitions definitions;
    private final AccountFacts facts;
    private final SeizeFacts seizeFacts;
    private final FundFacts fundFacts;
    private final InitialFacts initialFacts;
    private final ScaleFacts scaleFacts;
    private final Snapshots snapshots;
    private final OrderEnds ends;
    private final OperatorActs acts;
    private final Evaluator evaluator;
    private final Deleverager deleverager;
    private final Withdrawals withdrawals;
    private final FiredUnits fired;
    private final ExpiredOrders expired;
    private final MarginView view;
    private final EngineGauges gauges;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PriceTickDecoder priceTick = new PriceTickDecoder();
    private final AssetDefinitionDecoder assetDefinition = new AssetDefinitionDecoder();
    private final InstrumentDefinitionDecoder instrumentDefinition = new InstrumentDefinitionDecoder();
    private final ProfileDefinitionDecoder profileDefinition = new ProfileDefinitionDecoder();
    private final GuardDefinitionDecoder guardDefinition = new GuardDefinitionDecoder();
    private final MarginTableDecoder marginTable = new MarginTableDecoder();
    private final DefinitionsCommitDecoder definitionsCommit = new DefinitionsCommitDecoder();
    private final AccountOpenedDecoder accountOpened = new AccountOpenedDecoder();
    private final TransferDecoder transfer = new TransferDecoder();
    private final BalanceSnapshotDecoder balanceSnapshot = new BalanceSnapshotDecoder();
    private final PositionSnapshotDecoder positionSnapshot = new PositionSnapshotDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final LiquidationFillDecoder liquidationFill = new LiquidationFillDecoder();
    private final SeizeFillDecoder seizeFill = new SeizeFillDecoder();
    private final FundBalanceDecoder fundBalance = new FundBalanceDecoder();
    private final FundPaymentDecoder fundPayment = new FundPaymentDecoder();
    private final FundingDecoder funding = new FundingDecoder();
    private final InterestIndexDecoder interestIndex = new InterestIndexDecoder();
    private final OperatorActDecoder operatorAct = new OperatorActDecoder();
    private final SourceHeartbeatDecoder sourceHeartbeat = new SourceHeartbeatDecoder();
    private final SourceDownDecoder sourceDown = new SourceDownDecoder();
    private final SourceResyncDecoder sourceResync = new SourceResyncDecoder();
    private final ReadyDecoder ready = new ReadyDecoder();
    private final EpochDecoder epoch = new EpochDecoder();
    private final MarkerDecoder marker = new MarkerDecoder();

    /** Allocates everything the engine will ever need. */
    public MarginEngine(final EngineCapacity capacity) {
        this(capacity, Finder.INDEX);
    }

    /** The same, with a choice of how units are found; outputs do not depend on it. */
    public MarginEngine(final EngineCapacity capacity, final Finder finder) {
        this.capacity = capacity;
        state = new EngineState(capacity);
        cause = state.cause;
        outputs = new Outputs(cause, counters);
        final MarginCalculator calculator = new MarginCalculator(
                state.catalog, state.prices, state.units, state.legs, state.orders, state.unitInstruments);
        final OrderPrices orderPrices = new OrderPrices(state.catalog.rounder());
        final Planner planner = new Planner(
                state.catalog,
                state.prices,
                state.units,
                state.legs,
                state.orders,
                state.holds,
                state.unitInstruments,
                calculator);
        revaluation = finder.revaluation(state, capacity, calculator, counters);
        state.unitInstruments.revaluation(revaluation);
        final LegBook legBook = new LegBook(state.catalog, state.units, state.legs, revaluation);
        final OrderBasis basis = new OrderBasis(cause, state);
        expired = new ExpiredOrders(state.units, capacity.ordersInFlight());
        final OrderIssuer issuer = new OrderIssuer(cause, state, outputs, basis, orderPrices, expired, counters);
        final SeizeIssuer seizeIssuer = new SeizeIssuer(cause, state, outputs, basis, expired, counters);
        final LendingPlanner lending = new LendingPlanner(state);
        final PriceGate gate = new PriceGate(cause, state, calculator);
        ends = new OrderEnds(state, legBook, outputs, expired, counters);
        final OrderNotional notional = new OrderNotional(state);
        final Liquidator liquidator = new Liquidator(
                cause, state, legBook, notional, gate, planner, issuer, lending, seizeIssuer, outputs, counters);
        final WaterfallOutputs waterfallOutputs = new WaterfallOutputs(cause, state, outputs);
        final Insurance insurance = new Insurance(cause, state, legBook, waterfallOutputs);
        deleverager = new Deleverager(
                state, legBook, new Candidates(state, legBook, calculator, counters), orderPrices, waterfallOutputs);
        final Losses losses = new Losses(state, legBook, lending, insurance, deleverager);
        withdrawals = new Withdrawals(state, waterfallOutputs);
        final Rebalancer rebalancer = new Rebalancer(cause, state, gate, planner, issuer, notional, counters);
        evaluator = new Evaluator(
                cause, state, calculator, ends, liquidator, losses, rebalancer, revaluation, outputs, counters);
        final Ledger ledger = new Ledger(state.units, state.legs, legBook, state.control);
        final Penalties penalties = new Penalties(state, waterfallOutputs);
        facts = new AccountFacts(cause, state, legBook, ledger, revaluation, ends, penalties, outputs, counters);
        seizeFacts = new SeizeFacts(state, legBook, ledger, facts, ends);
        fundFacts = new FundFacts(state, ledger, facts);
        initialFacts = new InitialFacts(state, facts);
        scaleFacts = new ScaleFacts(cause, state, facts, revaluation);
        snapshots = new Snapshots(cause, state, legBook, ledger, facts, outputs);
        guardedPrices = new GuardedPrices(cause, state, revaluation, outputs, counters);
        acts = new OperatorActs(cause, state, ends, guardedPrices, revaluation, outputs, counters);
        definitions = new Definitions(state, capacity);
        fired = new FiredUnits(state.units);
        view = new MarginView(cause, state, calculator, planner, orderPrices, lending, legBook);
        gauges = new EngineGauges(state);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when the record is unknown to these rules, or an invariant is broken
     */
    @Override
    public void onEvent(final DirectBuffer buffer, final int offset, final int length, final OrderSink sink) {
        counters.events++;
        cause.set(buffer, offset);
        outputs.sink(sink);
        header.wrap(buffer, offset + Frame.HEADER_LENGTH);
        final int body = offset + Frame.HEADER_LENGTH + MessageHeaderDecoder.ENCODED_LENGTH;
        final int block = header.blockLength();
        final int version = header.version();
        switch (header.templateId()) {
            case PriceTickDecoder.TEMPLATE_ID -> onPrice(priceTick.wrap(buffer, body, block, version));
            case FillDecoder.TEMPLATE_ID -> onFill(fill.wrap(buffer, body, block, version));
            case LiquidationFillDecoder.TEMPLATE_ID ->
                onLiquidationFill(liquidationFill.wrap(buffer, body, block, version));
            case SeizeFillDecoder.TEMPLATE_ID -> onSeizeFill(seizeFill.wrap(buffer, body, block, version));
            case TransferDecoder.TEMPLATE_ID -> onTransfer(transfer.wrap(buffer, body, block, version));
            case FundBalanceDecoder.TEMPLATE_ID -> onFundBalance(fundBalance.wrap(buffer, body, block, version));
            case FundPaymentDecoder.TEMPLATE_ID -> onFundPayment(fundPayment.wrap(buffer, body, block, version));
            case FundingDecoder.TEMPLATE_ID -> onFunding(funding.wrap(buffer, body, block, version));
            case InterestIndexDecoder.TEMPLATE_ID -> onInterestIndex(interestIndex.wrap(buffer, body, block, version));
            case MarginScaleDecoder.TEMPLATE_ID -> scaleFacts.onScale(buffer, body, block, version, fired);
            case AccountOpenedDecoder.TEMPLATE_ID -> onAccountOpened(accountOpened.wrap(buffer, body, block, version));
            case BalanceSnapshotDecoder.TEMPLATE_ID ->
                onBalanceSnapshot(balanceSnapshot.wrap(buffer, body, block, version));
            case PositionSnapshotDecoder.TEMPLATE_ID ->
                onPositionSnapshot(positionSnapshot.wrap(buffer, body, block, version));
            case TimerDecoder.TEMPLATE_ID -> onTimer();
            case SourceDownDecoder.TEMPLATE_ID -> onSourceDown(sourceDown.wrap(buffer, body, block, version));
            case OperatorActDecoder.TEMPLATE_ID -> acts.act(operatorAct.wrap(buffer, body, block, version), fired);
            case SourceHeartbeatDecoder.TEMPLATE_ID ->
                facts.onHeartbeat(sourceHeartbeat.wrap(buffer, body, block, version), fired);
            case SourceResyncDecoder.TEMPLATE_ID ->
                facts.onResync(sourceResync.wrap(buffer, body, block, version), fired);
            case FailStopDecoder.TEMPLATE_ID,
                    ConfigReloadedDecoder.TEMPLATE_ID,
                    SnapshotRequestedDecoder.TEMPLATE_ID -> {
                // say how a run ended, or who changed its settings or wants a snapshot
            }
            case AssetDefinitionDecoder.TEMPLATE_ID ->
                definitions.stage(assetDefinition.wrap(buffer, body, block, version));
            case InstrumentDefinitionDecoder.TEMPLATE_ID ->
                definitions.stage(instrumentDefinition.wrap(buffer, body, block, version));
            case ProfileDefinitionDecoder.TEMPLATE_ID ->
                definitions.stage(profileDefinition.wrap(buffer, body, block, version));
            case MarginTableDecoder.TEMPLATE_ID -> definitions.stage(marginTable.wrap(buffer, body, block, version));
            case GuardDefinitionDecoder.TEMPLATE_ID ->
                definitions.stage(guardDefinition.wrap(buffer, body, block, version));
            case DefinitionsCommitDecoder.TEMPLATE_ID ->
                onDefinitionsCommit(definitionsCommit.wrap(buffer, body, block, version));
            case KillDecoder.TEMPLATE_ID -> onKill();
            case ArmDecoder.TEMPLATE_ID -> onArm();
            case ReadyDecoder.TEMPLATE_ID -> onReady(ready.wrap(buffer, body, block, version));
            case EpochDecoder.TEMPLATE_ID -> onEpoch(epoch.wrap(buffer, body, block, version));
            case MarkerDecoder.TEMPLATE_ID -> onMarker(marker.wrap(buffer, body, block, version));
            default -> {
                if (!initialFacts.apply(header.templateId(), buffer, body, block, version, fired)) {
                    throw new IllegalStateException("input " + cause.sequence() + " has template id "
                            + header.templateId() + ", unknown to rules version " + RULES_VERSION);
                }
            }
        }
        evaluator.evaluate(fired, header.templateId() != PriceTickDecoder.TEMPLATE_ID);
        withdrawals.tell(header.templateId() == ArmDecoder.TEMPLATE_ID);
        expired.clear();
    }

    /** Who is told of gaps in account sources from here on; nobody unless set. Before the engine's thread starts. */
    public void gapListener(final GapListener listener) {
        facts.gapListener(listener);
    }

    /** Whether and how the engine may order. */
    public EngineStatus status() {
        return state.control.status();
    }

    /** Whether a kill is latched, which a halt hides in the status; any thread. */
    public boolean isKillLatched() {
        return state.control.isKilled();
    }

    /** How much this engine can hold. */
    public EngineCapacity capacity() {
        return capacity;
    }

    /** What the engine has done. */
    public EngineCounters counters() {
        return counters;
    }

    /** Units that every move of a price they hang on passes over, because no index finds them. Any thread: it may be a little old. */
    public int unitsWithoutIndex() {
        return revaluation.unindexed();
    }

    /**
     * The price mantissa of an instrument past which its next account is valued, for display: near to the mark means that much is about to
     * happen. 0 when there is none, when it is not known, or without an index. Any thread: it may be a little old.
     *
     * @param onRise when the price rises; else when it falls
     */
    public long nextTrigger(final int instrumentId, final boolean onRise) {
        final Factor instrument = state.catalog.instrument(instrumentId);
        return instrument == null ? Revaluation.NO_TRIGGER : revaluation.nextTrigger(instrument, onRise);
    }

    /** What monitors show beside the counters. */
    public EngineGauges gauges() {
        return gauges;
    }

    /** Reads margins, prices and plans without changing anything. */
    public MarginView view() {
        return view;
    }

    /** Hash of everything that can reach a later output. Costs as much as what changed since it was last asked for. */
    public long stateHash() {
        return state.hash(definitions, snapshots);
    }

    /** The epoch in force: the first part of every order's id. */
    public int epoch() {
        return state.control.epoch();
    }

    /**
     * Writes the state, or reads it into this engine, which must be fresh and at least as large as what is read.
     *
     * @throws IndexOutOfBoundsException when it has no room for what is read; it must not be used then
     */
    public void image(final StateImage image) {
        state.image(image, definitions, snapshots);
        if (image.isReading()) {
            counters.unitsQueued = state.queue.size();
            deleverager.definitionsChanged();
            revaluation.restored();
        }
    }

    /**
     * Whether a definition message (its header first) says what is in force, so that committing it would change nothing. Any thread, as
     * long as no commit is on its way.
     */
    public boolean isInForce(final DirectBuffer buffer, final int offset) {
        return definitions.isInForce(buffer, offset);
    }

    /**
     * Shows each definition in force as the message that defines it, a frame's header of room before it, with its length; a profile's name
     * is not kept. The engine's thread; a message is gone after the call.
     */
    public void forEachDefinition(final ObjIntConsumer<DirectBuffer> visitor) {
        final DefinitionMessages messages = new DefinitionMessages(visitor);
        messages.visit(state.catalog);
        messages.visit(state.guards);
    }

    /** Why the last commit of definitions was refused, for people; null when it was not. */
    public String lastDefinitionDefect() {
        return definitions.lastDefect();
    }

    private void onPrice(final PriceTickDecoder tick) {
        final Prices prices = state.prices;
        final int slot = prices.slot((int) tick.priceId());
        if (guardedPrices.onTick(tick, slot, fired)) {
            return;
        }
        final FlagReason refusal = slot == Prices.NO_SLOT
                ? FlagReason.PRICE_UNKNOWN_ID
                : prices.refusal(slot, tick.value(), tick.publishNs(), tick.source(), tick.sourceSequence());
        if (refusal != null) {
            counters.pricesRefused++;
            if (prices.opensStreak(slot, refusal)) {
                outputs.flagged(Disposition.REFUSED, refusal, tick.source(), Outputs.NO_ACCOUNT, tick.priceId());
            }
            return;
        }
        counters.pricesAccepted++;
        final boolean isFelt = prices.value(slot) != tick.value() || prices.isOrphaned(slot);
        prices.accept(slot, tick.value(), tick.publishNs(), tick.source(), tick.sourceSequence(), cause.eventNs());
        if (isFelt) {
            revaluation.priceChanged(slot, fired);
        }
    }

    private void onTimer() {
        guardedPrices.onTimer(fired);
        ends.expire(cause.eventNs(), fired);
        state.cancelFirst.touchOverdue(cause.eventNs(), fired);
    }

    // Nobody whose price it was alone is touched: orders stand, and whoever wants one is asked then.
    private void onSourceDown(final SourceDownDecoder record) {
        guardedPrices.onSourceDown(record.source(), fired);
        state.prices.orphan(record.source(), state.guards);
    }

    private void onFill(final FillDecoder record) {
        if (facts.begin(record.source(), record.sourceSequence(), fired)) {
            facts.onFill(record, fired);
        }
    }

    private void onLiquidationFill(final LiquidationFillDecoder record) {
        if (facts.begin(record.source(), record.sourceSequence(), fired)) {
            facts.onLiquidationFill(record, fired);
        }
    }

    private void onSeizeFill(final SeizeFillDecoder record) {
        if (facts.begin(record.source(), record.sourceSequence(), fired)) {
            seizeFacts.onSeizeFill(record, fired);
        }
    }

    private void onFundBalance(final FundBalanceDecoder record) {
        if (facts.begin(record.source(), record.sourceSequence(), fired)) {
            fundFacts.onFundBalance(record, fired);
        }
    }

    private void onFundPayment(final FundPaymentDecoder record) {
        if (facts.begin(record.source(), record.sourceSequence(), fired)) {
            fundFacts.onFundPayment(record, fired);
        }
    }

    private void onTransfer(final TransferDecoder record) {
        if (facts.begin(record.source(), record.sourceSequence(), fired)) {
            facts.onTransfer(record, fired);
        }
    }

    private void onFunding(final FundingDecoder record) {
        if (facts.begin(record.source(), record.sourceSequence(), fired)) {
            facts.onFunding(record, fired);
        }
    }

    private void onInterestIndex(final InterestIndexDecoder record) {
        if (facts.begin(record.source(), record.sourceSequence(), fired)) {
            facts.onInterestIndex(record, fired);
        }
    }

    private void onAccountOpened(final AccountOpenedDecoder record) {
        if (facts.begin(record.source(), record.sourceSequence(), fired)) {
            facts.onAccountOpened(record, fired);
        }
    }

    private void onBalanceSnapshot(final BalanceSnapshotDecoder record) {
        if (facts.begin(record.source(), record.sourceSequence(), fired)) {
            snapshots.onBalance(record, fired);
        }
    }

    private void onPositionSnapshot(final PositionSnapshotDecoder record) {
        if (facts.begin(record.source(), record.sourceSequence(), fired)) {
            snapshots.onPosition(record, fired);
        }
    }

    private void onDefinitionsCommit(final DefinitionsCommitDecoder record) {
        final FlagReason refusal = definitions.commit(record.records());
        if (refusal != null) {
            outputs.flagged(Disposition.REFUSED, refusal, Outputs.NO_SOURCE, Outputs.NO_ACCOUNT, Outputs.NO_SUBJECT);
            return;
        }
        state.makeRoomForParts();
        state.throttle.definitionsChanged();
        state.queue.definitionsChanged();
        state.cancelFirst.definitionsChanged();
        deleverager.definitionsChanged();
        revaluation.definitionsChanged(fired);
    }

    private void onReady(final ReadyDecoder record) {
        final String excess = capacity.excess(record);
        if (excess != null) {
            throw new IllegalStateException("input " + cause.sequence() + ": " + excess);
        }
        state.control.ready(record);
        state.sources.forgetInterrupted();
        if (state.control.maxFactAgeNs() == 0) {
            state.sources.forgetHeard();
        }
        revaluation.unsettleAll();
        outputs.engineState(state.control);
    }

    // Under an epoch that was in force already, order ids could be used twice: no order may follow.
    private void onEpoch(final EpochDecoder record) {
        final long inForce = Integer.toUnsignedLong(state.control.epoch());
        if (record.epoch() <= inForce) {
            throw new IllegalStateException(
                    "input " + cause.sequence() + " opens epoch " + record.epoch() + ", expected one above " + inForce);
        }
        state.control.setEpoch((int) record.epoch());
    }

    private void onArm() {
        state.control.arm();
        revaluation.unsettleAll();
        outputs.engineState(state.control);
        revaluation.collectUnhealthy(fired);
    }

    private void onKill() {
        state.control.kill();
        revaluation.unsettleAll();
        outputs.engineState(state.control);
        for (int unit = 0; unit < state.units.count(); unit++) {
            if (state.units.firstOrder(unit) != OrdersInFlight.NONE) {
                fired.add(unit);
            }
        }
        ends.cancelAll(fired);
        state.waterfall.draws.endAll();
    }

    private void onMarker(final MarkerDecoder record) {
        outputs.stateHash(record.marker(), stateHash());
    }
}
