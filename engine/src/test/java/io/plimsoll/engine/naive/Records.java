package io.plimsoll.engine.naive;

import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.AccountLeverageDecoder;
import io.plimsoll.protocol.codec.AccountOpenedDecoder;
import io.plimsoll.protocol.codec.ArmDecoder;
import io.plimsoll.protocol.codec.AssetDefinitionDecoder;
import io.plimsoll.protocol.codec.AssetDepositsDecoder;
import io.plimsoll.protocol.codec.BalanceSnapshotDecoder;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.DefinitionsCommitDecoder;
import io.plimsoll.protocol.codec.EpochDecoder;
import io.plimsoll.protocol.codec.FillDecoder;
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
import io.plimsoll.protocol.codec.OpenInterestDecoder;
import io.plimsoll.protocol.codec.OpenOrdersDecoder;
import io.plimsoll.protocol.codec.OperatorActDecoder;
import io.plimsoll.protocol.codec.PositionSnapshotDecoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.ProfileDefinitionDecoder;
import io.plimsoll.protocol.codec.ReadyDecoder;
import io.plimsoll.protocol.codec.SeizeFillDecoder;
import io.plimsoll.protocol.codec.SourceDownDecoder;
import io.plimsoll.protocol.codec.SourceHeartbeatDecoder;
import io.plimsoll.protocol.codec.SourceResyncDecoder;
import io.plimsoll.protocol.codec.StablePriceDecoder;
import io.plimsoll.protocol.codec.TimerDecoder;
import io.plimsoll.protocol.codec.TransferDecoder;
import org.agrona.DirectBuffer;

/** Decodes a record and hands it to the paragraph of the page that it falls under; a duplicate fact ends here. */
final class Records {
    private final Sources sources;
    private final State state;
    private final Facts facts;
    private final LiquidationFills liquidationFills;
    private final SeizeFills seizeFills;
    private final FundFacts fundFacts;
    private final UnitInstrumentFacts unitInstrumentFacts;
    private final InitialFacts initialFacts;
    private final Snapshots snapshots;
    private final ScaleFacts scaleFacts;
    private final Staging staging;
    private final RunRecords runRecords;
    private final PriceTicks priceTicks;
    private final Expiry expiry;
    private final OperatorActs operatorActs;
    private final SourceDowns sourceDowns;
    private final Rulebook rules;

    Records(final State state, final Rulebook rules) {
        final Ledger ledger = new Ledger(state, rules.facts());
        this.state = state;
        this.rules = rules;
        sources = state.sources;
        facts = new Facts(state, ledger, rules);
        liquidationFills = new LiquidationFills(state, ledger, facts, rules);
        seizeFills = new SeizeFills(state, ledger, rules);
        fundFacts = new FundFacts(state, ledger, rules);
        unitInstrumentFacts = new UnitInstrumentFacts(state, ledger, rules);
        initialFacts = new InitialFacts(state, rules);
        snapshots = new Snapshots(state, ledger, rules.facts());
        scaleFacts = new ScaleFacts(state, rules);
        staging = new Staging(state, rules, scaleFacts);
        runRecords = new RunRecords(state);
        priceTicks = new PriceTicks(state, rules);
        expiry = new Expiry(state, rules.lifecycle());
        operatorActs = new OperatorActs(state, rules);
        sourceDowns = new SourceDowns(state, rules);
    }

