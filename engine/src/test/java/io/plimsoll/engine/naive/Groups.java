package io.plimsoll.engine.naive;

import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.WithheldReason;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The page's section "Groups": price sources in the midst of a message. */
public final class Groups {
    private static final int MOST_SOURCES = 64;

    /** Those that ever opened one. */
    private final SortedSet<Integer> sources = new TreeSet<>();

    private final SortedSet<Integer> open = new TreeSet<>();

    /** Sources whose group is open. */
    public SortedSet<Integer> open() {
        return Collections.unmodifiableSortedSet(open);
    }

    /** Sources that may open one. */
    public SortedSet<Integer> sources() {
        return Collections.unmodifiableSortedSet(sources);
    }

    void tick(final PriceTickDecoder tick, final State state, final Event event) {
        if (tick.endOfGroup() == BooleanType.T) {
            close(new TreeSet<>(Collections.singleton(tick.source())), state, event);
        } else if (state.prices.guarded(tick.priceId()).isPresent()) {
            if (sources.size() < MOST_SOURCES) {
                sources.add(tick.source());
            }
            if (sources.contains(tick.source())) {
                open.add(tick.source());
            }
        }
    }

    void timer(final State state, final Event event) {
        close(new TreeSet<>(open), state, event);
    }

    private void close(final SortedSet<Integer> closing, final State state, final Event event) {
        final boolean isAny = open.removeAll(closing);
        if (isAny && open.isEmpty()) {
            state.units.values().stream()
                    .filter(unit -> unit.withheld.equals(Optional.of(WithheldReason.OUT_OF_GROUP)))
                    .forEach(unit -> event.touch(unit.accountId()));
        }
    }
}
