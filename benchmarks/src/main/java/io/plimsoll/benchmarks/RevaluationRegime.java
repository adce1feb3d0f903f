package io.plimsoll.benchmarks;

import java.util.List;

/**
 * How prices move.
 *
 * @param rounds ticks of each instrument
 * @param change of every price in all
 * @param wobble largest random step besides, relative
 */
record RevaluationRegime(String name, int rounds, double change, double wobble) {
    /** Before each measurement: what a book is like when a market has been going on for a while. */
    static final RevaluationRegime SETTLING = new RevaluationRegime("settling", 200, 0, 1e-4);

    static final List<RevaluationRegime> ALL = List.of(
            new RevaluationRegime("still, 0.001 bp", 2_000, 0, 1e-7),
            new RevaluationRegime("calm, 1 bp", 2_000, 0, 1e-4),
            new RevaluationRegime("-10 % in 10,000", 10_000, -0.10, 0),
            new RevaluationRegime("-30 % in 1,000", 1_000, -0.30, 0),
            new RevaluationRegime("-30 % in 500", 500, -0.30, 0),
            new RevaluationRegime("-20 % in one", 1, -0.20, 0),
            new RevaluationRegime("+20 % in one", 1, 0.20, 0));

    /** The first so many rounds of it. */
    RevaluationRegime first(final int wanted) {
        return wanted >= rounds ? this : new RevaluationRegime(name, wanted, change * wanted / rounds, wobble);
    }

    /** Whether accounts are liquidated one after the other. */
    boolean isCascade() {
        return change != 0;
    }

    /** Relative step of each round. */
    double drift() {
        return Math.pow(1 + change, 1.0 / rounds) - 1;
    }
}
