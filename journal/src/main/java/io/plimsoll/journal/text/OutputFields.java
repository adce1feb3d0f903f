package io.plimsoll.journal.text;

import static io.plimsoll.journal.text.OrderText.lower;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.AccountDifferenceDecoder;
import io.plimsoll.protocol.codec.DeleverageDecoder;
import io.plimsoll.protocol.codec.EngineStateDecoder;
import io.plimsoll.protocol.codec.FundDrawDecoder;
import io.plimsoll.protocol.codec.InputFlaggedDecoder;
import io.plimsoll.protocol.codec.LiquidationPenaltyDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OrderStateDecoder;
import io.plimsoll.protocol.codec.PriceStateChangeDecoder;
import io.plimsoll.protocol.codec.SeizeOrderStateDecoder;
import io.plimsoll.protocol.codec.StateHashDecoder;
import io.plimsoll.protocol.codec.UncoveredDecoder;
import io.plimsoll.protocol.codec.UnitStateDecoder;
import io.plimsoll.protocol.codec.WithdrawalsBlockedDecoder;
import io.plimsoll.protocol.codec.WithheldDecoder;
import java.io.IOException;
import org.agrona.DirectBuffer;

/** Every output but the orders as JSON fields. One thread. */
final class OutputFields {
    private final OrderStateDecoder orderState = new OrderStateDecoder();
    private final SeizeOrderStateDecoder seizeOrderState = new SeizeOrderStateDecoder();
    private final UnitStateDecoder unitState = new UnitStateDecoder();
    private final WithheldDecoder withheld = new WithheldDecoder();
    private final InputFlaggedDecoder flagged = new InputFlaggedDecoder();
    private final AccountDifferenceDecoder difference = new AccountDifferenceDecoder();
    private final PriceStateChangeDecoder priceState = new PriceStateChangeDecoder();
    private final FundDrawDecoder fundDraw = new FundDrawDecoder();
    private final UncoveredDecoder uncovered = new UncoveredDecoder();
    private final DeleverageDecoder deleverage = new DeleverageDecoder();
    private final LiquidationPenaltyDecoder penalty = new LiquidationPenaltyDecoder();
    private final WithdrawalsBlockedDecoder blocked = new WithdrawalsBlockedDecoder();
    private final EngineStateDecoder engineState = new EngineStateDecoder();
    private final StateHashDecoder stateHash = new StateHashDecoder();

