package io.plimsoll.gateway.feed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The newest events, contiguous, bounded by number and bytes: what all clients that keep up are served from. One thread appends, any
 * reads; each call is short and holds the lock.
 */
final class Window {
    private final int maxRecords;
    private final long maxBytes;
    private final OrderEvent[] ring;
    private long first = 1; // sequence of the oldest that is held
    private long next = 1; // of the one that would come
    private long bytes;

    /** @param maxRecords a power of two is not needed */
    Window(final int maxRecords, final long maxBytes) {
        this.maxRecords = maxRecords;
        this.maxBytes = maxBytes;
        ring = new OrderEvent[maxRecords];
    }

    /** Adds the newest; one that does not follow empties the window first. */
    synchronized void append(final OrderEvent event) {
        if (event.sequence() != next) {
            clear(event.sequence());
        }
        while (first < next && (next - first == maxRecords || bytes + event.size() > maxBytes)) {
            bytes -= ring[slot(first)].size();
            ring[slot(first)] = null;
            first++;
        }
        ring[slot(next)] = event;
        bytes += event.size();
        next++;
    }

    /** Forgets everything. */
    synchronized void clear(final long nextSequence) {
        Arrays.fill(ring, null);
        first = nextSequence;
        next = nextSequence;
        bytes = 0;
    }

    /** The events after a sequence, as many as fit into so many bytes but at least one; empty where the next one is not held. */
    synchronized List<OrderEvent> after(final long sequence, final int upToBytes) {
        if (sequence + 1 < first || sequence + 1 >= next) {
            return List.of();
        }
        final List<OrderEvent> events = new ArrayList<>();
        int size = 0;
        for (long at = sequence + 1; at < next; at++) {
            final OrderEvent event = ring[slot(at)];
            size += event.size();
            if (!events.isEmpty() && size > upToBytes) {
                break;
            }
            events.add(event);
        }
        return events;
    }

    private int slot(final long sequence) {
        return (int) (sequence % maxRecords);
    }
}