    void apply(final DirectBuffer buffer, final int offset, final Event event) {
        final int templateId = Frame.templateId(buffer, offset);
        final int at = offset + Frame.HEADER_LENGTH;
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        switch (templateId) {
            case PriceTickDecoder.TEMPLATE_ID ->
                priceTicks.priceTick(new PriceTickDecoder().wrapAndApplyHeader(buffer, at, header), event);
            case AssetDefinitionDecoder.TEMPLATE_ID ->
                staging.stage(Definition.Asset.of(new AssetDefinitionDecoder().wrapAndApplyHeader(buffer, at, header)));
            case InstrumentDefinitionDecoder.TEMPLATE_ID ->
                staging.stage(Definition.Instrument.of(
                        new InstrumentDefinitionDecoder().wrapAndApplyHeader(buffer, at, header)));
            case ProfileDefinitionDecoder.TEMPLATE_ID ->
                staging.stage(
                        Definition.Profile.of(new ProfileDefinitionDecoder().wrapAndApplyHeader(buffer, at, header)));
            case MarginTableDecoder.TEMPLATE_ID ->
                staging.stage(
                        Definition.MarginTable.of(new MarginTableDecoder().wrapAndApplyHeader(buffer, at, header)));
            case GuardDefinitionDecoder.TEMPLATE_ID ->
                staging.stage(Definition.Guard.of(new GuardDefinitionDecoder().wrapAndApplyHeader(buffer, at, header)));
            case DefinitionsCommitDecoder.TEMPLATE_ID ->
                staging.commit(new DefinitionsCommitDecoder().wrapAndApplyHeader(buffer, at, header), event);
            case ReadyDecoder.TEMPLATE_ID ->
                runRecords.ready(new ReadyDecoder().wrapAndApplyHeader(buffer, at, header), event);
            case ArmDecoder.TEMPLATE_ID -> runRecords.arm(event);
            case KillDecoder.TEMPLATE_ID -> runRecords.kill(event);
            case EpochDecoder.TEMPLATE_ID ->
                state.status.epoch(new EpochDecoder()
                        .wrapAndApplyHeader(buffer, at, header)
                        .epoch());
            case MarkerDecoder.TEMPLATE_ID ->
                runRecords.marker(new MarkerDecoder().wrapAndApplyHeader(buffer, at, header), event);
            case OperatorActDecoder.TEMPLATE_ID ->
                operatorActs.act(new OperatorActDecoder().wrapAndApplyHeader(buffer, at, header), event);
            case SourceHeartbeatDecoder.TEMPLATE_ID -> {
                final var heartbeat = new SourceHeartbeatDecoder().wrapAndApplyHeader(buffer, at, header);
                sources.heartbeat(heartbeat.source(), heartbeat.sequence(), event);
            }
            case SourceResyncDecoder.TEMPLATE_ID -> {
                final var resync = new SourceResyncDecoder().wrapAndApplyHeader(buffer, at, header);
                sources.resync(resync.source(), resync.underWay() == BooleanType.T, event);
            }
            case SourceDownDecoder.TEMPLATE_ID ->
                sourceDowns.sourceDown(new SourceDownDecoder().wrapAndApplyHeader(buffer, at, header), event);
            case TimerDecoder.TEMPLATE_ID -> {
                priceTicks.timer(event);
                expiry.timer(event);
                new Cancelling(
                                state,
                                Valuer.of(state, rules),
                                rules,
                                event.cause().eventNs())
                        .timer(event);
            }
            default -> applyFact(templateId, buffer, at, event);
        }
    }

