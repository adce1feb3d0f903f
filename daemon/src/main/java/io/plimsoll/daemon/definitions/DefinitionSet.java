package io.plimsoll.daemon.definitions;

import io.plimsoll.daemon.chain.EngineInput;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.journal.config.UserError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Assets, instruments, guards and profile that come into force together, with the numeric ids that records use for their symbols. Immutable
 * once built; building checks everything the engine would check, so that a daemon never starts on definitions it would refuse.
 */
public final class DefinitionSet {
    private final List<AssetSpec> assets;
    private final List<InstrumentSpec> instruments;
    private final List<GuardSpec> guards;
    private final ProfileSpec profile;
    private final Map<String, AssetSpec> assetBySymbol = new LinkedHashMap<>();
    private final Map<String, InstrumentSpec> instrumentBySymbol = new LinkedHashMap<>();
    private final Map<String, PriceRef> priceBySymbol = new LinkedHashMap<>();

    /**
     * A price id with what a feed must know to speak of it.
     *
     * @param id numeric price id, from 1
     * @param symbol its name in books, tick files and config
     * @param decimals decimals of its mantissa
     * @param maxPrice largest mantissa that the engine takes
     */
    public record PriceRef(int id, String symbol, int decimals, long maxPrice) {}

    /** Without guards. */
    public DefinitionSet(
            final List<AssetSpec> assets, final List<InstrumentSpec> instruments, final ProfileSpec profile) {
        this(assets, instruments, List.of(), profile);
    }

    public DefinitionSet(
            final List<AssetSpec> assets,
            final List<InstrumentSpec> instruments,
            final List<GuardSpec> guards,
            final ProfileSpec profile) {
        this.assets = List.copyOf(assets);
        this.instruments = List.copyOf(instruments);
        this.guards = List.copyOf(guards);
        this.profile = profile;
        final Map<Integer, String> assetById = new HashMap<>();
        for (final AssetSpec asset : assets) {
            requireFree(asset.origin(), "asset", asset.id(), asset.symbol(), assetById);
            if (assetBySymbol.put(asset.symbol(), asset) != null) {
                throw new UserError(asset.origin() + ": asset '" + asset.symbol() + "' is defined twice");
            }
            addPrice(asset.origin(), asset.price(), asset.priceDecimals(), asset.maxPrice());
        }
        final Map<Integer, String> instrumentById = new HashMap<>();
        for (final InstrumentSpec instrument : instruments) {
            requireFree(instrument.origin(), "instrument", instrument.id(), instrument.symbol(), instrumentById);
            final boolean isTaken = instrumentBySymbol.put(instrument.symbol(), instrument) != null
                    || assetBySymbol.containsKey(instrument.symbol());
            if (isTaken) {
                throw new UserError(instrument.origin() + ": '" + instrument.symbol() + "' is defined twice");
            }
            addPrice(instrument.origin(), instrument.price(), instrument.priceDecimals(), instrument.maxPrice());
        }
        requireOnePriceEach();
        check();
    }

    private void requireOnePriceEach() {
        final Map<String, String> guarded = new HashMap<>();
        for (final GuardSpec guard : guards) {
            if (!priceBySymbol.containsKey(guard.price())) {
                throw new UserError(guard.origin() + ": a guard of '" + guard.price()
                        + "', which prices nothing that is defined; expected one of "
                        + String.join(", ", priceBySymbol.keySet()));
            }
            final String other = guarded.put(guard.price(), guard.origin());
            if (other != null) {
                throw new UserError(
                        guard.origin() + ": price '" + guard.price() + "' has a guard already, at " + other);
            }
        }
    }

    // The engine would let the later of two definitions of one id replace the earlier.
    private static void requireFree(
            final String origin,
            final String what,
            final int id,
            final String symbol,
            final Map<Integer, String> taken) {
        final String other = taken.put(id, symbol);
        if (other != null) {
            throw new UserError(
                    origin + ": " + what + " '" + symbol + "' has the id " + id + " of " + what + " '" + other + "'");
        }
    }

    private void addPrice(final String origin, final String symbol, final int decimals, final long maxPrice) {
        if (symbol == null) {
            return;
        }
        final PriceRef known = priceBySymbol.get(symbol);
        if (known == null) {
            priceBySymbol.put(symbol, new PriceRef(priceBySymbol.size() + 1, symbol, decimals, maxPrice));
        } else if (known.decimals() != decimals || known.maxPrice() != maxPrice) {
            throw new UserError(origin + ": price '" + symbol + "' is shared, but with another priceDecimals ("
                    + known.decimals() + " and " + decimals + ") or maxPrice");
        }
    }

    // The engine is the judge: what it refuses here it would refuse in the journal.
    private void check() {
        final EngineCapacity capacity =
                new EngineCapacity(1, 1, 1, Math.max(1, assets.size()), Math.max(1, instruments.size()));
        final MarginEngine engine = new MarginEngine(capacity);
        new DefinitionRecords(this).write(new EngineInput(engine), 0);
        final String defect = engine.lastDefinitionDefect();
        if (defect != null) {
            throw new UserError(originOf(defect) + defect);
        }
    }

    private String originOf(final String defect) {
        for (final InstrumentSpec instrument : instruments) {
            if (isAbout(defect, "instrument " + instrument.symbol())) {
                return instrument.origin() + ": ";
            }
        }
        for (final AssetSpec asset : assets) {
            if (isAbout(defect, "asset " + asset.symbol())) {
                return asset.origin() + ": ";
            }
        }
        for (final GuardSpec guard : guards) {
            if (isAbout(defect, "guard of price id " + price(guard.price()).id())) {
                return guard.origin() + ": ";
            }
        }
        return "";
    }

    private static boolean isAbout(final String defect, final String what) {
        return defect.startsWith(what + ":") || defect.contains("limits of " + what + " first");
    }

    public List<AssetSpec> assets() {
        return assets;
    }

    public List<InstrumentSpec> instruments() {
        return instruments;
    }

    public List<GuardSpec> guards() {
        return guards;
    }

    public ProfileSpec profile() {
        return profile;
    }

    /** Every price id, in order of id. */
    public List<PriceRef> prices() {
        return new ArrayList<>(priceBySymbol.values());
    }

    /** The asset of this symbol, or null. */
    public AssetSpec asset(final String symbol) {
        return assetBySymbol.get(symbol);
    }

    /** The asset of this id; there is one. */
    public AssetSpec assetById(final int id) {
        for (final AssetSpec asset : assets) {
            if (asset.id() == id) {
                return asset;
            }
        }
        throw new IllegalArgumentException("no asset has the id " + id);
    }

    /** The instrument of this symbol, or null. */
    public InstrumentSpec instrument(final String symbol) {
        return instrumentBySymbol.get(symbol);
    }

    /** The price id of this symbol, or null. */
    public PriceRef price(final String symbol) {
        return priceBySymbol.get(symbol);
    }
}
