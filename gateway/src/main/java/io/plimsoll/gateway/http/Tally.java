package io.plimsoll.gateway.http;

import java.util.HashMap;
import java.util.Map;

/** How many of each name there are at once, up to a limit. Any thread. */
final class Tally {
    private final int limit;
    private final Map<String, Integer> counts = new HashMap<>();

    Tally(final int limit) {
        this.limit = limit;
    }

    /** One more; false, and none more, where the limit is reached. */
    synchronized boolean enter(final String name) {
        if (counts.getOrDefault(name, 0) >= limit) {
            return false;
        }
        counts.merge(name, 1, Integer::sum);
        return true;
    }

    /** One more, whatever the limit: something that was counted goes on under another name. */
    synchronized void add(final String name) {
        counts.merge(name, 1, Integer::sum);
    }

    /** One less. */
    synchronized void leave(final String name) {
        counts.computeIfPresent(name, (key, count) -> count == 1 ? null : count - 1);
    }
}
