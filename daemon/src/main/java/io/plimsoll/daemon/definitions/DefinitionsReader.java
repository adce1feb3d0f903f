package io.plimsoll.daemon.definitions;

import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.config.YamlSection;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.terms.InstrumentTerms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the assets, instruments and guards of a daemon (config/instruments.yaml documents each key). Ids, scales and limits are
 * mandatory: they are journaled, and the proof that no verdict can overflow rests on them.
 */
public final class DefinitionsReader {
    private static final int MAX_DECIMALS = 12;

    private final Path file;
    private final String valuationCurrency;
    private final ProfileSpec profile;
    private final List<AssetSpec> assets = new ArrayList<>();
    private final List<InstrumentSpec> instruments = new ArrayList<>();

    private DefinitionsReader(final Path file, final String valuationCurrency, final ProfileSpec profile) {
        this.file = file;
        this.valuationCurrency = valuationCurrency;
        this.profile = profile;
    }

    /** The file's definitions under a profile. */
    public static DefinitionSet read(final Path file, final String valuationCurrency, final ProfileSpec profile) {
        return new DefinitionsReader(file, valuationCurrency, profile).read();
    }

    private DefinitionSet read() {
        final YamlSection yaml = YamlSection.read(file);
        for (final YamlSection asset : yaml.sections("assets")) {
            assets.add(asset(asset));
        }
        if (assets.isEmpty()) {
            throw UserError.at(file, yaml.line("assets"), "'assets' names no asset");
        }
        for (final YamlSection instrument : yaml.sections("instruments")) {
            instruments.add(instrument(instrument));
        }
        final List<GuardSpec> guards = new ArrayList<>();
        for (final YamlSection guard : yaml.sections("guards")) {
            guards.add(YamlGuard.read(guard));
        }
        yaml.end();
        return new DefinitionSet(assets, instruments, guards, profile);
    }

    private AssetSpec asset(final YamlSection yaml) {
        final String symbol = yaml.recordName("symbol");
        final boolean isValuation = symbol.equals(valuationCurrency);
        final int decimals = yaml.integer("decimals", 0, MAX_DECIMALS);
        final int priceDecimals = isValuation ? 0 : yaml.integer("priceDecimals", 0, MAX_DECIMALS);
        final List<MarginTier> tiers =
                yaml.has("tiers") ? WeightTierReader.read(yaml, yaml.sections("tiers"), yaml::has) : List.of();
        final int[] weights =
                tiers.isEmpty() ? AssetSettings.weights(yaml) : tiers.get(0).weights();
        final int id = yaml.integer("id", 1, Integer.MAX_VALUE);
        final AssetSpec asset = new AssetSpec(
                origin(yaml, "symbol"),
                id,
                symbol,
                isValuation ? null : yaml.text("price", symbol),
                decimals,
                priceDecimals,
                weights[0],
                weights[1],
                limit(yaml, "maxBalance", decimals),
                isValuation ? 1 : limit(yaml, "maxPrice", priceDecimals),
                AssetSettings.read(yaml, id, tiers),
                tiers);
        yaml.end();
        return asset;
    }

    private InstrumentSpec instrument(final YamlSection yaml) {
        final String symbol = yaml.recordName("symbol");
        final int priceDecimals = yaml.integer("priceDecimals", 0, MAX_DECIMALS);
        final int quantityDecimals = yaml.integer("quantityDecimals", 0, MAX_DECIMALS);
        final List<MarginTier> tiers = yaml.has("tiers") ? tiers(yaml) : List.of();
        final int id = yaml.integer("id", 1, Integer.MAX_VALUE);
        final InstrumentTerms terms =
                InverseSettings.read(yaml, InstrumentSettings.read(yaml, tiers.isEmpty() ? 0 : id), priceDecimals);
        final MarginTier rates = tiers.isEmpty() ? rates(yaml, terms) : tiers.get(0);
        final InstrumentSpec instrument = new InstrumentSpec(
                origin(yaml, "symbol"),
                id,
                symbol,
                yaml.text("price", symbol),
                yaml.choice("kind", Kind.class).kind,
                assetId(yaml, "underlying"),
                assetId(yaml, "settlement"),
                priceDecimals,
                quantityDecimals,
                rates.initialPpm(),
                rates.stopPpm(),
                rates.maintenancePpm(),
                limit(yaml, "tick", priceDecimals),
                limit(yaml, "step", quantityDecimals),
                limit(yaml, "maxQuantity", quantityDecimals),
                limit(yaml, "maxPrice", priceDecimals),
                terms,
                tiers);
        yaml.end();
        return instrument;
    }

    private List<MarginTier> tiers(final YamlSection yaml) {
        for (final String rate : List.of("initial", "stop", "maintenance")) {
            if (yaml.has(rate)) {
                throw yaml.bad(rate, "stated beside 'tiers', expected one or the other");
            }
        }
        return TierReader.read(yaml, yaml.sections("tiers"), profile);
    }

    private MarginTier rates(final YamlSection yaml, final InstrumentTerms terms) {
        final int initial = rate(yaml, "initial", InstrumentSettings.initialPpm(terms));
        final int maintenance = rate(yaml, "maintenance", InstrumentSettings.maintenancePpm(terms, initial));
        if (maintenance > initial) {
            throw yaml.bad("maintenance", "above 'initial'");
        }
        final int stop = yaml.has("stop") ? rate(yaml, "stop") : profile.stopPpm(initial, maintenance);
        return new MarginTier(0, initial, stop, maintenance);
    }

    /** The kinds that these rules have. */
    private enum Kind {
        SPOT(InstrumentKind.SPOT),
        PERPETUAL(InstrumentKind.PERPETUAL),
        INVERSE(InstrumentKind.INVERSE);

        private final InstrumentKind kind;

        Kind(final InstrumentKind kind) {
            this.kind = kind;
        }
    }

    private int assetId(final YamlSection yaml, final String key) {
        final String symbol = yaml.text(key);
        for (final AssetSpec asset : assets) {
            if (asset.symbol().equals(symbol)) {
                return asset.id();
            }
        }
        throw yaml.bad(key, "'" + symbol + "', which is no asset of this file");
    }

    private static int rate(final YamlSection yaml, final String key, final int following) {
        return !yaml.has(key) && following != InstrumentSettings.NONE ? following : rate(yaml, key);
    }

    private static int rate(final YamlSection yaml, final String key) {
        final long rate = yaml.decimal(key, Rates.DECIMALS);
        if (rate < 0 || rate > Rates.ONE) {
            throw yaml.bad(key, Decimals.format(rate, Rates.DECIMALS) + ", expected 0 to 1");
        }
        return (int) rate;
    }

    private static long limit(final YamlSection yaml, final String key, final int decimals) {
        final long limit = yaml.decimal(key, decimals);
        if (limit <= 0) {
            throw yaml.bad(key, "not positive");
        }
        return limit;
    }

    private String origin(final YamlSection yaml, final String key) {
        return file + ":" + yaml.line(key);
    }
}
