package io.plimsoll.daemon.definitions;

import static io.plimsoll.daemon.definitions.SettingValue.amount;
import static io.plimsoll.daemon.definitions.SettingValue.count;
import static io.plimsoll.daemon.definitions.SettingValue.decimal;
import static io.plimsoll.daemon.definitions.SettingValue.flag;
import static io.plimsoll.daemon.definitions.SettingValue.rate;

import io.plimsoll.journal.config.Fields;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.InstrumentTerms;
import java.util.List;

/** How an instrument states its terms, in a book or in a daemon's definitions. Stateless. */
public final class InstrumentSettings {
    private static final int SIZE_FACTOR_DECIMALS = 9;
    private static final int MAX_LEVERAGE = 1_000;

    /** The highest leverage. */
    static final SettingValue LEVERAGE = count(1, MAX_LEVERAGE);

    /** No rate. */
    public static final int NONE = -1;

    /** No field states it: it is the instrument's id where it has tiers. */
    private static final Setting MARGIN_TABLE = new Setting("tiers", "marginTableId", count(0, Integer.MAX_VALUE));

    private static final SettingTable<InstrumentTerms> TABLE = new SettingTable<>(
            InstrumentTerms.PLAIN,
            InstrumentTerms::map,
            List.of(
                    new Setting("imf", "sizeFactor", decimal(SIZE_FACTOR_DECIMALS, 0, Integer.MAX_VALUE)),
                    new Setting("maintenanceOfInitial", "maintenanceOfInitialPpm", rate(Rates.ONE)),
                    new Setting("profitWeight.initial", "profitInitialWeightPpm", rate(Rates.ONE)),
                    new Setting("profitWeight.maintenance", "profitMaintenanceWeightPpm", rate(Rates.ONE)),
                    new Setting("openInterest.lower", "openInterestLowerMicros", amount()),
                    new Setting("openInterest.upper", "openInterestUpperMicros", amount()),
                    new Setting("penalty", "penaltyPpm", rate(Rates.ONE)),
                    new Setting("cost", "costPpm", rate(Rates.ONE)),
                    new Setting("fund", "fundId", count(1, Integer.MAX_VALUE)),
                    new Setting("maxLeverage", "maxLeverage", LEVERAGE),
                    new Setting("notRebalanced", "notRebalanced", flag())));

    private InstrumentSettings() {}

    /** Everything of it that is stated, and the margin table it has by its tiers; 0: none. */
    public static InstrumentTerms read(final Fields fields, final int marginTableId) {
        return TABLE.with(TABLE.read(fields, InstrumentTerms.PLAIN), MARGIN_TABLE, marginTableId);
    }

    /** The initial rate that follows from how high a leverage may be, rounded up to the ppm; {@link #NONE}: none does. */
    public static int initialPpm(final InstrumentTerms terms) {
        return terms.maxLeverage() == 0 ? NONE : ofLeverage(terms.maxLeverage());
    }

    /** The maintenance rate that follows from the terms and, where it is a share of that, the initial rate; {@link #NONE}: none does. */
    public static int maintenancePpm(final InstrumentTerms terms, final int initialPpm) {
        if (terms.maxLeverage() != 0) {
            return ofLeverage(2 * terms.maxLeverage());
        }
        return terms.maintenanceOfInitialPpm() == 0
                ? NONE
                : part(initialPpm, terms.maintenanceOfInitialPpm(), Rates.ONE);
    }

    /** 1 / leverage, rounded up to the ppm. */
    static int ofLeverage(final int leverage) {
        return part(Rates.ONE, 1, leverage);
    }

    private static int part(final int value, final int times, final int by) {
        return (int) -Math.floorDiv(-(long) value * times, (long) by);
    }

    /** The same; what is not stated is as in {@code start}. */
    static InstrumentTerms read(final Fields fields, final InstrumentTerms start) {
        return TABLE.read(fields, start);
    }
}
