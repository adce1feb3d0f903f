package io.plimsoll.daemon.run;

import io.plimsoll.engine.MarginView;
import io.plimsoll.feed.fact.FactSequences;
import org.agrona.collections.IntHashSet;
import org.agrona.collections.Long2LongHashMap;

/** What {@code inputs} hold of account sources and prices, asked of an engine that has been recovered and does not run yet. Stateless. */
final class Recorded {
    private Recorded() {}

    /** Where each source's account records end. */
    static FactSequences facts(final MarginView view) {
        final FactSequences sequences = new FactSequences();
        for (int source = 0; source < FactSequences.SOURCES; source++) {
            sequences.advance(source, view.lastFactSequence(source));
        }
        return sequences;
    }

    /** Price sources that are down, and have said nothing since. */
    static IntHashSet downs(final MarginView view, final Names names) {
        final IntHashSet downs = new IntHashSet();
        names.forEachPrice(id -> view.forEachDownSource(id, downs::add));
        return downs;
    }

    /** By price id: before when no price is news. */
    static Long2LongHashMap prices(final MarginView view, final Names names) {
        final Long2LongHashMap published = new Long2LongHashMap(MarginView.NEVER);
        names.forEachPrice(id -> {
            final long publishedNs = view.pricePublishedNs(id);
            if (publishedNs != MarginView.NEVER) {
                published.put(id, publishedNs);
            }
        });
        return published;
    }
}
