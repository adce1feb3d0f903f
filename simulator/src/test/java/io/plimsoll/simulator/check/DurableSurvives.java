package io.plimsoll.simulator.check;

import io.plimsoll.journal.LogName;

/** P7: everything at or below the published durable sequence survives a loss of power. */
public final class DurableSurvives implements Checker {
    @Override
    public void onSurvivors(final Survivors survivors) {
        for (final LogName log : LogName.values()) {
            final long promised = survivors.publishedDurable().get(log);
            final int left = survivors.records().get(log).size();
            if (left < promised) {
                throw violation(log + ": durable up to " + promised + " was published, " + left + " are left");
            }
        }
    }
}
