package io.plimsoll.journal.text;

import static io.plimsoll.journal.text.OrderText.lower;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.GuardDefinitionDecoder;
import io.plimsoll.protocol.codec.PriceStateChangeDecoder;
import java.io.IOException;

/** Guards and what became of their prices as JSON fields. Stateless, any thread. */
final class GuardText {
    private GuardText() {}

    /** A guard; what it does not look at is left out. */
    static void write(final JsonGenerator json, final GuardDefinitionDecoder guard) throws IOException {
        json.writeStringField("type", "guardDefinition");
        json.writeNumberField("priceId", guard.priceId());
        json.writeNumberField("quorum", guard.quorum());
        json.writeNumberField("maxAgeNs", guard.maxAgeNs());
        optional(json, "collarPpm", guard.collarPpm(), GuardDefinitionDecoder.collarPpmNullValue());
        optional(json, "outlierMads", guard.outlierMads(), GuardDefinitionDecoder.outlierMadsNullValue());
        json.writeNumberField("outlierFloorPpm", guard.outlierFloorPpm());
        optional(
                json, "maxConfidencePpm", guard.maxConfidencePpm(), GuardDefinitionDecoder.maxConfidencePpmNullValue());
        optional(json, "haltFactor", guard.haltFactor(), GuardDefinitionDecoder.haltFactorNullValue());
        json.writeNumberField("slowNs", guard.slowNs());
        json.writeNumberField("resumeTicks", guard.resumeTicks());
        optional(json, "dwellPpm", guard.dwellPpm(), GuardDefinitionDecoder.dwellPpmNullValue());
        json.writeNumberField("dwellNs", guard.dwellNs());
        json.writeStringField("degraded", lower(guard.degraded()));
    }

    private static void optional(final JsonGenerator json, final String field, final int value, final int nullValue)
            throws IOException {
        if (value != nullValue) {
            json.writeNumberField(field, value);
        }
    }

    /** A change of state; the record knows the price's decimals. Without a price there are no prices in it. */
    static void write(final JsonGenerator json, final PriceStateChangeDecoder change) throws IOException {
        final int decimals = change.priceDecimals();
        json.writeStringField("type", "priceState");
        json.writeNumberField("priceId", change.priceId());
        json.writeStringField("previous", lower(change.previous()));
        json.writeStringField("current", lower(change.current()));
        if (change.value() != 0) {
            json.writeStringField("price", Decimals.format(change.value(), decimals));
            json.writeStringField("low", Decimals.format(change.low(), decimals));
            json.writeStringField("high", Decimals.format(change.high(), decimals));
        }
        json.writeNumberField("fresh", change.fresh());
        json.writeNumberField("kept", change.kept());
        json.writeBooleanField("dwelling", change.dwelling() == BooleanType.T);
        if (change.source() != PriceStateChangeDecoder.sourceNullValue()) {
            json.writeNumberField("source", change.source());
        }
        json.writeNumberField("causeSequence", change.causeSequence());
    }
}
