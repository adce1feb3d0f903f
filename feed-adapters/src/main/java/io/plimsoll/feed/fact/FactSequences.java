package io.plimsoll.feed.fact;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The sequence of the last fact of each account source that {@code inputs} hold or the ring has: where a source is to go on. Any thread;
 * whoever asks while facts are published may hear of one less.
 */
public final class FactSequences {
    /** Of a source that has said nothing. */
    public static final long NEVER = Long.MIN_VALUE;

    /** Sources are numbered from 0 to this, exclusive. */
    public static final int SOURCES = 1 << 16;

    private final AtomicLongArray last = new AtomicLongArray(SOURCES);

    /** Nobody has said anything. */
    public FactSequences() {
        for (int source = 0; source < SOURCES; source++) {
            last.setPlain(source, NEVER);
        }
    }

    /** Takes the sequence of one more fact; an earlier one changes nothing. */
    public void advance(final int source, final long sequence) {
        if (sequence > last.getPlain(source)) {
            last.accumulateAndGet(source, sequence, Math::max);
        }
    }

    /** The source's last sequence, or {@link #NEVER}. */
    public long last(final int source) {
        return last.get(source);
    }

    /** Tells each source that has said something, in order of its number. */
    public void forEach(final Consumer consumer) {
        for (int source = 0; source < SOURCES; source++) {
            final long sequence = last.get(source);
            if (sequence != NEVER) {
                consumer.accept(source, sequence);
            }
        }
    }

    /** Gets a source and its last sequence. */
    @FunctionalInterface
    public interface Consumer {
        void accept(int source, long lastSequence);
    }
}
