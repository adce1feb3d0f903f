package io.plimsoll.gateway.feed;

import java.util.List;

/**
 * A stretch of history as it was read.
 *
 * @param events contiguous; none when the log has no record there, or not any more
 * @param oldest sequence of the oldest record left, when what was asked for is older; otherwise 0
 */
record Page(List<OrderEvent> events, long oldest) {
    /** What there is after a sequence. */
    List<OrderEvent> after(final long sequence) {
        final int from = events.isEmpty()
                ? 0
                : (int) Math.min(
                        events.size(), Math.max(0, sequence + 1 - events.get(0).sequence()));
        return events.subList(from, events.size());
    }

    long bytes() {
        return events.stream().mapToLong(OrderEvent::size).sum();
    }
}
