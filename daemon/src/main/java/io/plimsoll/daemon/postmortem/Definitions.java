package io.plimsoll.daemon.postmortem;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.AssetDefinitionDecoder;
import io.plimsoll.protocol.codec.InstrumentDefinitionDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.Mark;
import io.plimsoll.protocol.terms.TermsDecoder;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/** What prices and instruments are called, and their scales, as the journal defines them. The collector's thread. */
final class Definitions {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AssetDefinitionDecoder asset = new AssetDefinitionDecoder();
    private final InstrumentDefinitionDecoder instrument = new InstrumentDefinitionDecoder();
    private final Map<Long, Priced> prices = new HashMap<>();
    private final Map<Long, Integer> quantityDecimals = new HashMap<>();
    private final Map<Long, InstrumentTerms> terms = new HashMap<>();
    private final Map<Long, Long> priceOfInstrument = new HashMap<>();
    private String currency = "";

    /** What a price id prices: an instrument if there is one, otherwise an asset. */
    record Priced(String symbol, int decimals, boolean isInstrument) {}

    void onFrame(final DirectBuffer buffer, final int offset) {
        switch (Frame.templateId(buffer, offset)) {
            case AssetDefinitionDecoder.TEMPLATE_ID ->
                onAsset(asset.wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, header));
            case InstrumentDefinitionDecoder.TEMPLATE_ID ->
                onInstrument(instrument.wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, header));
            default -> {
                // defines nothing
            }
        }
    }

    private void onAsset(final AssetDefinitionDecoder record) {
        if (record.priceId() == 0) {
            currency = currency.isEmpty() ? record.symbol() : currency;
            return;
        }
        final Priced known = prices.get(record.priceId());
        if (known == null || !known.isInstrument()) {
            prices.put(record.priceId(), new Priced(record.symbol(), record.priceDecimals(), false));
        }
    }

    private void onInstrument(final InstrumentDefinitionDecoder record) {
        final Priced known = prices.get(record.priceId());
        quantityDecimals.put(record.instrumentId(), (int) record.quantityDecimals());
        priceOfInstrument.put(record.instrumentId(), record.priceId());
        terms.put(record.instrumentId(), TermsDecoder.of(record));
        if (known == null || !known.isInstrument()) {
            prices.put(record.priceId(), new Priced(record.symbol(), record.priceDecimals(), true));
        }
    }

    /** Null for a price id that is not defined. */
    Priced price(final long priceId) {
        return prices.get(priceId);
    }

    /** Decimals of an instrument's price; it is defined. */
    int priceDecimals(final long instrumentId) {
        return prices.get(priceOfInstrument.get(instrumentId)).decimals();
    }

    /** What an instrument's contract is worth at a price, or that price itself where it is not inverse; it is defined. */
    BigDecimal mark(final long instrumentId, final long price) {
        final int decimals = priceDecimals(instrumentId);
        return Mark.of(terms.get(instrumentId), Decimals.toBigDecimal(price, decimals), decimals);
    }

    /** Decimals of an instrument's quantity; it is defined. */
    int quantityDecimals(final long instrumentId) {
        return quantityDecimals.get(instrumentId);
    }

    boolean isInstrument(final long instrumentId) {
        return quantityDecimals.containsKey(instrumentId);
    }

    /** The symbol of the asset that needs no price. */
    String currency() {
        return currency;
    }
}
