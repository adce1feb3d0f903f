package io.plimsoll.daemon.definitions;

import io.plimsoll.journal.config.Fields;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reads the tiers of an asset's weights, in a book or in a daemon's definitions, as a margin table of 1 - weight: the first begins at 0,
 * each further one above the one before, and no weight rises. One use.
 */
public final class WeightTierReader {
    /** As many as a table may have. */
    private static final int MOST_TIERS = 64;

    private static final SettingValue AMOUNT = SettingValue.amount();
    private static final SettingValue SHARE = SettingValue.rate(Rates.ONE);

    private final List<MarginTier> tiers = new ArrayList<>();

    private WeightTierReader() {}

    /**
     * The tiers of a line.
     *
     * @param line what they are a field of
     * @param stated each tier's fields
     * @param isStated whether the line itself, no default, says something under a name
     */
    public static List<MarginTier> read(
            final Fields line, final List<? extends Fields> stated, final Predicate<String> isStated) {
        for (final String weight : AssetSettings.weightNames()) {
            if (isStated.test(weight)) {
                throw line.bad(weight, "stated beside 'tiers', expected one or the other");
            }
        }
        if (stated.isEmpty() || stated.size() > MOST_TIERS) {
            throw line.bad("tiers", "a list of " + stated.size() + ", expected 1 to " + MOST_TIERS + " tiers");
        }
        final WeightTierReader reader = new WeightTierReader();
        stated.forEach(reader::add);
        return reader.tiers;
    }

    private void add(final Fields fields) {
        final long floor = AMOUNT.read(fields, "floor");
        final long before = tiers.isEmpty() ? -1 : tiers.get(tiers.size() - 1).floorMicros();
        if (tiers.isEmpty() && floor != 0) {
            throw fields.bad("floor", amount(floor) + in() + ", expected 0");
        }
        if (floor <= before) {
            throw fields.bad("floor", amount(floor) + in() + ", expected above " + amount(before));
        }
        final int[] weights = AssetSettings.weights(fields);
        final int stop = fields.has("stopWeight") ? (int) SHARE.read(fields, "stopWeight") : weights[1];
        if (weights[0] > stop || stop > weights[1]) {
            throw fields.bad(
                    fields.has("stopWeight") ? "stopWeight" : "floor",
                    amount(floor) + in() + ", expected weights with initial <= stop <= maintenance");
        }
        fields.end();
        final MarginTier tier = new MarginTier(floor, Rates.ONE - weights[0], Rates.ONE - stop, Rates.ONE - weights[1]);
        if (!tiers.isEmpty()) {
            final MarginTier last = tiers.get(tiers.size() - 1);
            check(fields, floor, "initial", tier.initialPpm(), last.initialPpm());
            check(fields, floor, "stop", tier.stopPpm(), last.stopPpm());
            check(fields, floor, "maintenance", tier.maintenancePpm(), last.maintenancePpm());
        }
        tiers.add(tier);
    }

    private void check(final Fields fields, final long floor, final String purpose, final int ppm, final int before) {
        if (ppm < before) {
            throw fields.bad(
                    "floor",
                    amount(floor) + in() + ", whose " + purpose + " weight of " + amount(Rates.ONE - ppm) + " is above "
                            + amount(Rates.ONE - before) + " of the tier before");
        }
    }

    private String in() {
        return " in tier " + (tiers.size() + 1);
    }

    private static String amount(final long micros) {
        return Decimals.toBigDecimal(micros, Rates.DECIMALS)
                .stripTrailingZeros()
                .toPlainString();
    }
}
