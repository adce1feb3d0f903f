package io.plimsoll.daemon.definitions;

import io.plimsoll.journal.config.Fields;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.InstrumentTerms;

/**
 * What of an instrument's definition is a choice, so that it may be set anew. Immutable.
 *
 * @param initialPpm initial margin
 * @param stopPpm stop margin
 * @param maintenancePpm maintenance margin
 * @param terms what it says beyond the plain rules
 */
public record InstrumentParameters(int initialPpm, int stopPpm, int maintenancePpm, InstrumentTerms terms) {
    private static final SettingValue RATE = SettingValue.rate(Rates.ONE);

    /**
     * The same with everything that is set, by the names of a book's line; what is not set stays. Only a stop margin goes along with new
     * margins around it: it keeps its share of the way from maintenance to initial margin, rounded up to the ppm.
     *
     * @throws UserError for a name that is none of them, or a value out of range
     */
    public InstrumentParameters with(final Fields set) {
        final InstrumentTerms after = InstrumentSettings.read(set, terms);
        final int initial = rate(set, "initial", InstrumentSettings.initialPpm(after), initialPpm);
        final int maintenance =
                rate(set, "maintenance", InstrumentSettings.maintenancePpm(after, initial), maintenancePpm);
        if (maintenance > initial) {
            throw set.bad(
                    set.has("maintenance") ? "maintenance" : "initial", "on the wrong side: maintenance above initial");
        }
        final int stop = set.has("stop") ? (int) RATE.read(set, "stop") : stopBetween(initial, maintenance);
        final InstrumentParameters changed = new InstrumentParameters(initial, stop, maintenance, after);
        set.end();
        return changed;
    }

    private static int rate(final Fields set, final String name, final int following, final int before) {
        if (set.has(name)) {
            return (int) RATE.read(set, name);
        }
        return following == InstrumentSettings.NONE ? before : following;
    }

    private int stopBetween(final int initial, final int maintenance) {
        final int way = initialPpm - maintenancePpm;
        if (way == 0) {
            return maintenance;
        }
        final long scaled = (long) (initial - maintenance) * (stopPpm - maintenancePpm);
        return maintenance + (int) ((scaled + way - 1) / way);
    }
}
