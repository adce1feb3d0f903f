package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Guard;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.PriceState;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import java.math.BigInteger;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The page's section "Prices": what was accepted last, by price id, the streaks of refusals, and what guards know. */
public final class Prices implements PriceSource {
    /** Price id 0: the valuation currency itself, which also stands for all unknown ids in the streaks. */
    private static final long UNKNOWN = 0;

    /** The last accepted tick of a price id. */
    public record Accepted(BigInteger value, long publishNs, int source, long sequence) {}

    private final SortedMap<Long, Accepted> accepted = new TreeMap<>();
    private final SortedMap<Long, FlagReason> lastRefusal = new TreeMap<>();
    private final SortedMap<Long, GuardedPrice> guarded = new TreeMap<>();
    private final SortedMap<Long, Manual> manual = new TreeMap<>();
    private final SortedSet<Long> inHand = new TreeSet<>();
    private final SortedSet<Long> orphans = new TreeSet<>();

    /** A price that an operator set. */
    private record Manual(BigInteger value, long atNs) {}

    @Override
    public Optional<BigInteger> of(final long priceId) {
        if (priceId == 0) {
            return Optional.of(BigInteger.ONE);
        }
        if (guarded.containsKey(priceId)) {
            return guarded.get(priceId).stand.price();
        }
        return manual.containsKey(priceId)
                ? Optional.of(manual.get(priceId).value())
                : lastAccepted(priceId).map(Accepted::value);
    }

    /** The last accepted tick, if there was one. */
    public Optional<Accepted> lastAccepted(final long priceId) {
        return Optional.ofNullable(accepted.get(priceId));
    }

    /** What is known of a price id that a guard is in force for. */
    public Optional<GuardedPrice> guarded(final long priceId) {
        return Optional.ofNullable(guarded.get(priceId));
    }

    /** By price id. */
    public SortedMap<Long, GuardedPrice> guarded() {
        return Collections.unmodifiableSortedMap(guarded);
    }

    /** The lower bound of a price that has been set. */
    public BigInteger low(final long priceId) {
        return guarded(priceId)
                .map(known -> known.stand.low())
                .orElseGet(() -> of(priceId).orElseThrow());
    }

    /** The upper bound of a price that has been set. */
    public BigInteger high(final long priceId) {
        return guarded(priceId)
                .map(known -> known.stand.high())
                .orElseGet(() -> of(priceId).orElseThrow());
    }

    /** VALID without a guard. */
    public PriceState stateOf(final long priceId) {
        return guarded(priceId).map(known -> known.stand.state()).orElse(PriceState.VALID);
    }

    /** When the price in force was published. */
    long publishNs(final long priceId) {
        if (guarded.containsKey(priceId)) {
            return guarded.get(priceId).publishNs;
        }
        return manual.containsKey(priceId)
                ? manual.get(priceId).atNs()
                : lastAccepted(priceId).orElseThrow().publishNs();
    }

    /** Whether an operator has the price in hand, so that no tick moves it. */
    public boolean isManual(final long priceId) {
        return inHand.contains(priceId);
    }

    /** Ids of the prices that an operator has in hand. */
    public SortedSet<Long> manual() {
        return Collections.unmodifiableSortedSet(inHand);
    }

    /** An operator sets it. */
    void set(final long priceId, final BigInteger value, final long nowNs) {
        inHand.add(priceId);
        orphans.remove(priceId);
        manual.put(priceId, new Manual(value, nowNs));
        guarded(priceId).ifPresent(known -> known.set(value, nowNs));
    }

    /** An operator releases it: an unguarded one stands until a tick is accepted, a guarded one is not believed. */
    void release(final long priceId, final ActFormulas formulas) {
        inHand.remove(priceId);
        guarded(priceId).ifPresent(known -> {
            known.agreeing = 0;
            known.stand = formulas.isValidWhenReleased() ? known.stand : known.stand.halted();
        });
    }

    /** The guards in force are now these. */
    void guardBy(final Map<Long, Guard> guards) {
        guards.forEach((priceId, guard) -> {
            if (!guarded.containsKey(priceId)) {
                final GuardedPrice known = new GuardedPrice(of(priceId));
                if (isManual(priceId)) {
                    known.set(manual.get(priceId).value(), manual.get(priceId).atNs());
                }
                guarded.put(priceId, known);
                orphans.remove(priceId);
            }
            guarded.get(priceId).redefined(guard.degraded());
            if (guard.haltFactor().isEmpty()) {
                guarded.get(priceId).slow = Optional.empty();
            }
        });
    }

    /** A source is down: what it priced last stands alone. */
    void orphan(final int source, final SourceFormulas formulas) {
        accepted.forEach((priceId, last) -> {
            if (!guarded.containsKey(priceId)
                    && formulas.isOrphaned(source, last.source(), manual.containsKey(priceId))) {
                orphans.add(priceId);
            }
        });
    }

    /** Whether the source that gave an unguarded price is down, and nobody has vouched for it since. */
    public boolean isOrphaned(final long priceId) {
        return orphans.contains(priceId);
    }

    /** Ids of the prices whose source is down. */
    public SortedSet<Long> orphans() {
        return Collections.unmodifiableSortedSet(orphans);
    }

    void accept(final PriceTickDecoder tick, final SourceFormulas formulas) {
        if (lastAccepted(tick.priceId())
                .filter(last -> formulas.isAdopted(tick.source(), last.source()))
                .isPresent()) {
            orphans.remove(tick.priceId());
        }
        accepted.put(
                tick.priceId(),
                new Accepted(BigInteger.valueOf(tick.value()), tick.publishNs(), tick.source(), tick.sourceSequence()));
        manual.remove(tick.priceId());
        lastRefusal.remove(tick.priceId());
        lastRefusal.remove(UNKNOWN);
    }

    /** Whether this refusal is another than the last one of its streak. */
    boolean isNewRefusal(final long priceId, final int source, final FlagReason reason) {
        if (reason == FlagReason.PRICE_UNKNOWN_ID) {
            return lastRefusal.put(UNKNOWN, reason) != reason;
        }
        final GuardedPrice known = guarded.get(priceId);
        if (known != null && known.ticks.containsKey(source)) {
            return known.lastRefusal.put(source, reason) != reason;
        }
        return lastRefusal.put(priceId, reason) != reason;
    }
}
