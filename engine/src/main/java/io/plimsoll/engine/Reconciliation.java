package io.plimsoll.engine;

/**
 * Tells where an account snapshot says otherwise than the engine knew, leg by leg (docs/internals/linear-rules.md, AccountDifference): a
 * stream of facts that lost or doubled one without a gap shows here, and nowhere else. Engine thread.
 */
final class Reconciliation {
    private final EngineState state;
    private final Outputs outputs;
    private final Int128 ourCost = new Int128();
    private final Int128 noCost = new Int128();

    Reconciliation(final EngineState state, final Outputs outputs) {
        this.state = state;
        this.outputs = outputs;
    }

    /** Whether there are two sides: in doubt they were known to differ, and an account without a book begins with its first snapshot. */
    boolean isDue(final int unit) {
        final boolean hasBook = state.units.legCount(unit) > 0 || state.units.snapshotSequence(unit) > 0;
        return hasBook && !state.isSuspect(unit);
    }

    /** Compares the unit with what is to replace it: {@code size} legs in order of leg, each of its own factor. */
    void tell(
            final int unit,
            final int source,
            final int size,
            final Factor[] factor,
            final long[] held,
            final Int128[] cost) {
        int leg = state.units.firstLeg(unit);
        int staged = 0;
        while (leg != Legs.NONE || staged < size) {
            final Factor our = leg == Legs.NONE ? null : state.catalog.factor(state.legs.factor(leg));
            final Factor their = staged == size ? null : factor[staged];
            if (their == null || (our != null && our.sortKey < their.sortKey)) {
                tell(unit, source, our, leg, 0, noCost);
                leg = state.legs.next(leg);
            } else if (our == null || their.sortKey < our.sortKey) {
                tell(unit, source, their, Legs.NONE, held[staged], cost[staged]);
                staged++;
            } else {
                tell(unit, source, our, leg, held[staged], cost[staged]);
                leg = state.legs.next(leg);
                staged++;
            }
        }
    }

    private void tell(
            final int unit,
            final int source,
            final Factor factor,
            final int leg,
            final long theirUnits,
            final Int128 stagedCost) {
        final long ourUnits = leg == Legs.NONE ? 0 : state.legs.units(leg);
        final Int128 theirCost = factor.isInstrument ? stagedCost : noCost;
        ourCost.set(0);
        if (leg != Legs.NONE && factor.isInstrument) {
            ourCost.set(state.legs.costHigh(leg), state.legs.costLow(leg))
                    .addProduct(factor.fundingIndex - state.legs.fundingIndex(leg), ourUnits);
        }
        if (ourUnits != theirUnits || ourCost.compareTo(theirCost) != 0) {
            outputs.accountDifference(state.units, unit, source, factor, ourUnits, theirUnits, ourCost, theirCost);
        }
    }
}
