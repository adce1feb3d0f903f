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

    /** Price sources that are down, and have said nothing since. */
    private static IntHashSet downs(final MarginView view, final Names names) {
        final IntHashSet downs = new IntHashSet();
        names.forEachPrice(id -> view.forEachDownSource(id, downs::add));
        return downs;
    }

    /** The last price of each source and price id. */
    private static RecordedPrices prices(final MarginView view, final Names names) {
        final RecordedPrices prices = new RecordedPrices();
        names.forEachPrice(id ->
                view.forEachLastTick(id, (source, publishNs, sequence) -> prices.put(source, id, publishNs, sequence)));
        return prices;
    }

    /** What a queue may say again; the account records' ends are the ring's, and go on. */
    static Overlap overlap(final MarginView view, final Names names, final FactSequences held) {
        return new Overlap(held, prices(view, names), downs(view, names));
    }
}
