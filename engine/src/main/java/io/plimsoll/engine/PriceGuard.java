package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.DegradedAction;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.PriceState;

/**
 * One guarded price id: which ticks of its sources are taken, the price and the bounds that follow from them, and how far they are to be
 * believed (docs/internals/guarded-prices.md). Price mantissas; engine thread.
 */
final class PriceGuard {
    static final int MAX_SOURCES = 16;
    /** A price is not from the future, or not by more than clocks differ. */
    private static final long AHEAD_NS = 2_000_000_000L;

    private static final int SLOW_STEPS = 64;
    private static final long NO_PRICE = 0;

    final PriceSources sources;
    private final Consensus consensus;
    private final WideDivision division = new WideDivision();
    private final Int128 product = new Int128();
    private final Int128 quotient = new Int128();

    private Guard guard;
    private PriceState state = PriceState.HALTED;
    private long price; // 0: there has been none
    private long low;
    private long high;
    private long lastValid; // 0: none has been
    private long candidate;
    private long slow; // 0: there is none yet
    private long slowAtNs;
    private int agreeing;
    private long dwellFrom; // 0: no jump is waited out
    private long dwellUntilNs;

    /**
     * @param price in force before, 0 without one
     * @param lastRefusal since then
     */
    PriceGuard(final Guard guard, final Consensus consensus, final long price, final byte lastRefusal) {
        sources = new PriceSources(MAX_SOURCES, lastRefusal);
        this.guard = guard;
        this.consensus = consensus;
        this.price = price;
        low = price;
        high = price;
    }

    Guard guard() {
        return guard;
    }

    /** Another definition; what is known stays. */
    void redefine(final Guard newGuard) {
        guard = newGuard;
        if (newGuard.haltFactor() == Guard.OFF) {
            slow = NO_PRICE;
            slowAtNs = 0;
        }
        if (isAtBound()) {
            low = Math.min(low, lastValid);
            high = Math.max(high, lastValid);
        }
    }

    PriceState state() {
        return state;
    }

    long price() {
        return price;
    }

    /** At which what is owed or short is valued in its holder's favour. */
    long low() {
        return low;
    }

    /** At which what is owned or long is valued in its holder's favour. */
    long high() {
        return high;
    }

    boolean isDwelling() {
        return dwellFrom != NO_PRICE;
    }

    /** The price before the jump that is waited out; 0 when none is. */
    long dwellFrom() {
        return dwellFrom;
    }

    /** Until when it is; 0 when none is. */
    long dwellUntilNs() {
        return dwellUntilNs;
    }

    /** Whether any of its sources spoke recently enough for an order. */
    boolean isFresh(final long nowNs) {
        for (int i = 0; i < sources.count(); i++) {
            if (Consensus.isFresh(sources, i, guard, nowNs)) {
                return true;
            }
        }
        return false;
    }

    /** Why a tick that any price could be may not be taken, or null. */
    FlagReason refusal(final long value, final int from, final long publishNs, final long sequence, final long nowNs) {
        if (publishNs - nowNs > AHEAD_NS) {
            return FlagReason.PRICE_FUTURE;
        }
        final int at = sources.find(from);
        if (at != PriceSources.NONE && sources.isOlder(at, publishNs, sequence)) {
            return FlagReason.PRICE_OLDER;
        }
        if (guard.collarPpm() != Guard.OFF && isBackedByQuorum() && isBeyond(value - price, guard.collarPpm(), price)) {
            return FlagReason.PRICE_OUTSIDE_COLLAR;
        }
        return at == PriceSources.NONE && sources.isFull() && areAllFresh(nowNs)
                ? FlagReason.PRICE_TOO_MANY_SOURCES
                : null;
    }

    // A price that too few stand behind must not keep the others out; where it counts as valid, there is nothing else
    // to bound it.
    private boolean isBackedByQuorum() {
        return state == PriceState.VALID
                || (state == PriceState.DEGRADED && guard.degraded() == DegradedAction.AS_VALID);
    }

    private boolean areAllFresh(final long nowNs) {
        for (int i = 0; i < sources.count(); i++) {
            if (!Consensus.isFresh(sources, i, guard, nowNs)) {
                return false;
            }
        }
        return true;
    }

    // |distance| * 10^6 > ppm * of
    private static boolean isBeyond(final long distance, final int ppm, final long of) {
        return LongProducts.compare(Math.abs(distance), Rates.ONE, of, ppm) > 0;
    }

    /** An operator sets the price: it is believed, whatever its sources say. */
    void set(final long value) {
        state = PriceState.VALID;
        price = value;
        low = value;
        high = value;
        lastValid = value;
        endDwell();
    }

    /** What an operator set is not believed any more; ticks have to agree anew. */
    void release() {
        state = PriceState.HALTED;
        agreeing = 0;
    }

