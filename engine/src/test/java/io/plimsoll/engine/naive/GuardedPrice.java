package io.plimsoll.engine.naive;

import io.plimsoll.protocol.codec.DegradedAction;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.PriceState;
import java.math.BigInteger;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is known of one guarded price id. The naive engine changes it; tests look through the accessors. */
public final class GuardedPrice {
    /** The last accepted tick of a source; no confidence is 0. */
    public record Tick(BigInteger value, BigInteger confidence, long publishNs, long sequence) {}

    /** A jump that is waited out: the price it began at, and until when. */
    public record Dwell(BigInteger from, long untilNs) {}

    /** The slow price, and when it last moved. */
    public record Slow(BigInteger value, long atNs) {}

    /** What is told of it: the price in force, if there is one, and its bounds, 0 without one. */
    public record Stand(
            PriceState state, Optional<BigInteger> price, BigInteger low, BigInteger high, Optional<Dwell> dwell) {
        Stand halted() {
            return new Stand(PriceState.HALTED, price, low, high, dwell);
        }

        /** Whether a unit that uses it is worth something else, or may be treated otherwise, than before. */
        boolean isFeltAfter(final Stand before) {
            return state != before.state
                    || !price.equals(before.price)
                    || !low.equals(before.low)
                    || !high.equals(before.high);
        }

        /** Whether a PriceStateChange tells it. */
        boolean isToldAfter(final Stand before) {
            return state != before.state || !dwell.equals(before.dwell);
        }
    }

    final SortedMap<Integer, Tick> ticks = new TreeMap<>();
    final SortedMap<Integer, FlagReason> lastRefusal = new TreeMap<>();
    final SortedSet<Integer> outliers = new TreeSet<>();
    final SortedSet<Integer> down = new TreeSet<>();
    Stand stand;
    Optional<BigInteger> lastValid = Optional.empty();
    Optional<BigInteger> candidate = Optional.empty();
    Optional<Slow> slow = Optional.empty();
    int agreeing;

    /** Newest publish time among those that made the price in force; unknown before the guard set one. */
    long publishNs;

    /** HALTED, at the price that there is. */
    GuardedPrice(final Optional<BigInteger> price) {
        final BigInteger bound = price.orElse(BigInteger.ZERO);
        stand = new Stand(PriceState.HALTED, price, bound, bound, Optional.empty());
    }

    /** An operator sets it: it is believed, whatever its sources say. */
    void set(final BigInteger price, final long nowNs) {
        stand = new Stand(PriceState.VALID, Optional.of(price), price, price, Optional.empty());
        lastValid = Optional.of(price);
        publishNs = nowNs;
    }

    /** Makes room: of several that are missed least the one with the lowest number goes. */
    void forgetOne(final SourceFormulas formulas) {
        final int gone = ticks.entrySet().stream()
                .min(formulas.leastMissed(this)) // the first of equals
                .orElseThrow()
                .getKey();
        ticks.remove(gone);
        lastRefusal.remove(gone);
        outliers.remove(gone);
        down.remove(gone);
    }

    /** Those that count, by source: young enough, and not down. */
    SortedMap<Integer, Tick> fresh(final Rulebook rules, final long nowNs, final long maxAgeNs) {
        final SortedMap<Integer, Tick> fresh = new TreeMap<>(ticks);
        fresh.entrySet()
                .removeIf(
                        entry -> !rules.guards().isFresh(nowNs, entry.getValue().publishNs(), maxAgeNs)
                                || !rules.sources().isBelieved(down.contains(entry.getKey())));
        return fresh;
    }

    /** A redefinition; a DEGRADED price that is bounded from now on is bounded at once. */
    void redefined(final DegradedAction degraded) {
        if (stand.state() == PriceState.DEGRADED && degraded == DegradedAction.AT_BOUND) {
            stand = new Stand(
                    stand.state(),
                    stand.price(),
                    stand.low().min(lastValid.orElseThrow()),
                    stand.high().max(lastValid.orElseThrow()),
                    stand.dwell());
        }
    }

    /** By source. */
    public SortedMap<Integer, Tick> ticks() {
        return Collections.unmodifiableSortedMap(ticks);
    }

    /** Sources that went down, and have said nothing since. */
    public SortedSet<Integer> down() {
        return Collections.unmodifiableSortedSet(down);
    }

    /** As of the last aggregation. */
    public Stand stand() {
        return stand;
    }

    /** The last price that was VALID. */
    public Optional<BigInteger> lastValid() {
        return lastValid;
    }

    /** Long-run average, with a haltFactor. */
    public Optional<Slow> slow() {
        return slow;
    }

    /** Ticks in agreement since it was HALTED. */
    public int agreeing() {
        return agreeing;
    }
}
