package io.plimsoll.engine;

import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldReason;

/** How many checked accounts stand how. Filled by one thread, then read. */
public final class Census {
    private static final int VALUES = 1 << Byte.SIZE;

    private final int[] verdicts = new int[VALUES];
    private final int[] reasons = new int[VALUES];
    private int suspects;

    Census() {}

    void add(final int verdict, final int withheld, final boolean isSuspect) {
        verdicts[verdict]++;
        reasons[withheld]++;
        suspects += isSuspect ? 1 : 0;
    }

    /** Accounts with this verdict at their last evaluation. */
    public int count(final Verdict verdict) {
        return verdicts[verdict.value()];
    }

    /** Accounts below their requirement that get no order for this reason. */
    public int count(final WithheldReason reason) {
        return reasons[reason.value()];
    }

    /** Accounts without orders until their next snapshots. */
    public int suspects() {
        return suspects;
    }
}
