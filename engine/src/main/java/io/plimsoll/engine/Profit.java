package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;

/**
 * What the profit of an open position counts for each purpose (docs/internals/linear-rules.md, Valuation): a loss, and net worth, count in
 * full whatever the weights. Stateless.
 */
final class Profit {
    private Profit() {}

    /**
     * Adds a position's profit or loss to all that it counts in.
     *
     * @param profit at the common scale less 6 decimals, so that times ppm it is a value
     * @param cap most that it counts for initial margin, a value
     */
    static void add(
            final Factor instrument,
            final Int128 profit,
            final Int128 cap,
            final Int128 scratch,
            final UnitMargin margin) {
        margin.netWorth.add(scratch.set(profit).multiply(Rates.ONE));
        margin.equity.add(scratch.set(profit).multiply(countedPpm(instrument, profit.isNegative())));
        final int initialPpm = profit.isNegative() ? Rates.ONE : instrument.instrumentTerms.profitInitialWeightPpm();
        scratch.set(profit).multiply(initialPpm);
        margin.initialEquity.add(scratch.compareTo(cap) > 0 ? cap : scratch);
    }

    /** What it counts for stop and maintenance margin, in ppm. */
    static int countedPpm(final Factor instrument, final boolean isLoss) {
        return isLoss ? Rates.ONE : instrument.instrumentTerms.profitMaintenanceWeightPpm();
    }

    /** Whether a profit counts as much as a loss for stop and maintenance margin, so that it can be told from the price alone. */
    static boolean isWhole(final Factor instrument) {
        return instrument.instrumentTerms.profitMaintenanceWeightPpm() == Rates.ONE;
    }
}
