package io.plimsoll.daemon.backtest;

import io.plimsoll.feed.TickSource;
import java.util.List;

/** The ticks of several sources as one sequence: by time, those of one time in order of the sources as they were given. One thread. */
final class MergedTicks implements TickSource {
    private static final int BEFORE_FIRST = -1;
    private static final int NONE = -2;

    private final SourcedTicks[] sources;
    private final boolean[] hasTick;
    private int current = BEFORE_FIRST;

    MergedTicks(final List<SourcedTicks> sources) {
        this.sources = sources.toArray(SourcedTicks[]::new);
        hasTick = new boolean[this.sources.length];
    }

    @Override
    public boolean next() {
        if (current == BEFORE_FIRST) {
            for (int i = 0; i < sources.length; i++) {
                hasTick[i] = sources[i].ticks().next();
            }
        } else if (current != NONE) {
            hasTick[current] = sources[current].ticks().next();
        }
        current = earliest();
        return current != NONE;
    }

    private int earliest() {
        int earliest = NONE;
        for (int i = 0; i < sources.length; i++) {
            final boolean isEarlier = hasTick[i]
                    && (earliest == NONE
                            || sources[i].ticks().eventNs()
                                    < sources[earliest].ticks().eventNs());
            earliest = isEarlier ? i : earliest;
        }
        return earliest;
    }

    /** Which source's tick it is. */
    int source() {
        return sources[current].source();
    }

    @Override
    public long eventNs() {
        return sources[current].ticks().eventNs();
    }

    @Override
    public long publishNs() {
        return sources[current].ticks().publishNs();
    }

    @Override
    public boolean isDown() {
        return sources[current].ticks().isDown();
    }

    @Override
    public boolean endsGroup() {
        return sources[current].ticks().endsGroup();
    }

    @Override
    public int priceId() {
        return sources[current].ticks().priceId();
    }

    @Override
    public long value() {
        return sources[current].ticks().value();
    }

    @Override
    public long confidence() {
        return sources[current].ticks().confidence();
    }

    @Override
    public long sequence() {
        return sources[current].ticks().sequence();
    }
}
