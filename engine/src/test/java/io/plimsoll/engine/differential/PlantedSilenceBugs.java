package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.FactFormulas;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Rulebook;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Engines with one formula wrong about account sources that fall silent, or are interrupted. */
final class PlantedSilenceBugs {
    private PlantedSilenceBugs() {}

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("heard by duplicates", with(new FactFormulas() {
            @Override
            protected boolean isHeard(final boolean isDuplicate) {
                return true;
            }
        }));
        bugs.put("stale at the bound itself", with(new FactFormulas() {
            @Override
            protected boolean isStale(final OptionalLong heardNs, final long nowNs, final long maxAgeNs) {
                return super.isStale(heardNs, nowNs + 1, maxAgeNs);
            }
        }));
        bugs.put("nobody touched when heard again", with(new FactFormulas() {
            @Override
            protected boolean isTouchedWhenHeard(final boolean wasStale) {
                return false;
            }
        }));
        bugs.put("ordered while what was missed is to come", with(new FactFormulas() {
            @Override
            protected boolean isStaleInResync(final boolean isUnderWay) {
                return false;
            }
        }));
        bugs.put("nobody touched when all is here again", with(new FactFormulas() {
            @Override
            protected boolean isTouchedWhenWhole() {
                return false;
            }
        }));
        bugs.put("what was missed in an earlier run is waited for", with(new FactFormulas() {
            @Override
            protected boolean isInterruptedByRun() {
                return false;
            }
        }));
        bugs.put("heartbeat one above is no gap", with(new FactFormulas() {
            @Override
            protected boolean isHeartbeatGap(final long last, final long sequence) {
                return isGap(last, sequence);
            }
        }));
    }

    private static Supplier<NaiveMarginEngine> with(final FactFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }
}
