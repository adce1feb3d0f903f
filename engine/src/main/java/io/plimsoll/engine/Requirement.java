package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;

/**
 * What is asked of a position (docs/internals/linear-rules.md, Valuation): whoever needs a rate asks here, and multiplies none itself. A
 * notional is |quantity| * price * settlement price at the common scale less 6 decimals, so that times ppm it is a value. Stateless.
 */
final class Requirement {
    private Requirement() {}

    /** To open or withdraw, a value. */
    static Int128 initial(final Factor instrument, final Int128 notional, final Int128 result) {
        return result.set(notional).multiply(instrument.initialPpm);
    }

    /** Where liquidation stops, a value. */
    static Int128 stop(final Factor instrument, final Int128 notional, final Int128 result) {
        return result.set(notional).multiply(instrument.stopPpm);
    }

    /** Below which liquidation starts, a value. */
    static Int128 maintenance(final Factor instrument, final Int128 notional, final Int128 result) {
        return result.set(notional).multiply(maintenancePpm(instrument));
    }

    /** Whether closing the instrument's positions brings a unit nearer to its stop margin. */
    static boolean asksForStop(final Factor instrument) {
        return instrument.stopPpm > 0;
    }

    /** Maintenance margin in ppm of notional: how positions share a unit's maintenance margin, and what moves with a mark. */
    static int maintenancePpm(final Factor instrument) {
        return instrument.maintenancePpm;
    }

    /** What a unit must hold to be healthy, and how much more for each unit of notional: ppm of notional, rounded up. */
    static int slopePpm(final Factor instrument, final int warningRatioPpm) {
        final long level = (long) maintenancePpm(instrument) * warningRatioPpm;
        return (int) ((level + Rates.ONE - 1) / Rates.ONE);
    }

    /** Whether a long is asked for as much as it gains when its price rises, or more, so that it loses by that too. */
    static boolean isSteep(final Factor instrument, final int warningRatioPpm) {
        return (long) maintenancePpm(instrument) * warningRatioPpm >= (long) Rates.ONE * Rates.ONE;
    }
}
