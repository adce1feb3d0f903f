package io.plimsoll.daemon.run;

import io.plimsoll.daemon.definitions.AssetSpec;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.definitions.InstrumentSpec;
import io.plimsoll.engine.MarginView;
import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.ndjson.Directory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/** What the symbols and account names of NDJSON lines stand for. Any thread. */
final class Names implements Directory {
    private final DefinitionSet definitions;
    private final Map<String, Long> accounts = new ConcurrentHashMap<>();

    /** Knows the accounts of a recovered engine already. */
    Names(final DefinitionSet definitions, final MarginView view) {
        this.definitions = definitions;
        for (int unit = 0; unit < view.unitCount(); unit++) {
            accounts.put(view.accountName(unit), view.accountId(unit));
        }
    }

    /** Every price id of the configuration. */
    void forEachPrice(final IntConsumer consumer) {
        definitions.prices().forEach(price -> consumer.accept(price.id()));
    }

    @Override
    public PriceId priceId(final String symbol) {
        final DefinitionSet.PriceRef price = definitions.price(symbol);
        return price == null ? null : new PriceId(price.id(), price.decimals());
    }

    @Override
    public Asset asset(final String symbol) {
        final AssetSpec asset = definitions.asset(symbol);
        return asset == null ? null : new Asset(asset.id(), asset.decimals());
    }

    @Override
    public Instrument instrument(final String symbol) {
        final InstrumentSpec instrument = definitions.instrument(symbol);
        return instrument == null
                ? null
                : new Instrument(
                        instrument.id(),
                        instrument.priceDecimals(),
                        instrument.quantityDecimals(),
                        definitions.assetById(instrument.settlementId()).decimals(),
                        instrument.terms());
    }

    @Override
    public long accountId(final String name) {
        return accounts.getOrDefault(name, UNKNOWN_ACCOUNT);
    }

    @Override
    public void accountOpened(final String name, final long accountId) {
        accounts.put(name, accountId);
    }
}
