package io.plimsoll.engine;

import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldReason;

/** How many checked accounts stand how, and what operators have asked of any. Filled by one thread, then read. */
public final class Census {
    private static final int VALUES = 1 << Byte.SIZE;

    private final int[] verdicts = new int[VALUES];
    private final int[] reasons = new int[VALUES];
    private int suspects;
    private int held;
    private int excluded;
    private int forced;

    Census() {}

    void add(final int verdict, final int withheld, final boolean isSuspect) {
        verdicts[verdict]++;
        reasons[withheld]++;
        suspects += isSuspect ? 1 : 0;
    }

    void addActs(final boolean isHeld, final boolean isExcluded, final boolean isForced) {
        held += isHeld ? 1 : 0;
        excluded += isExcluded ? 1 : 0;
        forced += isForced ? 1 : 0;
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

    /** Accounts that an operator holds: they get no orders. */
    public int held() {
        return held;
    }

    /** Accounts that an operator has excluded from liquidation. */
    public int excluded() {
        return excluded;
    }

    /** Accounts of which an operator has everything closed. */
    public int forced() {
        return forced;
    }
}
