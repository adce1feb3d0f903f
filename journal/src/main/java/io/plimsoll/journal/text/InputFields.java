package io.plimsoll.journal.text;

import static io.plimsoll.journal.text.OrderText.lower;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.AccountLeverageDecoder;
import io.plimsoll.protocol.codec.AccountOpenedDecoder;
import io.plimsoll.protocol.codec.ArmDecoder;
import io.plimsoll.protocol.codec.AssetDefinitionDecoder;
import io.plimsoll.protocol.codec.AssetDepositsDecoder;
import io.plimsoll.protocol.codec.BalanceSnapshotDecoder;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.ConfigReloadedDecoder;
import io.plimsoll.protocol.codec.DefinitionsCommitDecoder;
import io.plimsoll.protocol.codec.EpochDecoder;
import io.plimsoll.protocol.codec.FailStopDecoder;
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
import io.plimsoll.protocol.codec.OrderClaimDecoder;
import io.plimsoll.protocol.codec.PositionSnapshotDecoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.ProfileDefinitionDecoder;
import io.plimsoll.protocol.codec.ReadyDecoder;
import io.plimsoll.protocol.codec.SeizeFillDecoder;
import io.plimsoll.protocol.codec.SnapshotRequestedDecoder;
import io.plimsoll.protocol.codec.SourceDownDecoder;
import io.plimsoll.protocol.codec.SourceHeartbeatDecoder;
import io.plimsoll.protocol.codec.SourceResyncDecoder;
import io.plimsoll.protocol.codec.StablePriceDecoder;
import io.plimsoll.protocol.codec.TimerDecoder;
import io.plimsoll.protocol.codec.TransferDecoder;
import java.io.IOException;
import org.agrona.DirectBuffer;

/** Every input as JSON fields: mantissas as they stand in the record, since an input alone does not know its scales. One thread. */
final class InputFields {
    /** Writes the fields of a message that is an input; false when it is none. */
    boolean write(
            final JsonGenerator json, final DirectBuffer buffer, final int body, final MessageHeaderDecoder header)
            throws IOException {
        final int block = header.blockLength();
        final int version = header.version();
        switch (header.templateId()) {
            case PriceTickDecoder.TEMPLATE_ID -> price(json, new PriceTickDecoder().wrap(buffer, body, block, version));
            case AssetDefinitionDecoder.TEMPLATE_ID ->
                DefinitionFields.asset(json, new AssetDefinitionDecoder().wrap(buffer, body, block, version));
            case InstrumentDefinitionDecoder.TEMPLATE_ID ->
                DefinitionFields.instrument(json, new InstrumentDefinitionDecoder().wrap(buffer, body, block, version));
            case ProfileDefinitionDecoder.TEMPLATE_ID ->
                DefinitionFields.profile(json, new ProfileDefinitionDecoder().wrap(buffer, body, block, version));
            case MarginTableDecoder.TEMPLATE_ID ->
                DefinitionFields.marginTable(json, new MarginTableDecoder().wrap(buffer, body, block, version));
            case GuardDefinitionDecoder.TEMPLATE_ID ->
                GuardText.write(json, new GuardDefinitionDecoder().wrap(buffer, body, block, version));
            case DefinitionsCommitDecoder.TEMPLATE_ID -> {
                type(json, "definitionsCommit");
                json.writeNumberField(
                        "records",
                        new DefinitionsCommitDecoder()
                                .wrap(buffer, body, block, version)
                                .records());
            }
            case AccountOpenedDecoder.TEMPLATE_ID ->
                opened(json, new AccountOpenedDecoder().wrap(buffer, body, block, version));
            case TransferDecoder.TEMPLATE_ID ->
                transfer(json, new TransferDecoder().wrap(buffer, body, block, version));
            case BalanceSnapshotDecoder.TEMPLATE_ID ->
                balance(json, new BalanceSnapshotDecoder().wrap(buffer, body, block, version));
            case PositionSnapshotDecoder.TEMPLATE_ID ->
                position(json, new PositionSnapshotDecoder().wrap(buffer, body, block, version));
            case FillDecoder.TEMPLATE_ID -> fill(json, new FillDecoder().wrap(buffer, body, block, version));
            case LiquidationFillDecoder.TEMPLATE_ID ->
                liquidationFill(json, new LiquidationFillDecoder().wrap(buffer, body, block, version));
            case SeizeFillDecoder.TEMPLATE_ID ->
                seizeFill(json, new SeizeFillDecoder().wrap(buffer, body, block, version));
            case FundBalanceDecoder.TEMPLATE_ID ->
                fundBalance(json, new FundBalanceDecoder().wrap(buffer, body, block, version));
            case FundPaymentDecoder.TEMPLATE_ID ->
                fundPayment(json, new FundPaymentDecoder().wrap(buffer, body, block, version));
            case FundingDecoder.TEMPLATE_ID -> funding(json, new FundingDecoder().wrap(buffer, body, block, version));
            case InterestIndexDecoder.TEMPLATE_ID ->
                interestIndex(json, new InterestIndexDecoder().wrap(buffer, body, block, version));
            case OpenInterestDecoder.TEMPLATE_ID ->
                openInterest(json, new OpenInterestDecoder().wrap(buffer, body, block, version));
            case OpenOrdersDecoder.TEMPLATE_ID ->
                openOrders(json, new OpenOrdersDecoder().wrap(buffer, body, block, version));
            case AccountLeverageDecoder.TEMPLATE_ID ->
                leverage(json, new AccountLeverageDecoder().wrap(buffer, body, block, version));
            case StablePriceDecoder.TEMPLATE_ID ->
                stablePrice(json, new StablePriceDecoder().wrap(buffer, body, block, version));
            case MarginScaleDecoder.TEMPLATE_ID ->
                marginScale(json, new MarginScaleDecoder().wrap(buffer, body, block, version));
            case AssetDepositsDecoder.TEMPLATE_ID ->
                deposits(json, new AssetDepositsDecoder().wrap(buffer, body, block, version));
            default -> {
                return run(json, buffer, body, header);
            }
        }
        return true;
    }

