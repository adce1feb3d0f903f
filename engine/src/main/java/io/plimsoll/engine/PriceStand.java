package io.plimsoll.engine;

import io.plimsoll.protocol.codec.PriceState;

/**
 * How one price stood at one moment, and what each of its sources had said last: a copy, so that another thread may read it once the engine's
 * has made it. Prices are mantissas at the price's decimals, times nanoseconds of event time. Reused.
 */
public final class PriceStand {
    private final int[] source = new int[PriceGuard.MAX_SOURCES];
    private final long[] said = new long[PriceGuard.MAX_SOURCES];
    private final long[] saidNs = new long[PriceGuard.MAX_SOURCES];
    private final boolean[] isDown = new boolean[PriceGuard.MAX_SOURCES];
    private final boolean[] isFresh = new boolean[PriceGuard.MAX_SOURCES];
    private final boolean[] isOutlier = new boolean[PriceGuard.MAX_SOURCES];
    private int sources;
    private boolean isGuarded;
    private PriceState state = PriceState.HALTED;
    private long value;
    private long low;
    private long high;
    private long acceptedNs;
    private boolean isManual;
    private boolean isDwelling;

    /** Copies; engine thread. */
    void take(final EngineState engine, final int priceId, final long nowNs) {
        final int slot = engine.prices.slot(priceId);
        sources = 0;
        isGuarded = false;
        isManual = false;
        isDwelling = false;
        value = 0;
        low = 0;
        high = 0;
        acceptedNs = MarginView.NEVER;
        if (slot == Prices.NO_SLOT) {
            return;
        }
        value = engine.prices.value(slot);
        acceptedNs = engine.prices.acceptedNs(slot);
        isManual = engine.prices.isManual(slot);
        final PriceGuard guard = engine.guards.of(slot);
        if (guard == null) {
            takeUnguarded(engine.prices, slot);
        } else {
            takeGuarded(guard, nowNs);
        }
    }

    private void takeUnguarded(final Prices prices, final int slot) {
        low = value;
        high = value;
        if (acceptedNs != MarginView.NEVER && prices.publishNs(slot) != MarginView.NEVER) {
            source[0] = prices.source(slot);
            said[0] = value;
            saidNs[0] = prices.publishNs(slot);
            isDown[0] = prices.isOrphaned(slot);
            isFresh[0] = !isDown[0];
            isOutlier[0] = false;
            sources = 1;
        }
    }

    private void takeGuarded(final PriceGuard guard, final long nowNs) {
        isGuarded = true;
        state = guard.state();
        low = guard.low();
        high = guard.high();
        isDwelling = guard.isDwelling();
        sources = guard.sources.count();
        for (int i = 0; i < sources; i++) {
            source[i] = guard.sources.source(i);
            said[i] = guard.sources.value(i);
            saidNs[i] = guard.sources.publishNs(i);
            isDown[i] = guard.sources.isDown(i);
            isFresh[i] = Consensus.isFresh(guard.sources, i, guard.guard(), nowNs);
            isOutlier[i] = guard.sources.isOutlier(i);
        }
    }

    /** Whether a guard judges it; without one there is no state, and at most the source that gave the price. */
    public boolean isGuarded() {
        return isGuarded;
    }

    /** How far its guard believes it; means nothing without a guard. */
    public PriceState state() {
        return state;
    }

    /** The price that accounts are valued at; 0 before the first. */
    public long value() {
        return value;
    }

    /** At which what is owed or short is valued in its holder's favour. */
    public long low() {
        return low;
    }

    /** At which what is owned or long is valued in its holder's favour. */
    public long high() {
        return high;
    }

    /** When a price was accepted last, or {@link MarginView#NEVER}. */
    public long acceptedNs() {
        return acceptedNs;
    }

    /** Whether an operator has it in hand. */
    public boolean isManual() {
        return isManual;
    }

    /** Whether a jump is being waited out. */
    public boolean isDwelling() {
        return isDwelling;
    }

    /** How many sources are known. */
    public int sources() {
        return sources;
    }

    /** Number of a source. */
    public int source(final int at) {
        return source[at];
    }

    /** What it said last. */
    public long said(final int at) {
        return said[at];
    }

    /** Its own time of that. */
    public long saidNs(final int at) {
        return saidNs[at];
    }

    /** Whether it went down and has said nothing since. */
    public boolean isDown(final int at) {
        return isDown[at];
    }

    /** Whether that is young enough to be counted; always, of an unguarded price whose source is up. */
    public boolean isFresh(final int at) {
        return isFresh[at];
    }

    /** Whether it was left out as an outlier. */
    public boolean isOutlier(final int at) {
        return isOutlier[at];
    }
}
