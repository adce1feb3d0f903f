package io.plimsoll.feed.ndjson;

import io.plimsoll.feed.PriceId;
import io.plimsoll.protocol.terms.InstrumentTerms;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Two assets, two instruments, and the accounts that were opened. */
final class TestDirectory implements Directory {
    private static final Map<String, PriceId> PRICES =
            Map.of("BTC-PERP", new PriceId(10, 2), "BTC", new PriceId(10, 2), "WIDE", new PriceId(11, 18));
    private static final Map<String, Asset> ASSETS = Map.of("USDC", new Asset(1, 6), "BTC", new Asset(2, 8));
    private static final Map<String, Instrument> INSTRUMENTS = Map.of(
            "BTC-PERP",
            new Instrument(100, 2, 4, 6),
            "WIDE",
            new Instrument(101, 18, 18, 6),
            "BTC-INVERSE", // 100 dollars a contract, worth so much to 10 decimals
            new Instrument(102, 2, 0, 8, InstrumentTerms.PLAIN.ofContract(10_000, 10)));

    private final Map<String, Long> accounts = new ConcurrentHashMap<>();

    @Override
    public PriceId priceId(final String symbol) {
        return PRICES.get(symbol);
    }

    @Override
    public Asset asset(final String symbol) {
        return ASSETS.get(symbol);
    }

    @Override
    public Instrument instrument(final String symbol) {
        return INSTRUMENTS.get(symbol);
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
