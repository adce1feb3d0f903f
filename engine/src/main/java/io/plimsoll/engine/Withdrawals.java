package io.plimsoll.engine;

/**
 * Says when bankrupt units owe more than all insurance funds hold, so that nobody should be paid out, and when no longer
 * (docs/internals/waterfall.md, What is left). Engine thread.
 */
final class Withdrawals {
    private final Waterfall waterfall;
    private final WaterfallOutputs outputs;
    private final WideSum funds = new WideSum();
    private final Int128 toldDeficit = new Int128();
    private final Int128 toldFunds = new Int128();

    Withdrawals(final EngineState state, final WaterfallOutputs outputs) {
        this.waterfall = state.waterfall;
        this.outputs = outputs;
    }

    /**
     * The record is done.
     *
     * @param isAsked whether what is blocked is told even where it was before
     */
    void tell(final boolean isAsked) {
        final WideSum deficit = waterfall.deficits.sum();
        if (deficit.isZero() && !waterfall.isBlocked) {
            return; // whatever the funds hold
        }
        waterfall.funds.addWorth(funds.clear());
        final boolean isBlocked = deficit.compareTo(funds) > 0;
        if (isBlocked != waterfall.isBlocked || (isBlocked && isAsked)) {
            waterfall.isBlocked = isBlocked;
            deficit.atMost(toldDeficit);
            funds.atMost(toldFunds);
            outputs.withdrawalsBlocked(isBlocked, toldDeficit, toldFunds);
        }
    }
}
