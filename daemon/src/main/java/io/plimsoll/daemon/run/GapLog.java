package io.plimsoll.daemon.run;

import io.plimsoll.engine.GapListener;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;

/**
 * Tells of gaps in account sources: taken from the engine's thread, which never waits for a log, and told by the duty thread. Of a source
 * that goes on losing records, what is beyond the room between two rounds is only counted.
 */
final class GapLog implements GapListener {
    static final int ROOM = 16;

    private final OneToOneConcurrentArrayQueue<Gap> gaps = new OneToOneConcurrentArrayQueue<>(ROOM);
    private final AtomicLong untold = new AtomicLong();
    private final Consumer<String> warnings;

    private record Gap(int source, long expected, long got) {}

    /** @param warnings gets one line a gap */
    GapLog(final Consumer<String> warnings) {
        this.warnings = warnings;
    }

    @Override
    public void onGap(final int source, final long expected, final long got) {
        if (!gaps.offer(new Gap(source, expected, got))) {
            untold.incrementAndGet();
        }
    }

    /** Tells what came since the last time. Duty thread. */
    void poll() {
        gaps.drain(gap -> warnings.accept("source " + gap.source + ": expected " + gap.expected + ", got " + gap.got
                + ": its accounts are suspect until their next snapshots"));
        final long more = untold.getAndSet(0);
        if (more > 0) {
            warnings.accept(more + " more gaps in account sources");
        }
    }
}