    /** Brings price, bounds and state up to now, after a tick was taken or because time has passed. */
    Consensus aggregate(final long nowNs, final boolean isTick, final long maxPrice) {
        consensus.find(sources, guard, nowNs);
        final PriceState next = next(target(nowNs), isTick);
        state = next;
        if (next != PriceState.HALTED) {
            dwell(consensus.value, nowNs);
            price = consensus.value;
            if (next == PriceState.VALID) {
                lastValid = price;
            }
            bound(maxPrice);
        }
        return consensus;
    }

    private PriceState target(final long nowNs) {
        if (consensus.kept == 0) {
            return PriceState.HALTED;
        }
        final long value = consensus.value;
        final boolean isWatched = guard.haltFactor() != Guard.OFF;
        if (isWatched) {
            follow(value, nowNs);
        }
        candidate = value;
        if (isWatched
                && (LongProducts.compare(value, 1, slow, guard.haltFactor()) > 0
                        || LongProducts.compare(value, guard.haltFactor(), slow, 1) < 0)) {
            return PriceState.HALTED;
        }
        final boolean isUnsure =
                guard.maxConfidencePpm() != Guard.OFF && isBeyond(consensus.width, guard.maxConfidencePpm(), value);
        return consensus.kept < guard.quorum() || isUnsure ? PriceState.DEGRADED : PriceState.VALID;
    }

    // The slow price goes to where the candidate was, by the part of its time that has passed.
    private void follow(final long value, final long nowNs) {
        final long passedNs = nowNs - slowAtNs;
        if (slow == NO_PRICE) {
            slow = value;
            slowAtNs = nowNs;
        } else if (passedNs >= guard.slowNs() || passedNs * SLOW_STEPS >= guard.slowNs()) {
            product.setProduct(candidate - slow, Math.min(passedNs, guard.slowNs()));
            division.divideFloor(product, guard.slowNs(), quotient);
            slow += quotient.low();
            slowAtNs = nowNs;
        }
    }

    private PriceState next(final PriceState target, final boolean isTick) {
        if (target == PriceState.HALTED) {
            agreeing = 0;
            return PriceState.HALTED;
        }
        if (state != PriceState.HALTED) {
            return target;
        }
        if (!isTick || (lastValid == NO_PRICE && target == PriceState.DEGRADED)) {
            return PriceState.HALTED;
        }
        agreeing++;
        if (agreeing < guard.resumeTicks()) {
            return PriceState.HALTED;
        }
        agreeing = 0;
        return target;
    }

    private void dwell(final long value, final long nowNs) {
        if (guard.dwellPpm() == Guard.OFF || price == NO_PRICE) {
            endDwell();
            return;
        }
        if (isDwelling() && !isBeyond(value - dwellFrom, guard.dwellPpm(), dwellFrom)) {
            endDwell(); // back where it came from, which is no jump of its own
            return;
        }
        if (isDwelling() && nowNs >= dwellUntilNs) {
            endDwell();
        }
        if (!isDwelling() && isBeyond(value - price, guard.dwellPpm(), price)) {
            dwellFrom = price;
            dwellUntilNs = nowNs + guard.dwellNs();
        }
    }

    private void endDwell() {
        dwellFrom = NO_PRICE;
        dwellUntilNs = 0;
    }

    private void bound(final long maxPrice) {
        low = price;
        high = price;
        if (isAtBound()) {
            low = Math.min(price - Math.min(consensus.width, price), lastValid);
            high = Math.max(price + Math.min(consensus.width, maxPrice - price), lastValid);
        }
        if (isDwelling()) {
            low = Math.min(low, dwellFrom);
            high = Math.max(high, dwellFrom);
        }
        low = Math.max(low, 1);
        high = Math.min(high, maxPrice);
    }

    private boolean isAtBound() {
        return state == PriceState.DEGRADED && guard.degraded() == DegradedAction.AT_BOUND;
    }

    void image(final StateImage image) {
        state = PriceState.get((short) image.number(state.value()));
        price = image.number(price);
        low = image.number(low);
        high = image.number(high);
        lastValid = image.number(lastValid);
        candidate = image.number(candidate);
        slow = image.number(slow);
        slowAtNs = image.number(slowAtNs);
        agreeing = image.number(agreeing);
        dwellFrom = image.number(dwellFrom);
        dwellUntilNs = image.number(dwellUntilNs);
        sources.image(image);
    }

    void hash(final StateHash hash) {
        guard.hash(hash);
        hash.add(state.value())
                .add(price)
                .add(low)
                .add(high)
                .add(lastValid)
                .add(candidate)
                .add(slow)
                .add(slowAtNs)
                .add(agreeing)
                .add(dwellFrom)
                .add(dwellUntilNs);
        sources.hash(hash);
    }
}
