package io.plimsoll.daemon.definitions;

import static io.plimsoll.daemon.definitions.SettingValue.amount;
import static io.plimsoll.daemon.definitions.SettingValue.decimal;
import static io.plimsoll.daemon.definitions.SettingValue.flag;
import static io.plimsoll.daemon.definitions.SettingValue.rate;

import io.plimsoll.daemon.config.Fields;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.AssetTerms;
import java.util.List;

/** How an asset states its weights and terms, in a book or in a daemon's definitions. Stateless. */
public final class AssetSettings {
    private static final int MAX_LIABILITY_WEIGHT = 10 * Rates.ONE;
    private static final int SIZE_FACTOR_DECIMALS = 9;
    private static final String LIABILITY_WEIGHT = "liabilityWeight";
    private static final SettingValue WEIGHT = decimal(Rates.DECIMALS, Rates.ONE, MAX_LIABILITY_WEIGHT);

    private static final SettingTable<AssetTerms> TABLE = new SettingTable<>(
            AssetTerms.PLAIN,
            AssetTerms::map,
            List.of(
                    new Setting("stopWeight", "stopWeightPpm", rate(Rates.ONE)),
                    new Setting("imf", "sizeFactor", decimal(SIZE_FACTOR_DECIMALS, 0, Integer.MAX_VALUE)),
                    new Setting("cap", "valueCapMicros", amount()),
                    new Setting("bonus", "bonusPpm", rate(Rates.ONE)),
                    new Setting("protocolFee", "protocolFeePpm", rate(Rates.ONE)),
                    new Setting("liquidationFactor", "liquidationFactorPpm", rate(Rates.ONE)),
                    new Setting("notCollateral", "notCollateral", flag())));

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
        final AssetTerms terms = TABLE.read(fields, AssetTerms.PLAIN);
        if (!fields.has(LIABILITY_WEIGHT)) {
            return terms;
        }
        if (fields.isNested(LIABILITY_WEIGHT)) {
            final Fields weights = fields.nested(LIABILITY_WEIGHT);
            final AssetTerms weighted = LIABILITY_WEIGHTS.read(weights, terms);
            weights.end();
            return weighted;
        }
        final long weight = number(fields, LIABILITY_WEIGHT, WEIGHT);
        AssetTerms weighted = terms;
        for (final String path : LIABILITY_WEIGHTS.paths()) {
            weighted = LIABILITY_WEIGHTS.with(weighted, LIABILITY_WEIGHTS.setting(path), weight);
        }
        return weighted;
    }

    /** Initial and maintenance weight, ppm: by a haircut for both, or each by its own name, the other's where only one is stated. */
    public static int[] weights(final Fields fields) {
        final String initial = either(fields, "initialWeight", "ltv");
        final String maintenance = either(fields, "maintenanceWeight", "liquidationThreshold");
        if (fields.has("haircut")) {
            if (initial != null || maintenance != null) {
                throw fields.bad("haircut", "stated beside a weight, expected one or the other");
            }
            final int weight = Rates.ONE - (int) number(fields, "haircut", rate(Rates.ONE));
            return new int[] {weight, weight};
        }
        if (initial == null && maintenance == null) {
            return new int[] {Rates.ONE, Rates.ONE};
        }
        return new int[] {
            (int) number(fields, initial == null ? maintenance : initial, rate(Rates.ONE)),
            (int) number(fields, maintenance == null ? initial : maintenance, rate(Rates.ONE))
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

    private static long number(final Fields fields, final String field, final SettingValue value) {
        final String text = fields.scalar(field, value.isQuoted());
        try {
            return value.parse(text);
        } catch (final IllegalArgumentException e) {
            throw fields.bad(field, "'" + text + "', expected " + value.expected());
        }
    }
}
