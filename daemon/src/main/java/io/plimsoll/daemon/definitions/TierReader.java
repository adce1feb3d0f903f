package io.plimsoll.daemon.definitions;

import io.plimsoll.journal.config.Fields;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the tiers of an instrument, in a book or in a daemon's definitions. They must be what the engine asks of a margin table: the
 * first begins at 0, each further one above the one before, and no rate falls. One use.
 */
public final class TierReader {
    /** As many as a table may have. */
    private static final int MOST_TIERS = 64;

    private static final SettingValue AMOUNT = SettingValue.amount();
    private static final SettingValue RATE = SettingValue.rate(Rates.ONE);
    private static final String LEVERAGE = "maxLeverage";

    private final ProfileSpec profile;
    private final List<MarginTier> tiers = new ArrayList<>();
    /** Where the last tier says that it ends; negative where it does not. */
    private long capMicros = -1;

    private TierReader(final ProfileSpec profile) {
        this.profile = profile;
    }

    /**
     * The tiers of a line.
     *
     * @param line what they are a field of
     * @param stated each tier's fields
     * @param profile says where liquidation stops in a tier that does not
     */
    public static List<MarginTier> read(
            final Fields line, final List<? extends Fields> stated, final ProfileSpec profile) {
        if (stated.isEmpty() || stated.size() > MOST_TIERS) {
            throw line.bad("tiers", "a list of " + stated.size() + ", expected 1 to " + MOST_TIERS + " tiers");
        }
        final TierReader reader = new TierReader(profile);
        Fields last = line;
        for (final Fields tier : stated) {
            reader.add(tier);
            last = tier;
        }
        if (reader.capMicros >= 0) {
            throw last.bad(
                    "cap",
                    amount(reader.capMicros) + " in the last tier, expected none: its rates hold above its floor");
        }
        return reader.tiers;
    }

    private void add(final Fields fields) {
        final long floor = number(fields, "floor", AMOUNT);
        checkFloor(fields, floor);
        final int leverage = leverage(fields);
        final int initial =
                leverage == 0 ? (int) number(fields, "initial", RATE) : InstrumentSettings.ofLeverage(leverage);
        final int maintenance =
                leverage == 0 ? (int) number(fields, "maintenance", RATE) : InstrumentSettings.ofLeverage(2 * leverage);
        if (maintenance > initial) {
            throw fields.bad("maintenance", rate(maintenance) + in() + ", above 'initial'");
        }
        final int stop =
                fields.has("stop") ? (int) number(fields, "stop", RATE) : profile.stopPpm(initial, maintenance);
        if (stop < maintenance || stop > initial) {
            throw fields.bad("stop", rate(stop) + in() + ", expected one from 'maintenance' to 'initial'");
        }
        capMicros = fields.has("cap") ? number(fields, "cap", AMOUNT) : -1;
        fields.end();
        final MarginTier tier = new MarginTier(floor, initial, stop, maintenance);
        if (!tiers.isEmpty()) {
            checkRates(fields, tier);
        }
        tiers.add(tier);
    }

    // 0 where it states rates.
    private static int leverage(final Fields fields) {
        if (!fields.has(LEVERAGE)) {
            return 0;
        }
        if (fields.has("initial") || fields.has("maintenance")) {
            throw fields.bad(LEVERAGE, "stated beside 'initial' or 'maintenance', expected one or the other");
        }
        return (int) InstrumentSettings.LEVERAGE.read(fields, LEVERAGE);
    }

    private void checkFloor(final Fields fields, final long floor) {
        if (tiers.isEmpty()) {
            if (floor != 0) {
                throw fields.bad("floor", amount(floor) + in() + ", expected 0");
            }
            return;
        }
        final long before = tiers.get(tiers.size() - 1).floorMicros();
        if (floor <= before) {
            throw fields.bad("floor", amount(floor) + in() + ", expected above " + amount(before));
        }
        if (capMicros >= 0 && capMicros != floor) {
            throw fields.bad(
                    "floor",
                    amount(floor) + in() + ", expected " + amount(capMicros) + ", where the tier before ends: "
                            + (capMicros < floor ? "a gap" : "an overlap"));
        }
    }

    private void checkRates(final Fields fields, final MarginTier tier) {
        final MarginTier before = tiers.get(tiers.size() - 1);
        checkRate(fields, "initial", tier.initialPpm(), before.initialPpm());
        checkRate(fields, "maintenance", tier.maintenancePpm(), before.maintenancePpm());
        checkRate(fields, "stop", tier.stopPpm(), before.stopPpm());
    }

    private void checkRate(final Fields fields, final String name, final int ppm, final int before) {
        if (ppm < before) {
            throw fields.bad(name, rate(ppm) + in() + ", below " + rate(before) + " of the tier before");
        }
    }

    private static long number(final Fields fields, final String name, final SettingValue value) {
        final String text = fields.scalar(name, true);
        try {
            return value.parse(text);
        } catch (final IllegalArgumentException e) {
            throw fields.bad(name, "'" + text + "', expected " + value.expected());
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

    private static String rate(final int ppm) {
        return amount(ppm);
    }
}
