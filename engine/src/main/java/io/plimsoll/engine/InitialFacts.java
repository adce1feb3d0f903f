package io.plimsoll.engine;

import io.plimsoll.protocol.codec.AccountLeverageDecoder;
import io.plimsoll.protocol.codec.AssetDepositsDecoder;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.OpenInterestDecoder;
import io.plimsoll.protocol.codec.OpenOrdersDecoder;
import io.plimsoll.protocol.codec.StablePriceDecoder;
import org.agrona.DirectBuffer;

/**
 * Applies the facts on which initial margin alone hangs (docs/internals/initial-margin.md). No verdict goes by it, so that those which are
 * about no account touch nobody. Engine thread.
 */
final class InitialFacts {
    private final Catalog catalog;
    private final Prices prices;
    private final AccountFacts facts;
    private final UnitInstrumentFacts unitInstrumentFacts;
    private final OpenInterestDecoder openInterest = new OpenInterestDecoder();
    private final OpenOrdersDecoder openOrders = new OpenOrdersDecoder();
    private final AccountLeverageDecoder leverage = new AccountLeverageDecoder();
    private final StablePriceDecoder stablePrice = new StablePriceDecoder();
    private final AssetDepositsDecoder deposits = new AssetDepositsDecoder();

    InitialFacts(final EngineState state, final AccountFacts facts) {
        this.catalog = state.catalog;
        this.prices = state.prices;
        this.facts = facts;
        unitInstrumentFacts = new UnitInstrumentFacts(state, facts);
    }

    /**
     * Applies one.
     *
     * @param body where the message's fields begin
     * @return false, and nothing done, where the record is none of these
     */
    boolean apply(
            final int templateId,
            final DirectBuffer buffer,
            final int body,
            final int block,
            final int version,
            final FiredUnits touched) {
        switch (templateId) {
            case OpenInterestDecoder.TEMPLATE_ID -> {
                openInterest.wrap(buffer, body, block, version);
                if (facts.begin(openInterest.source(), openInterest.sourceSequence(), touched)) {
                    onOpenInterest(openInterest);
                }
            }
            case OpenOrdersDecoder.TEMPLATE_ID -> {
                openOrders.wrap(buffer, body, block, version);
                if (facts.begin(openOrders.source(), openOrders.sourceSequence(), touched)) {
                    unitInstrumentFacts.onOpenOrders(openOrders, touched);
                }
            }
            case AccountLeverageDecoder.TEMPLATE_ID -> {
                leverage.wrap(buffer, body, block, version);
                if (facts.begin(leverage.source(), leverage.sourceSequence(), touched)) {
                    unitInstrumentFacts.onLeverage(leverage, touched);
                }
            }
            case StablePriceDecoder.TEMPLATE_ID -> {
                stablePrice.wrap(buffer, body, block, version);
                if (facts.begin(stablePrice.source(), stablePrice.sourceSequence(), touched)) {
                    onStablePrice(stablePrice);
                }
            }
            case AssetDepositsDecoder.TEMPLATE_ID -> {
                deposits.wrap(buffer, body, block, version);
                if (facts.begin(deposits.source(), deposits.sourceSequence(), touched)) {
                    onDeposits(deposits);
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void onOpenInterest(final OpenInterestDecoder fact) {
        final Factor instrument = catalog.instrument((int) fact.instrumentId());
        if (instrument == null) {
            refuse(FlagReason.UNKNOWN_INSTRUMENT, fact.source(), fact.instrumentId());
        } else if (fact.quantity() < 0 || fact.quantity() >= MicrosWorth.LIMIT) {
            refuse(FlagReason.OVER_LIMIT, fact.source(), fact.instrumentId());
        } else {
            instrument.openInterest = fact.quantity();
        }
    }

    private void onStablePrice(final StablePriceDecoder fact) {
        final int slot = prices.slot((int) fact.priceId());
        if (slot == Prices.NO_SLOT) {
            refuse(FlagReason.PRICE_UNKNOWN_ID, fact.source(), fact.priceId());
        } else if (fact.value() < 0 || fact.value() > prices.maxPrice(slot)) {
            refuse(FlagReason.OVER_LIMIT, fact.source(), fact.priceId());
        } else {
            prices.setStable(slot, fact.value());
        }
    }

    private void onDeposits(final AssetDepositsDecoder fact) {
        final Factor asset = catalog.asset((int) fact.assetId());
        if (asset == null) {
            refuse(FlagReason.UNKNOWN_ASSET, fact.source(), fact.assetId());
        } else if (fact.amount() < 0 || fact.amount() >= MicrosWorth.LIMIT) {
            refuse(FlagReason.OVER_LIMIT, fact.source(), fact.assetId());
        } else {
            asset.deposits = fact.amount();
        }
    }

    private void refuse(final FlagReason reason, final int source, final long subjectId) {
        facts.flag(Disposition.REFUSED, reason, source, Outputs.NO_ACCOUNT, subjectId);
    }
}
