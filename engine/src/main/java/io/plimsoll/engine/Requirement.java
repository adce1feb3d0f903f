package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;

/**
 * What is asked of a position (docs/internals/linear-rules.md, Valuation): whoever needs a rate asks here, and multiplies none itself. It
 * is told of a position first ({@link #of}), since the rates hang on how large that is, and answers for that one until the next. A notional
 * is |quantity| * |mark| * settlement price at the common scale less 6 decimals, so that times ppm it is a value. One thread.
 */
final class Requirement {
    private final Int128 size = new Int128();
    private final OpenInterestRate openInterest = new OpenInterestRate();
    private int ownInitialPpm;
    private int initialPpm;
    private int stopPpm;
    private int maintenancePpm;
    private Tiers tiers;
    private int tier;

    /** Takes the rates of a position of that quantity, of either sign, at that mark. */
    Requirement of(final Factor instrument, final long quantity, final long mark) {
        in(
                instrument,
                instrument.tiers == null
                        ? 0
                        : instrument.tiers.tierOf(size.setProduct(Math.abs(quantity), Math.abs(mark))));
        if (tiers != null) {
            initialPpm = tiers.initialPpm(tier, size);
        }
        if (instrument.sizes != null) {
            final SizeRates sizes = instrument.sizes.of(quantity);
            initialPpm = sizes.ppm(initialPpm);
            stopPpm = sizes.stopPpm(stopPpm, maintenancePpm);
            maintenancePpm = sizes.ppm(maintenancePpm);
        }
        if (OpenInterestRate.isStated(instrument)) {
            initialPpm = openInterest.ppm(instrument, Math.abs(mark));
        }
        return this;
    }

    /** Takes the rates that one tier of an instrument has, for any position: what is asked is the most that any of them asks. */
    Requirement in(final Factor instrument, final int newTier) {
        tiers = instrument.tiers;
        tier = newTier;
        initialPpm = tiers == null ? instrument.askedInitialPpm : tiers.initialPpm(tier);
        stopPpm = tiers == null ? instrument.askedStopPpm : tiers.stopPpm(tier);
        maintenancePpm = tiers == null ? instrument.askedMaintenancePpm : tiers.maintenancePpm(tier);
        ownInitialPpm = instrument.askedInitialPpm;
        return this;
    }

    /** To open or withdraw, a value. */
    Int128 initial(final Int128 notional, final long settlementPrice, final Int128 result) {
        result.set(notional).multiply(initialPpm);
        return tier == 0 ? result : result.subtractProduct(tiers.initialDeduction(tier), settlementPrice);
    }

    /** The same by the instrument's own rate, however much is open of it; of one without a margin table. */
    Int128 ownInitial(final Int128 notional, final Int128 result) {
        return result.set(notional).multiply(ownInitialPpm);
    }

    /** Where liquidation stops, a value. */
    Int128 stop(final Int128 notional, final long settlementPrice, final Int128 result) {
        result.set(notional).multiply(stopPpm);
        return tier == 0 ? result : result.subtractProduct(tiers.stopDeduction(tier), settlementPrice);
    }

    /** Below which liquidation starts, a value. */
    Int128 maintenance(final Int128 notional, final long settlementPrice, final Int128 result) {
        result.set(notional).multiply(maintenancePpm);
        return tier == 0 ? result : result.subtractProduct(tiers.maintenanceDeduction(tier), settlementPrice);
    }

    /** The initial rate, ppm of notional. */
    int initialPpm() {
        return initialPpm;
    }

    /** The stop rate, ppm of notional. */
    int stopPpm() {
        return stopPpm;
    }

    /** The maintenance rate, ppm of notional. */
    int maintenancePpm() {
        return maintenancePpm;
    }

    /** What the maintenance margin is less than its rate times notional, times the settlement price a value; null: by nothing. */
    Int128 maintenanceDeduction() {
        return tier == 0 ? null : tiers.maintenanceDeduction(tier);
    }

    /** What a unit must hold to be healthy, and how much more for each unit of notional at most: ppm of notional, rounded up. */
    static int slopePpm(final Factor instrument, final int warningRatioPpm) {
        final long level = (long) steepestPpm(instrument) * warningRatioPpm;
        return (int) ((level + Rates.ONE - 1) / Rates.ONE);
    }

    /** Whether a long may be asked for as much as its profit counts when its price rises, or more, so that it loses by that too. */
    static boolean isSteep(final Factor instrument, final int warningRatioPpm) {
        return (long) steepestPpm(instrument) * warningRatioPpm
                >= (long) Profit.countedPpm(instrument, false) * Rates.ONE;
    }

    /** How many tiers the instrument's rates have. */
    static int tiers(final Factor instrument) {
        return instrument.tiers == null ? 1 : instrument.tiers.count();
    }

    /** Whether what is asked is the same share of notional whatever the position, so that it can be told from the price alone. */
    static boolean isProportional(final Factor instrument) {
        return instrument.tiers == null && instrument.sizes == null;
    }

    // How much maintenance margin grows with notional at most.
    private static int steepestPpm(final Factor instrument) {
        if (instrument.sizes != null) {
            return Rates.ONE; // whatever is held
        }
        return instrument.tiers == null ? instrument.askedMaintenancePpm : instrument.tiers.steepestPpm();
    }
}
