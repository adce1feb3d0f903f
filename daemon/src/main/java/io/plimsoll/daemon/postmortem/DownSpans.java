package io.plimsoll.daemon.postmortem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * From when until when a price source was down, by price, as far as its ticks are known: of a price without a guard its last source alone
 * matters, and any tick ends that. The collector's thread.
 */
final class DownSpans {
    private final Set<Long> guarded = new HashSet<>();
    private final Map<Long, Set<Integer>> sources = new TreeMap<>();
    private final Map<Long, Map<Integer, Doubt>> open = new HashMap<>();

    void define(final long priceId) {
        if (guarded.add(priceId)) {
            sources.remove(priceId); // what was said before counts no more
        }
    }

    /** A tick was taken. */
    void taken(final long priceId, final int source, final long nowNs) {
        final Set<Integer> known = sources.computeIfAbsent(priceId, id -> new TreeSet<>());
        final Map<Integer, Doubt> downs = open.getOrDefault(priceId, new HashMap<>());
        if (guarded.contains(priceId)) {
            if (downs.containsKey(source)) {
                downs.remove(source).end(nowNs);
            }
        } else {
            known.clear();
            downs.values().forEach(doubt -> doubt.end(nowNs));
            downs.clear();
        }
        known.add(source);
    }

    /** The prices that a source goes down for, ascending: those for which it is down already left out. */
    List<Long> down(final int source) {
        final List<Long> prices = new ArrayList<>();
        sources.forEach((priceId, known) -> {
            if (known.contains(source) && !open.getOrDefault(priceId, Map.of()).containsKey(source)) {
                prices.add(priceId);
            }
        });
        return prices;
    }

    /** It is from now on. */
    void begin(final long priceId, final int source, final Doubt doubt) {
        open.computeIfAbsent(priceId, id -> new HashMap<>()).put(source, doubt);
    }
}