    private static boolean run(
            final JsonGenerator json, final DirectBuffer buffer, final int body, final MessageHeaderDecoder header)
            throws IOException {
        final int block = header.blockLength();
        final int version = header.version();
        switch (header.templateId()) {
            case TimerDecoder.TEMPLATE_ID -> {
                type(json, "timer");
                json.writeNumberField(
                        "dueNs",
                        new TimerDecoder().wrap(buffer, body, block, version).dueNs());
            }
            case KillDecoder.TEMPLATE_ID -> {
                final KillDecoder kill = new KillDecoder().wrap(buffer, body, block, version);
                type(json, "kill");
                json.writeStringField("origin", lower(kill.origin()));
                json.writeStringField("operator", kill.operatorName());
                json.writeStringField("reason", kill.reason());
            }
            case ArmDecoder.TEMPLATE_ID -> {
                final ArmDecoder arm = new ArmDecoder().wrap(buffer, body, block, version);
                type(json, "arm");
                json.writeStringField("operator", arm.operatorName());
                json.writeStringField("reason", arm.reason());
            }
            case OrderClaimDecoder.TEMPLATE_ID ->
                claim(json, new OrderClaimDecoder().wrap(buffer, body, block, version));
            case OperatorActDecoder.TEMPLATE_ID ->
                operatorAct(json, new OperatorActDecoder().wrap(buffer, body, block, version));
            case SourceHeartbeatDecoder.TEMPLATE_ID -> {
                final SourceHeartbeatDecoder heartbeat =
                        new SourceHeartbeatDecoder().wrap(buffer, body, block, version);
                source(json, "sourceHeartbeat", heartbeat.source(), heartbeat.sequence());
            }
            case SourceDownDecoder.TEMPLATE_ID -> {
                type(json, "sourceDown");
                json.writeNumberField(
                        "source",
                        new SourceDownDecoder()
                                .wrap(buffer, body, block, version)
                                .source());
            }
            case SourceResyncDecoder.TEMPLATE_ID -> {
                final SourceResyncDecoder resync = new SourceResyncDecoder().wrap(buffer, body, block, version);
                type(json, "sourceResync");
                json.writeNumberField("source", resync.source());
                json.writeBooleanField("underWay", resync.underWay() == BooleanType.T);
            }
            case ReadyDecoder.TEMPLATE_ID -> {
                final ReadyDecoder ready = new ReadyDecoder().wrap(buffer, body, block, version);
                type(json, "ready");
                json.writeNumberField("rulesVersion", ready.rulesVersion());
                json.writeStringField("configHash", Long.toHexString(ready.configHash()));
                json.writeStringField("mode", lower(ready.mode()));
                json.writeNumberField("maxAccounts", ready.maxAccounts());
                json.writeNumberField("maxLegs", ready.maxLegs());
                json.writeNumberField("maxOrdersInFlight", ready.maxOrdersInFlight());
                if (ready.maxAssets() != ReadyDecoder.maxAssetsNullValue()) {
                    json.writeNumberField("maxAssets", ready.maxAssets());
                    json.writeNumberField("maxInstruments", ready.maxInstruments());
                }
                OptionalFields.number(json, "maxFactAgeNs", ready.maxFactAgeNs(), ReadyDecoder.maxFactAgeNsNullValue());
                json.writeStringField("build", ready.build());
            }
            case EpochDecoder.TEMPLATE_ID -> {
                final EpochDecoder epoch = new EpochDecoder().wrap(buffer, body, block, version);
                type(json, "epoch");
                json.writeNumberField("epoch", epoch.epoch());
                json.writeStringField("reason", lower(epoch.reason()));
            }
            case ConfigReloadedDecoder.TEMPLATE_ID -> {
                final ConfigReloadedDecoder reloaded = new ConfigReloadedDecoder().wrap(buffer, body, block, version);
                type(json, "configReloaded");
                json.writeStringField("configHash", Long.toHexString(reloaded.configHash()));
                json.writeStringField("operator", reloaded.operatorName());
                json.writeStringField("reason", reloaded.reason());
            }
            case SnapshotRequestedDecoder.TEMPLATE_ID -> {
                final SnapshotRequestedDecoder requested =
                        new SnapshotRequestedDecoder().wrap(buffer, body, block, version);
                type(json, "snapshotRequested");
                json.writeStringField("operator", requested.operatorName());
                json.writeStringField("reason", requested.reason());
            }
            case FailStopDecoder.TEMPLATE_ID -> {
                final FailStopDecoder failStop = new FailStopDecoder().wrap(buffer, body, block, version);
                type(json, "failStop");
                json.writeStringField("who", failStop.who());
                json.writeStringField("cause", failStop.cause());
            }
            case MarkerDecoder.TEMPLATE_ID -> {
                type(json, "marker");
                json.writeNumberField(
                        "marker",
                        new MarkerDecoder().wrap(buffer, body, block, version).marker());
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void claim(final JsonGenerator json, final OrderClaimDecoder claim) throws IOException {
        type(json, "orderClaim");
        json.writeStringField(
                "order", new OrderId(claim.orderEpoch(), claim.orderSequence(), claim.orderOrdinal()).toString());
        json.writeStringField("kind", lower(claim.kind()));
        json.writeNumberField("untilNs", claim.untilNs());
        json.writeStringField("client", claim.client());
    }

    private static void operatorAct(final JsonGenerator json, final OperatorActDecoder act) throws IOException {
        type(json, "operatorAct");
        json.writeStringField("act", lower(act.act()));
        OptionalFields.number(json, "accountId", act.accountId(), OperatorActDecoder.accountIdNullValue());
        OptionalFields.number(json, "instrumentId", act.instrumentId(), OperatorActDecoder.instrumentIdNullValue());
        OptionalFields.number(json, "priceId", act.priceId(), OperatorActDecoder.priceIdNullValue());
        OptionalFields.number(json, "value", act.value(), OperatorActDecoder.valueNullValue());
        json.writeStringField("operator", act.operatorName());
        json.writeStringField("reason", act.reason());
    }

    private static void price(final JsonGenerator json, final PriceTickDecoder tick) throws IOException {
        source(json, "price", tick.source(), tick.sourceSequence());
        json.writeNumberField("priceId", tick.priceId());
        json.writeNumberField("value", tick.value());
        if (tick.confidence() != PriceTickDecoder.confidenceNullValue()) {
            json.writeNumberField("confidence", tick.confidence());
        }
        json.writeNumberField("publishNs", tick.publishNs());
        json.writeNumberField("receiveNs", tick.receiveNs());
        json.writeNumberField("conflated", tick.conflated());
        json.writeBooleanField("endOfGroup", tick.endOfGroup() == BooleanType.T);
    }

    private static void opened(final JsonGenerator json, final AccountOpenedDecoder fact) throws IOException {
        source(json, "accountOpened", fact.source(), fact.sourceSequence());
        json.writeNumberField("accountId", fact.accountId());
        json.writeStringField("role", lower(fact.role()));
        OptionalFields.number(
                json, "parentAccountId", fact.parentAccountId(), AccountOpenedDecoder.parentAccountIdNullValue());
        json.writeStringField("name", fact.name());
    }

    private static void transfer(final JsonGenerator json, final TransferDecoder fact) throws IOException {
        source(json, "transfer", fact.source(), fact.sourceSequence());
        json.writeNumberField("accountId", fact.accountId());
        json.writeNumberField("assetId", fact.assetId());
        json.writeNumberField("amount", fact.amount());
    }

    private static void balance(final JsonGenerator json, final BalanceSnapshotDecoder fact) throws IOException {
        source(json, "balanceSnapshot", fact.source(), fact.sourceSequence());
        json.writeNumberField("accountId", fact.accountId());
        json.writeNumberField("assetId", fact.assetId());
        json.writeNumberField("amount", fact.amount());
        json.writeBooleanField("first", fact.first() == BooleanType.T);
        json.writeBooleanField("last", fact.last() == BooleanType.T);
    }

    private static void position(final JsonGenerator json, final PositionSnapshotDecoder fact) throws IOException {
        source(json, "positionSnapshot", fact.source(), fact.sourceSequence());
        json.writeNumberField("accountId", fact.accountId());
        json.writeNumberField("instrumentId", fact.instrumentId());
        json.writeNumberField("quantity", fact.quantity());
        json.writeNumberField(
                "cost", Decimals.toBigInteger(fact.cost().high(), fact.cost().low()));
        json.writeBooleanField("first", fact.first() == BooleanType.T);
        json.writeBooleanField("last", fact.last() == BooleanType.T);
    }

    private static void fill(final JsonGenerator json, final FillDecoder fact) throws IOException {
        source(json, "fill", fact.source(), fact.sourceSequence());
        json.writeNumberField("accountId", fact.accountId());
        json.writeNumberField("instrumentId", fact.instrumentId());
        json.writeNumberField("quantity", fact.quantity());
        json.writeNumberField("price", fact.price());
        json.writeNumberField("fee", fact.fee());
    }

    private static void liquidationFill(final JsonGenerator json, final LiquidationFillDecoder fact)
            throws IOException {
        source(json, "liquidationFill", fact.source(), fact.sourceSequence());
        json.writeNumberField("accountId", fact.accountId());
        if (fact.counterpartyId() != LiquidationFillDecoder.counterpartyIdNullValue()) {
            json.writeNumberField("counterpartyId", fact.counterpartyId());
        }
        json.writeStringField(
                "order", new OrderId(fact.orderEpoch(), fact.orderSequence(), fact.orderOrdinal()).toString());
        json.writeNumberField("instrumentId", fact.instrumentId());
        json.writeNumberField("quantity", fact.quantity());
        json.writeNumberField("price", fact.price());
        json.writeNumberField("fee", fact.fee());
    }

    private static void seizeFill(final JsonGenerator json, final SeizeFillDecoder fact) throws IOException {
        source(json, "seizeFill", fact.source(), fact.sourceSequence());
        SeizeText.writeFields(json, fact);
    }

    private static void fundBalance(final JsonGenerator json, final FundBalanceDecoder fact) throws IOException {
        source(json, "fundBalance", fact.source(), fact.sourceSequence());
        FundText.writeFields(json, fact);
    }

    private static void fundPayment(final JsonGenerator json, final FundPaymentDecoder fact) throws IOException {
        source(json, "fundPayment", fact.source(), fact.sourceSequence());
        FundText.writeFields(json, fact);
    }

    private static void funding(final JsonGenerator json, final FundingDecoder fact) throws IOException {
        source(json, "funding", fact.source(), fact.sourceSequence());
        json.writeNumberField("instrumentId", fact.instrumentId());
        json.writeNumberField("cumulativeIndex", fact.cumulativeIndex());
    }

    private static void marginScale(final JsonGenerator json, final MarginScaleDecoder fact) throws IOException {
        source(json, "marginScale", fact.source(), fact.sourceSequence());
        json.writeNumberField("scalePpm", fact.scalePpm());
    }

    private static void interestIndex(final JsonGenerator json, final InterestIndexDecoder fact) throws IOException {
        source(json, "interestIndex", fact.source(), fact.sourceSequence());
        json.writeNumberField("assetId", fact.assetId());
        json.writeNumberField(
                "supplyIndex",
                Decimals.toBigInteger(
                        fact.supplyIndex().high(), fact.supplyIndex().low()));
        json.writeNumberField(
                "borrowIndex",
                Decimals.toBigInteger(
                        fact.borrowIndex().high(), fact.borrowIndex().low()));
    }

    private static void openInterest(final JsonGenerator json, final OpenInterestDecoder fact) throws IOException {
        source(json, "openInterest", fact.source(), fact.sourceSequence());
        json.writeNumberField("instrumentId", fact.instrumentId());
        json.writeNumberField("quantity", fact.quantity());
    }

    private static void openOrders(final JsonGenerator json, final OpenOrdersDecoder fact) throws IOException {
        source(json, "openOrders", fact.source(), fact.sourceSequence());
        json.writeNumberField("accountId", fact.accountId());
        json.writeNumberField("instrumentId", fact.instrumentId());
        json.writeNumberField("bids", fact.bids());
        json.writeNumberField("asks", fact.asks());
        json.writeNumberField("orders", fact.orders());
    }

    private static void leverage(final JsonGenerator json, final AccountLeverageDecoder fact) throws IOException {
        source(json, "leverage", fact.source(), fact.sourceSequence());
        json.writeNumberField("accountId", fact.accountId());
        json.writeNumberField("instrumentId", fact.instrumentId());
        json.writeNumberField("leveragePpm", fact.leveragePpm());
    }

    private static void stablePrice(final JsonGenerator json, final StablePriceDecoder fact) throws IOException {
        source(json, "stablePrice", fact.source(), fact.sourceSequence());
        json.writeNumberField("priceId", fact.priceId());
        json.writeNumberField("value", fact.value());
    }

    private static void deposits(final JsonGenerator json, final AssetDepositsDecoder fact) throws IOException {
        source(json, "deposits", fact.source(), fact.sourceSequence());
        json.writeNumberField("assetId", fact.assetId());
        json.writeNumberField("amount", fact.amount());
    }

    private static void source(final JsonGenerator json, final String type, final int source, final long sourceSequence)
            throws IOException {
        type(json, type);
        json.writeNumberField("source", source);
        json.writeNumberField("sourceSequence", sourceSequence);
    }

    private static void type(final JsonGenerator json, final String type) throws IOException {
        json.writeStringField("type", type);
    }
}
