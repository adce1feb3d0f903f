package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.terms.InstrumentTerms;
import java.math.BigInteger;

/** A copy of an instrument's definition, to be changed field by field. */
final class InstrumentEdit {
    long id;
    long priceId;
    long underlyingAssetId;
    long settlementAssetId;
    InstrumentKind kind;
    int priceDecimals;
    int quantityDecimals;
    int initialPpm;
    int stopPpm;
    int maintenancePpm;
    BigInteger tick;
    BigInteger step;
    BigInteger maxQuantity;
    BigInteger maxPrice;
    String symbol;
    InstrumentTerms terms;

    InstrumentEdit(final Instrument instrument) {
        id = instrument.id();
        priceId = instrument.priceId();
        underlyingAssetId = instrument.underlyingAssetId();
        settlementAssetId = instrument.settlementAssetId();
        kind = instrument.kind();
        priceDecimals = instrument.priceDecimals();
        quantityDecimals = instrument.quantityDecimals();
        initialPpm = instrument.initialPpm();
        stopPpm = instrument.stopPpm();
        maintenancePpm = instrument.maintenancePpm();
        tick = instrument.tick();
        step = instrument.step();
        maxQuantity = instrument.maxQuantity();
        maxPrice = instrument.maxPrice();
        symbol = instrument.symbol();
        terms = instrument.terms();
    }

    Instrument done() {
        return new Instrument(
                id,
                priceId,
                underlyingAssetId,
                settlementAssetId,
                kind,
                priceDecimals,
                quantityDecimals,
                initialPpm,
                stopPpm,
                maintenancePpm,
                tick,
                step,
                maxQuantity,
                maxPrice,
                symbol,
                terms);
    }
}
