package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Purpose;
import io.plimsoll.engine.naive.RequirementFormulas;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.engine.naive.WorthFormulas;
import io.plimsoll.protocol.terms.RequirementTerms;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Supplier;

/** Engines with one formula wrong about rates and weights by size. */
final class PlantedSizeBugs {
    private PlantedSizeBugs() {}

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        onTop(bugs);
        bugs.put("what is owned weighs the same at any size", with(new WorthFormulas() {
            @Override
            protected int ownedBySize(
                    final int basePpm, final BigInteger root, final long factor, final RequirementTerms terms) {
                return basePpm;
            }
        }));
        bugs.put("what is owed weighs the same at any size", with(new WorthFormulas() {
            @Override
            protected int owedBySize(
                    final int basePpm, final BigInteger root, final long factor, final RequirementTerms terms) {
                return basePpm;
            }
        }));
        bugs.put("a weight by size rounded up", with(new WorthFormulas() {
            @Override
            protected int ownedBySize(
                    final int basePpm, final BigInteger root, final long factor, final RequirementTerms terms) {
                final int ppm = super.ownedBySize(basePpm, root, factor, terms);
                return Math.min(basePpm, ppm + terms.ratePrecisionPpm());
            }
        }));
        bugs.put("all of a liability weight kept beside what the root adds", with(new WorthFormulas() {
            @Override
            protected int owedBySize(
                    final int basePpm, final BigInteger root, final long factor, final RequirementTerms terms) {
                return super.owedBySize(
                        basePpm,
                        root,
                        factor,
                        new RequirementTerms(
                                terms.profitIn(),
                                terms.profitCapMicros(),
                                terms.openOrderFeeMicros(),
                                terms.openOrdersInMaintenance(),
                                terms.cancelSeconds(),
                                1_000_000,
                                terms.ratePrecisionPpm()));
            }
        }));
        bugs.put("a liability weight by size beyond 10 counted as if it had none", with(new WorthFormulas() {
            @Override
            protected int owedBySize(
                    final int basePpm, final BigInteger root, final long factor, final RequirementTerms terms) {
                final int ppm = super.owedBySize(basePpm, root, factor, terms);
                return ppm == 10_000_000 ? basePpm : ppm;
            }
        }));
        bugs.put("the root of a size one too large", with(new WorthFormulas() {
            @Override
            protected BigInteger root(final BigInteger amount, final int decimals) {
                return super.root(amount, decimals).add(BigInteger.ONE);
            }
        }));
    }

    private static void onTop(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("a stop rate on top that rises with a size by itself", with(new RequirementFormulas() {
            @Override
            protected boolean isOnTop(final Purpose purpose, final RequirementTerms terms) {
                return false;
            }
        }));
        bugs.put("an initial rate on top where the stop rate is", with(new RequirementFormulas() {
            @Override
            protected boolean isOnTop(final Purpose purpose, final RequirementTerms terms) {
                return purpose != Purpose.MAINTENANCE && terms.stopOnTop();
            }
        }));
        bugs.put("a stop weight of a debt on top that rises with a size by itself", with(new WorthFormulas() {
            @Override
            protected boolean isOnTop(final Purpose purpose, final RequirementTerms terms) {
                return false;
            }
        }));
    }

    private static Supplier<NaiveMarginEngine> with(final RequirementFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }

    private static Supplier<NaiveMarginEngine> with(final WorthFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }
}
