package io.plimsoll.daemon.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plimsoll.engine.Int128;
import io.plimsoll.engine.MarginView;
import io.plimsoll.engine.UnitMargin;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldReason;

/**
 * Values a few accounts, one behind the other, and copies what a console shows of them. {@link #run} is the engine thread's, allocates nothing
 * and values at most {@link #SIZE} accounts; everything else is for whoever asked, once it was answered.
 */
final class AccountSlice implements Runnable {
    /** Most accounts of one question: some ten microseconds of work, less than a price that moves many accounts takes. */
    static final int SIZE = 64;

    private static final int NAME = MarginView.MAX_NAME_LENGTH;

    private final MarginView view;
    private final UnitMargin margin = new UnitMargin();
    private final Verdict[] verdict = new Verdict[SIZE];
    private final WithheldReason[] withheld = new WithheldReason[SIZE];
    private final boolean[] isChecked = new boolean[SIZE];
    private final boolean[] isPriced = new boolean[SIZE];
    private final Int128[] equity = new Int128[SIZE];
    private final Int128[] maintenance = new Int128[SIZE];
    private final byte[] names = new byte[SIZE * NAME];
    private final int[] nameLength = new int[SIZE];
    private int next;
    private int count;
    private int units;
    private int valueDecimals;
    private long tookNs;

    AccountSlice(final MarginView view) {
        this.view = view;
        for (int i = 0; i < SIZE; i++) {
            equity[i] = new Int128();
            maintenance[i] = new Int128();
        }
    }

    /** The next answer begins with the first account. */
    void restart() {
        next = 0;
    }

    @Override
    public void run() {
        final long began = System.nanoTime();
        units = view.unitCount();
        valueDecimals = view.valueDecimals();
        count = Math.max(0, Math.min(SIZE, units - next));
        for (int i = 0; i < count; i++) {
            take(next + i, i);
        }
        next += count;
        tookNs = System.nanoTime() - began;
    }

    private void take(final int unit, final int at) {
        isChecked[at] = view.isChecked(unit);
        if (!isChecked[at]) {
            return;
        }
        view.compute(unit, margin);
        isPriced[at] = margin.isPriced();
        verdict[at] = view.verdict(margin);
        withheld[at] = view.withheldReason(unit);
        equity[at].set(margin.equity());
        maintenance[at].set(margin.maintenanceMargin());
        nameLength[at] = view.copyAccountName(unit, names, at * NAME);
    }

    /** Accounts of the last answer. */
    int count() {
        return count;
    }

    /** Whether it was the last of all. */
    boolean isLast() {
        return next >= units;
    }

    /** How long the engine's thread worked on it. */
    long tookNs() {
        return tookNs;
    }

    /** Decimals of the amounts. */
    int valueDecimals() {
        return valueDecimals;
    }

    /** Whether the account's margin is checked at all; of one that is not nothing else is known. */
    boolean isChecked(final int at) {
        return isChecked[at];
    }

    /** Whether there is a price for all that it has; without, no number means anything. */
    boolean isPriced(final int at) {
        return isPriced[at];
    }

    Verdict verdict(final int at) {
        return verdict[at];
    }

    /** Why it gets no order; null where it does or needs none. */
    WithheldReason withheld(final int at) {
        return withheld[at];
    }

    /** B for maintenance, at {@link #valueDecimals}. */
    Int128 equity(final int at) {
        return equity[at];
    }

    /** R for maintenance, at {@link #valueDecimals}. */
    Int128 maintenance(final int at) {
        return maintenance[at];
    }

    String name(final int at) {
        return new String(names, at * NAME, nameLength[at], UTF_8);
    }
}
