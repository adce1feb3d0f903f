package io.plimsoll.simulator.check;

import io.plimsoll.engine.naive.Output;
import io.plimsoll.journal.LogName;
import io.plimsoll.simulator.History;
import io.plimsoll.simulator.disk.JournalRecord;
import java.util.List;
import java.util.function.LongSupplier;

/** P3: no decision is visible before the input that caused it is written, and is on the disk where that is promised. */
public final class ActsAfterWriting implements Checker {
    private final History history;
    private final LongSupplier safeInputs;

    /** @param safeInputs sequence up to which inputs may be acted on, at the durability in force */
    public ActsAfterWriting(final History history, final LongSupplier safeInputs) {
        this.history = history;
        this.safeInputs = safeInputs;
    }

    @Override
    public void onOutput(final Output output) {
        final List<JournalRecord> inputs = history.of(LogName.INPUTS);
        final long cause = output.cause().sequence();
        if (cause < 1 || cause > inputs.size()) {
            throw violation("caused by input " + cause + " of " + inputs.size() + ": " + output);
        }
        if (inputs.get((int) cause - 1).crc() != output.cause().crc()) {
            throw violation("caused by another input " + cause + ": " + output);
        }
        if (cause > safeInputs.getAsLong()) {
            throw violation("inputs are safe up to " + safeInputs.getAsLong() + " only: " + output);
        }
    }
}
