package io.plimsoll.daemon.run;

import io.plimsoll.engine.MarginView;
import io.plimsoll.feed.fact.FactSequences;
import io.plimsoll.feed.record.Overlap;
import io.plimsoll.feed.record.RecordedPrices;
import org.agrona.collections.IntHashSet;

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

    /** Price sources that are down, and have said nothing since, of none of their prices. */
    private static IntHashSet downs(final MarginView view, final Names names) {
        final IntHashSet downs = new IntHashSet();
        final IntHashSet speaking = new IntHashSet();
        names.forEachPrice(id -> {
            final IntHashSet silent = new IntHashSet();
            view.forEachDownSource(id, silent::add);
            view.forEachLastTick(id, (source, publishNs, sequence) -> {
                if (!silent.contains(source)) {
                    speaking.add(source);
                }
            });
            silent.forEachInt(downs::add);
        });
        downs.removeIfInt(speaking::contains);
        return downs;
    }

    /** The last price of each source and price id. */
    private static RecordedPrices prices(final MarginView view, final Names names) {
        final RecordedPrices prices = new RecordedPrices();
        names.forEachPrice(id ->
                view.forEachLastTick(id, (source, publishNs, sequence) -> prices.put(source, id, publishNs, sequence)));
        return prices;
    }

    /** What a queue may say again of prices. */
    static Overlap overlap(final MarginView view, final Names names) {
        return new Overlap(prices(view, names), downs(view, names));
    }
}
