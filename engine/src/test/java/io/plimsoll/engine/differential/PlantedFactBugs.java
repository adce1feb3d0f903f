package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.FactFormulas;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Rulebook;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Supplier;

/** The part of {@link PlantedBugs} that is about admission, suspicion, limits and room. */
final class PlantedFactBugs {
    private PlantedFactBugs() {}

    private static Supplier<NaiveMarginEngine> with(final FactFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        admission(bugs);
        suspicion(bugs);
        limits(bugs);
    }

    private static void admission(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("watermark ignored", with(new FactFormulas() {
            @Override
            protected boolean isDuplicate(final long last, final long sequence) {
                return false;
            }
        }));
        bugs.put("last sequence again taken as new", with(new FactFormulas() {
            @Override
            protected boolean isDuplicate(final long last, final long sequence) {
                return sequence < last;
            }
        }));
        bugs.put("gap ignored", with(new FactFormulas() {
            @Override
            protected boolean isGap(final long last, final long sequence) {
                return false;
            }
        }));
    }

    private static void suspicion(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("snapshot does not end a gap", with(new FactFormulas() {
            @Override
            protected boolean isBeforeGap(final long snapshotSequence, final long gapSequence) {
                return true;
            }
        }));
    }

    private static void limits(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("limit itself refused", with(new FactFormulas() {
            @Override
            protected boolean isBeyond(final BigInteger value, final BigInteger limit) {
                return value.abs().compareTo(limit) >= 0;
            }
        }));
        bugs.put("one beyond a limit let in", with(new FactFormulas() {
            @Override
            protected boolean isBeyond(final BigInteger value, final BigInteger limit) {
                return super.isBeyond(value, limit.add(BigInteger.ONE));
            }
        }));
        bugs.put("negative side of a limit forgotten", with(new FactFormulas() {
            @Override
            protected boolean isBeyond(final BigInteger value, final BigInteger limit) {
                return value.compareTo(limit) > 0;
            }
        }));
        bugs.put("65 legs", with(new FactFormulas() {
            @Override
            protected boolean isTooManyLegs(final int legs) {
                return legs > 65;
            }
        }));
    }
}
