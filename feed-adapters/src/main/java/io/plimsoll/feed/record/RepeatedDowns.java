package io.plimsoll.feed.record;

import java.util.function.IntConsumer;
import org.agrona.collections.IntHashSet;

/**
 * Which of a queue's records that a price source is down are news. They have neither number nor time: one counts as recorded where any record
 * behind it is, and so waits for the next that tells. Said again it would take down a source whose last price is recorded, and so comes
 * no more. One thread.
 */
public final class RepeatedDowns {
    /** Of a stream that says nothing twice: each is news. */
    public static final RepeatedDowns NEVER = new RepeatedDowns(null);

    private final IntHashSet recorded;
    private final IntHashSet waiting = new IntHashSet();

    /** Of a stream that is read from its beginning at each start; takes the set over: the sources that are down by {@code inputs}. */
    public RepeatedDowns(final IntHashSet recorded) {
        this.recorded = recorded;
    }

    /** Whether nothing has to be waited for. */
    boolean isNews() {
        return recorded == null;
    }

    /** One was read: whether it is news will be seen. */
    void add(final int source) {
        waiting.add(source);
    }

    /** A record behind them is in {@code inputs}: they are as well. */
    void isRecorded() {
        if (!waiting.isEmpty()) {
            waiting.clear();
        }
    }

    /** What comes next is news: the sources to be taken down before it, unless {@code inputs} hold already that they are. */
    void release(final IntConsumer down) {
        if (waiting.isEmpty()) {
            return;
        }
        waiting.forEachInt(source -> {
            if (recorded.add(source)) {
                down.accept(source);
            }
        });
        waiting.clear();
    }

    /** A source says something new. */
    void isUp(final int source) {
        if (recorded != null) {
            recorded.remove(source);
        }
    }
}