    private void applyFact(final int templateId, final DirectBuffer buffer, final int at, final Event event) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        switch (templateId) {
            case AccountOpenedDecoder.TEMPLATE_ID -> {
                final var record = new AccountOpenedDecoder().wrapAndApplyHeader(buffer, at, header);
                ifAdmitted(record.source(), record.sourceSequence(), event, () -> facts.accountOpened(record, event));
            }
            case TransferDecoder.TEMPLATE_ID -> {
                final var record = new TransferDecoder().wrapAndApplyHeader(buffer, at, header);
                ifAdmitted(record.source(), record.sourceSequence(), event, () -> facts.transfer(record, event));
            }
            case FillDecoder.TEMPLATE_ID -> {
                final var record = new FillDecoder().wrapAndApplyHeader(buffer, at, header);
                ifAdmitted(record.source(), record.sourceSequence(), event, () -> facts.fill(record, event));
            }
            case LiquidationFillDecoder.TEMPLATE_ID -> {
                final var record = new LiquidationFillDecoder().wrapAndApplyHeader(buffer, at, header);
                ifAdmitted(
                        record.source(),
                        record.sourceSequence(),
                        event,
                        () -> liquidationFills.liquidationFill(record, event));
            }
            case SeizeFillDecoder.TEMPLATE_ID -> {
                final var record = new SeizeFillDecoder().wrapAndApplyHeader(buffer, at, header);
                ifAdmitted(record.source(), record.sourceSequence(), event, () -> seizeFills.seizeFill(record, event));
            }
            case FundBalanceDecoder.TEMPLATE_ID -> {
                final var record = new FundBalanceDecoder().wrapAndApplyHeader(buffer, at, header);
                ifAdmitted(record.source(), record.sourceSequence(), event, () -> fundFacts.fundBalance(record, event));
            }
            case FundPaymentDecoder.TEMPLATE_ID -> {
                final var record = new FundPaymentDecoder().wrapAndApplyHeader(buffer, at, header);
                ifAdmitted(record.source(), record.sourceSequence(), event, () -> fundFacts.fundPayment(record, event));
            }
            case FundingDecoder.TEMPLATE_ID -> {
                final var record = new FundingDecoder().wrapAndApplyHeader(buffer, at, header);
                ifAdmitted(record.source(), record.sourceSequence(), event, () -> facts.funding(record, event));
            }
            case InterestIndexDecoder.TEMPLATE_ID -> {
                final var record = new InterestIndexDecoder().wrapAndApplyHeader(buffer, at, header);
                ifAdmitted(record.source(), record.sourceSequence(), event, () -> facts.interestIndex(record, event));
            }
            case OpenInterestDecoder.TEMPLATE_ID -> {
                final var record = new OpenInterestDecoder().wrapAndApplyHeader(buffer, at, header);
                ifAdmitted(record.source(), record.sourceSequence(), event, () -> facts.openInterest(record, event));
            }
            case OpenOrdersDecoder.TEMPLATE_ID -> {
                final var record = new OpenOrdersDecoder().wrapAndApplyHeader(buffer, at, header);
                ifAdmitted(
                        record.source(),
                        record.sourceSequence(),
                        event,
                        () -> unitInstrumentFacts.openOrders(record, event));
            }
            case AccountLeverageDecoder.TEMPLATE_ID -> {
                final var record = new AccountLeverageDecoder().wrapAndApplyHeader(buffer, at, header);
                ifAdmitted(
                        record.source(),
                        record.sourceSequence(),
                        event,
                        () -> unitInstrumentFacts.leverage(record, event));
            }
            case StablePriceDecoder.TEMPLATE_ID -> {
                final var record = new StablePriceDecoder().wrapAndApplyHeader(buffer, at, header);
                ifAdmitted(
                        record.source(), record.sourceSequence(), event, () -> initialFacts.stablePrice(record, event));
            }
            case AssetDepositsDecoder.TEMPLATE_ID -> {
                final var record = new AssetDepositsDecoder().wrapAndApplyHeader(buffer, at, header);
                ifAdmitted(record.source(), record.sourceSequence(), event, () -> initialFacts.deposits(record, event));
            }
            case MarginScaleDecoder.TEMPLATE_ID -> {
                final var record = new MarginScaleDecoder().wrapAndApplyHeader(buffer, at, header);
                ifAdmitted(record.source(), record.sourceSequence(), event, () -> scaleFacts.scale(record, event));
            }
            case BalanceSnapshotDecoder.TEMPLATE_ID -> {
                final var record = new BalanceSnapshotDecoder().wrapAndApplyHeader(buffer, at, header);
                ifAdmitted(record.source(), record.sourceSequence(), event, () -> snapshots.balance(record, event));
            }
            case PositionSnapshotDecoder.TEMPLATE_ID -> {
                final var record = new PositionSnapshotDecoder().wrapAndApplyHeader(buffer, at, header);
                ifAdmitted(record.source(), record.sourceSequence(), event, () -> snapshots.position(record, event));
            }
            default -> throw new IllegalArgumentException("no input record has template id " + templateId);
        }
    }

    private void ifAdmitted(final int source, final long sequence, final Event event, final Runnable fact) {
        if (sources.admit(source, sequence, event)) {
            fact.run();
        }
    }
}
