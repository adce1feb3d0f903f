package io.plimsoll.simulator.check;

import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.journal.LogName;
import io.plimsoll.simulator.History;
import io.plimsoll.simulator.disk.JournalRecord;
import java.util.HashSet;
import java.util.Set;

/**
 * P11: whoever had to be liquidated has, by the very input that made it so, the order or the journaled reason that the naive engine gives
 * it. Played once over the whole journal, at the end.
 */
public final class NobodyForgotten implements Checker {
    private final History history;

    public NobodyForgotten(final History history) {
        this.history = history;
    }

    @Override
    public void onConverged() {
        final Set<Output> given = new HashSet<>();
        history.of(LogName.ORDERS).forEach(record -> given.add(history.output(record)));
        final NaiveMarginEngine oracle = new NaiveMarginEngine();
        for (final JournalRecord input : history.of(LogName.INPUTS)) {
            for (final Output due : oracle.onEvent(input.buffer(), 0, input.length())) {
                final boolean isAnswer = due instanceof Output.Order || due instanceof Output.Withheld;
                if (isAnswer && !given.contains(due)) {
                    throw violation("forgotten: " + due);
                }
            }
        }
    }
}
