package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Purpose;
import io.plimsoll.engine.naive.RebalanceFormulas;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.protocol.terms.RebalanceTerms;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Engines with one formula wrong about rebalancing. */
final class PlantedRebalanceBugs {
    private PlantedRebalanceBugs() {}

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("rebalanced to stop margin whatever the profile says", with(new RebalanceFormulas() {
            @Override
            protected Optional<Purpose> purpose(final RebalanceTerms terms) {
                return super.purpose(terms).map(purpose -> Purpose.STOP);
            }
        }));
        bugs.put("rebalanced again a second late", with(new RebalanceFormulas() {
            @Override
            protected boolean hasRested(final Optional<Long> lastNs, final long nowNs, final RebalanceTerms terms) {
                return super.hasRested(lastNs, nowNs - 1_000_000_000, terms);
            }
        }));
        bugs.put("what is left alone rebalanced", with(new RebalanceFormulas() {
            @Override
            protected boolean isAllowed(final Instrument instrument) {
                return true;
            }
        }));
        bugs.put("a penalty for being rebalanced", with(new RebalanceFormulas() {
            @Override
            protected int costPpm(final Instrument instrument) {
                return super.costPpm(instrument) + instrument.terms().penaltyPpm();
            }
        }));
    }

    private static Supplier<NaiveMarginEngine> with(final RebalanceFormulas wrong) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(wrong));
    }
}
