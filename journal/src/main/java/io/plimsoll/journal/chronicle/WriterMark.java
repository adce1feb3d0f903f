package io.plimsoll.journal.chronicle;

import static io.plimsoll.journal.JournalException.Kind.CORRUPT;
import static io.plimsoll.journal.JournalException.Kind.HOLE;

import io.plimsoll.journal.JournalException;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueStore;

/**
 * Where the writer noted that the log ends: Chronicle keeps the newest cycle in its metadata, and the position of the last
 * record in the head of each file. A tailer ends at the first zero word instead; what lies between the two is a hole. The
 * mark may be one record behind, when the writer died in between.
 */
final class WriterMark {
    /** What {@link #newestCycle} answers for a log without records. */
    static final int NO_CYCLE = Integer.MIN_VALUE;

    private final SingleChronicleQueue queue;

    WriterMark(final SingleChronicleQueue queue) {
        this.queue = queue;
    }

    /** Cycle of the newest file with a record. */
    int newestCycle() {
        for (int cycle = queue.lastCycle(); cycle >= queue.firstCycle(); cycle--) {
            if (lastPosition(cycle) != 0) {
                return cycle;
            }
        }
        return NO_CYCLE;
    }

    /** Whether a reader whose last record has this position, in the file of this cycle, has come to the mark. */
    boolean isReachedBy(final int cycle, final long position) {
        final int newest = newestCycle();
        return newest == NO_CYCLE || newest < cycle || (newest == cycle && lastPosition(cycle) <= position);
    }

    /** Position of the last record in a file, 0 if there is none, or no such file. */
    private long lastPosition(final int cycle) {
        return Failures.translate(queue, 0, () -> {
            final SingleChronicleQueueStore store = queue.storeForCycle(cycle, queue.epoch(), false, null);
            if (store == null) {
                if (cycle == queue.lastCycle()) {
                    throw new JournalException(
                            HOLE, "the newest file, cycle " + cycle + ", is lost or has lost its head");
                }
                return 0L;
            }
            try {
                final long position = store.writePosition();
                if (position < 0 || position >= store.file().length()) {
                    throw new JournalException(CORRUPT, store.file() + " says that it ends at " + position);
                }
                return position;
            } finally {
                queue.closeStore(store);
            }
        });
    }
}
