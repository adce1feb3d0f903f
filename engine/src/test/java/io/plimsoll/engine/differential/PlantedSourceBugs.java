package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.GuardedPrice;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.engine.naive.SourceFormulas;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Supplier;

/** Engines with one formula wrong about price sources that go down. */
final class PlantedSourceBugs {
    private PlantedSourceBugs() {}

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        guarded(bugs);
        unguarded(bugs);
    }

    private static void guarded(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("down: what it said last still counts", with(new SourceFormulas() {
            @Override
            protected boolean isBelieved(final boolean isDown) {
                return true;
            }
        }));
        bugs.put("down: felt at the next Timer only", with(new SourceFormulas() {
            @Override
            protected boolean isAggregatedAtOnce(final boolean isManual) {
                return false;
            }
        }));
        bugs.put("down: for ever", with(new SourceFormulas() {
            @Override
            protected boolean isBackByTick() {
                return false;
            }
        }));
        bugs.put("down: the oldest makes room though another is down", with(new SourceFormulas() {
            @Override
            protected Comparator<Map.Entry<Integer, GuardedPrice.Tick>> leastMissed(final GuardedPrice known) {
                return Comparator.comparingLong(entry -> entry.getValue().publishNs());
            }
        }));
    }

    private static void unguarded(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("down: a price by hand is orphaned", with(new SourceFormulas() {
            @Override
            protected boolean isOrphaned(final int source, final int last, final boolean isSetByHand) {
                return source == last;
            }
        }));
        bugs.put("down: every price is orphaned", with(new SourceFormulas() {
            @Override
            protected boolean isOrphaned(final int source, final int last, final boolean isSetByHand) {
                return !isSetByHand;
            }
        }));
        bugs.put("down: an orphaned price liquidates", with(new SourceFormulas() {
            @Override
            protected boolean isHalted(final boolean isOrphaned) {
                return false;
            }
        }));
        bugs.put("down: who waited for an orphaned price is not found", with(new SourceFormulas() {
            @Override
            protected boolean isFeltAgain(final boolean wasOrphaned) {
                return false;
            }
        }));
        bugs.put("down: adopted by nobody else", with(new SourceFormulas() {
            @Override
            protected boolean isAdopted(final int source, final int last) {
                return source == last;
            }
        }));
    }

    private static Supplier<NaiveMarginEngine> with(final SourceFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }
}
