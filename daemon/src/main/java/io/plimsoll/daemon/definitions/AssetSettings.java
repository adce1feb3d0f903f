package io.plimsoll.daemon.definitions;

import static io.plimsoll.daemon.definitions.SettingValue.amount;
import static io.plimsoll.daemon.definitions.SettingValue.count;
import static io.plimsoll.daemon.definitions.SettingValue.decimal;
import static io.plimsoll.daemon.definitions.SettingValue.flag;
import static io.plimsoll.daemon.definitions.SettingValue.rate;

import io.plimsoll.journal.config.Fields;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.AssetDefinitionEncoder;
import io.plimsoll.protocol.terms.AssetTerms;
import java.util.List;

/** How an asset states its weights and terms, in a book or in a daemon's definitions. Stateless. */
public final class AssetSettings {
    private static final int MAX_LIABILITY_WEIGHT = 10 * Rates.ONE;
    private static final int SIZE_FACTOR_DECIMALS = 9;
    private static final String LIABILITY_WEIGHT = "liabilityWeight";
    private static final SettingValue SHARE = rate(Rates.ONE);
    private static final SettingValue WEIGHT = decimal(Rates.DECIMALS, Rates.ONE, MAX_LIABILITY_WEIGHT);

    private static final long MAX_INDEX_PPM = 1_000_000_000_000L;

    private static final SettingTable<AssetTerms> TABLE = new SettingTable<>(
            AssetTerms.PLAIN,
            AssetTerms::map,
            List.of(
                    new Setting("stopWeight", "stopWeightPpm", rate(Rates.ONE)),
                    new Setting("imf", "sizeFactor", decimal(SIZE_FACTOR_DECIMALS, 0, Integer.MAX_VALUE)),
                    new Setting("cap", "valueCapMicros", amount()),
                    new Setting("depositCap", "depositCapMicros", amount()),
                    new Setting("domain", "domainId", count(1, Integer.MAX_VALUE)),
                    new Setting("domainCap", "domainCapMicros", amount()),
                    new Setting("bonus", "bonusPpm", rate(Rates.ONE)),
                    new Setting("protocolFee", "protocolFeePpm", rate(Rates.ONE)),
                    new Setting("liquidationFactor", "liquidationFactorPpm", rate(Rates.ONE)),
                    new Setting("indexed", "indexed", flag()),
                    new Setting("maxIndex", "maxIndexPpm", decimal(Rates.DECIMALS, Rates.ONE, MAX_INDEX_PPM)),
                    new Setting("notCollateral", "notCollateral", flag())));

    /** No fields state them: they follow from the asset's tiers. */
    private static final Setting WEIGHT_TABLE = new Setting("tiers", "weightTableId", count(0, Integer.MAX_VALUE));

    private static final Setting STOP_WEIGHT = new Setting("tiers", "stopWeightPpm", SHARE);

    /** Where ids of weight tables begin, those of instruments' tables being the instruments'. */
    private static final int WEIGHT_TABLES = 1 << 31;

    private static final SettingTable<AssetTerms> LIABILITY_WEIGHTS = new SettingTable<>(
            AssetTerms.PLAIN,
            AssetTerms::map,
            List.of(
                    new Setting("initial", "initialLiabilityWeightPpm", WEIGHT),
                    new Setting("stop", "stopLiabilityWeightPpm", WEIGHT),
                    new Setting("maintenance", "maintenanceLiabilityWeightPpm", WEIGHT)));

    private AssetSettings() {}

    /** Everything of it that is stated. */
    public static AssetTerms read(final Fields fields) {
        return read(fields, AssetTerms.PLAIN);
    }

    /** The same; what is not stated is as in {@code start}. */
    static AssetTerms read(final Fields fields, final AssetTerms start) {
        final AssetTerms terms = TABLE.read(fields, start);
        if (!fields.has(LIABILITY_WEIGHT)) {
            return terms;
        }
        if (fields.isNested(LIABILITY_WEIGHT)) {
            final Fields weights = fields.nested(LIABILITY_WEIGHT);
            final AssetTerms weighted = LIABILITY_WEIGHTS.read(weights, terms);
            weights.end();
            return weighted;
        }
        final long weight = WEIGHT.read(fields, LIABILITY_WEIGHT);
        AssetTerms weighted = terms;
        for (final String path : LIABILITY_WEIGHTS.paths()) {
            weighted = LIABILITY_WEIGHTS.with(weighted, LIABILITY_WEIGHTS.setting(path), weight);
        }
        return weighted;
    }

    /**
     * The same of an asset whose weights are those of its tiers.
     *
     * @param id the asset's
     * @param tiers 1 - weight by worth; empty: none
     */
    public static AssetTerms read(final Fields fields, final int id, final List<MarginTier> tiers) {
        final AssetTerms terms = read(fields);
        if (tiers.isEmpty()) {
            return terms;
        }
        final int tableId = WEIGHT_TABLES | id;
        if (Integer.toUnsignedLong(tableId) == AssetDefinitionEncoder.weightTableIdNullValue()) {
            throw fields.bad(
                    "id",
                    id + ", whose weight table would have the number of no table, expected another beside 'tiers'");
        }
        return TABLE.with(
                TABLE.with(terms, WEIGHT_TABLE, tableId),
                STOP_WEIGHT,
                Rates.ONE - tiers.get(0).stopPpm());
    }

    /** Initial and maintenance weight, ppm: by a haircut for both, or each by its own name, the other's where only one is stated. */
    public static int[] weights(final Fields fields) {
        final String initial = either(fields, "initialWeight", "ltv");
        final String maintenance = either(fields, "maintenanceWeight", "liquidationThreshold");
        if (fields.has("haircut")) {
            if (initial != null || maintenance != null) {
                throw fields.bad("haircut", "stated beside a weight, expected one or the other");
            }
            final int weight = Rates.ONE - (int) SHARE.read(fields, "haircut");
            return new int[] {weight, weight};
        }
        if (initial == null && maintenance == null) {
            return new int[] {Rates.ONE, Rates.ONE};
        }
        return new int[] {
            (int) SHARE.read(fields, initial == null ? maintenance : initial),
            (int) SHARE.read(fields, maintenance == null ? initial : maintenance)
        };
    }

    /** The names under which a line states weights. */
    static List<String> weightNames() {
        return List.of("haircut", "initialWeight", "ltv", "maintenanceWeight", "liquidationThreshold", "stopWeight");
    }

    /** The weights where each is set anew by its own name, or both by a haircut; what is not set stays as it is. */
    static int[] weights(final Fields fields, final int initialPpm, final int maintenancePpm) {
        final String initial = either(fields, "initialWeight", "ltv");
        final String maintenance = either(fields, "maintenanceWeight", "liquidationThreshold");
        if (fields.has("haircut")) {
            return weights(fields);
        }
        return new int[] {
            initial == null ? initialPpm : (int) SHARE.read(fields, initial),
            maintenance == null ? maintenancePpm : (int) SHARE.read(fields, maintenance)
        };
    }

    // The name under which it is stated, or null.
    private static String either(final Fields fields, final String name, final String otherName) {
        final boolean isStated = fields.has(name);
        final boolean isStatedOtherwise = fields.has(otherName);
        if (isStated && isStatedOtherwise) {
            throw fields.bad(name, "stated beside '" + otherName + "', which is another name for it");
        }
        if (isStated) {
            return name;
        }
        return isStatedOtherwise ? otherName : null;
    }
}
