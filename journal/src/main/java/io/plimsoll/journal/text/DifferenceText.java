package io.plimsoll.journal.text;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.AccountDifferenceDecoder;
import io.plimsoll.protocol.codec.Value128Decoder;
import java.io.IOException;

/** Where an account snapshot says otherwise than the engine knew, as JSON fields. Stateless, any thread. */
final class DifferenceText {
    private DifferenceText() {}

    /** A leg with both sides: {@code ours} and {@code theirs}, of a position with their costs. */
    static void write(final JsonGenerator json, final AccountDifferenceDecoder difference) throws IOException {
        final int decimals = difference.unitDecimals();
        json.writeStringField("type", "accountDifference");
        json.writeNumberField("accountId", difference.accountId());
        if (difference.assetId() != AccountDifferenceDecoder.assetIdNullValue()) {
            json.writeNumberField("assetId", difference.assetId());
        }
        json.writeStringField("ours", Decimals.format(difference.ourUnits(), decimals));
        json.writeStringField("theirs", Decimals.format(difference.theirUnits(), decimals));
        if (difference.instrumentId() != AccountDifferenceDecoder.instrumentIdNullValue()) {
            json.writeNumberField("instrumentId", difference.instrumentId());
            final int costDecimals = decimals + difference.priceDecimals();
            cost(json, "ourCost", difference.ourCost(), costDecimals);
            cost(json, "theirCost", difference.theirCost(), costDecimals);
        }
        json.writeNumberField("source", difference.source());
        json.writeNumberField("causeSequence", difference.causeSequence());
        json.writeStringField("account", difference.accountName());
    }

    private static void cost(
            final JsonGenerator json, final String field, final Value128Decoder cost, final int decimals)
            throws IOException {
        json.writeStringField(field, Decimals.format(cost.high(), cost.low(), decimals));
    }
}