    /** Writes the fields of a message that is an output; false when it is none. */
    boolean write(
            final JsonGenerator json, final DirectBuffer buffer, final int body, final MessageHeaderDecoder header)
            throws IOException {
        final int block = header.blockLength();
        final int version = header.version();
        switch (header.templateId()) {
            case OrderStateDecoder.TEMPLATE_ID -> orderState(json, orderState.wrap(buffer, body, block, version));
            case SeizeOrderStateDecoder.TEMPLATE_ID ->
                SeizeText.write(json, seizeOrderState.wrap(buffer, body, block, version));
            case UnitStateDecoder.TEMPLATE_ID -> unitState(json, unitState.wrap(buffer, body, block, version));
            case WithheldDecoder.TEMPLATE_ID -> withheld(json, withheld.wrap(buffer, body, block, version));
            case InputFlaggedDecoder.TEMPLATE_ID -> flagged(json, flagged.wrap(buffer, body, block, version));
            case AccountDifferenceDecoder.TEMPLATE_ID ->
                DifferenceText.write(json, difference.wrap(buffer, body, block, version));
            case PriceStateChangeDecoder.TEMPLATE_ID ->
                GuardText.write(json, priceState.wrap(buffer, body, block, version));
            case FundDrawDecoder.TEMPLATE_ID -> FundText.write(json, fundDraw.wrap(buffer, body, block, version));
            case UncoveredDecoder.TEMPLATE_ID -> FundText.write(json, uncovered.wrap(buffer, body, block, version));
            case DeleverageDecoder.TEMPLATE_ID -> FundText.write(json, deleverage.wrap(buffer, body, block, version));
            case LiquidationPenaltyDecoder.TEMPLATE_ID ->
                FundText.write(json, penalty.wrap(buffer, body, block, version));
            case WithdrawalsBlockedDecoder.TEMPLATE_ID ->
                FundText.write(json, blocked.wrap(buffer, body, block, version));
            case EngineStateDecoder.TEMPLATE_ID -> {
                engineState.wrap(buffer, body, block, version);
                json.writeStringField("type", "engineState");
                json.writeNumberField("causeSequence", engineState.causeSequence());
                json.writeStringField("status", lower(engineState.status()));
                json.writeStringField("mode", lower(engineState.mode()));
            }
            case StateHashDecoder.TEMPLATE_ID -> {
                stateHash.wrap(buffer, body, block, version);
                json.writeStringField("type", "stateHash");
                json.writeNumberField("causeSequence", stateHash.causeSequence());
                json.writeNumberField("marker", stateHash.marker());
                json.writeStringField("hash", Long.toHexString(stateHash.hash()));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void orderState(final JsonGenerator json, final OrderStateDecoder state) throws IOException {
        json.writeStringField("type", "orderState");
        json.writeStringField(
                "id", new OrderId(state.orderEpoch(), state.orderSequence(), state.orderOrdinal()).toString());
        json.writeNumberField("accountId", state.accountId());
        json.writeNumberField("instrumentId", state.instrumentId());
        json.writeStringField("status", lower(state.status()));
        json.writeStringField("reason", lower(state.reason()));
        json.writeStringField("filled", Decimals.format(state.filled(), state.quantityDecimals()));
        json.writeStringField("remaining", Decimals.format(state.remaining(), state.quantityDecimals()));
        json.writeNumberField("causeSequence", state.causeSequence());
    }

    private static void unitState(final JsonGenerator json, final UnitStateDecoder state) throws IOException {
        final int decimals = state.valueDecimals();
        json.writeStringField("type", "unitState");
        json.writeNumberField("accountId", state.accountId());
        json.writeStringField("previous", lower(state.previous()));
        json.writeStringField("current", lower(state.current()));
        OrderText.value(json, "equity", state.equity(), decimals);
        OrderText.value(json, "netWorth", state.netWorth(), decimals);
        OrderText.value(json, "maintenanceMargin", state.maintenanceMargin(), decimals);
        json.writeNumberField("causeSequence", state.causeSequence());
        json.writeStringField("account", state.accountName());
    }

    private static void withheld(final JsonGenerator json, final WithheldDecoder withheld) throws IOException {
        final int decimals = withheld.valueDecimals();
        json.writeStringField("type", "withheld");
        json.writeNumberField("accountId", withheld.accountId());
        json.writeStringField("reason", lower(withheld.reason()));
        OrderText.value(json, "equity", withheld.equity(), decimals);
        OrderText.value(json, "netWorth", withheld.netWorth(), decimals);
        OrderText.value(json, "maintenanceMargin", withheld.maintenanceMargin(), decimals);
        json.writeNumberField("causeSequence", withheld.causeSequence());
        json.writeStringField("account", withheld.accountName());
    }

    private static void flagged(final JsonGenerator json, final InputFlaggedDecoder flagged) throws IOException {
        json.writeStringField("type", "inputFlagged");
        json.writeStringField("disposition", lower(flagged.disposition()));
        json.writeStringField("reason", lower(flagged.reason()));
        if (flagged.source() != InputFlaggedDecoder.sourceNullValue()) {
            json.writeNumberField("source", flagged.source());
        }
        if (flagged.accountId() != InputFlaggedDecoder.accountIdNullValue()) {
            json.writeNumberField("accountId", flagged.accountId());
        }
        if (flagged.subjectId() != InputFlaggedDecoder.subjectIdNullValue()) {
            json.writeNumberField("subjectId", flagged.subjectId());
        }
        json.writeNumberField("causeSequence", flagged.causeSequence());
    }
}
