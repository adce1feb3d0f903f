package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.PlanFormulas;
import io.plimsoll.engine.naive.PlanLeg;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Supplier;

/** Engines with one formula wrong about which positions to close, and how much of them. */
final class PlantedPlanBugs {
    private PlantedPlanBugs() {}

    private static Supplier<NaiveMarginEngine> with(final PlanFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        linear(bugs);
    }

    private static void linear(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("steps floored", with(new PlanFormulas() {
            @Override
            protected BigInteger steps(final BigInteger shortfall, final BigInteger marginOfAStep) {
                return shortfall.divide(marginOfAStep).max(BigInteger.ONE);
            }
        }));
        bugs.put("one step too many where none is left over", with(new PlanFormulas() {
            @Override
            protected BigInteger steps(final BigInteger shortfall, final BigInteger marginOfAStep) {
                return shortfall.divide(marginOfAStep).add(BigInteger.ONE);
            }
        }));
        bugs.put("dust forgotten", with(new PlanFormulas() {
            @Override
            protected boolean isDust(final BigInteger remainderWorth, final BigInteger dust) {
                return false;
            }
        }));
        bugs.put("dust at its boundary", with(new PlanFormulas() {
            @Override
            protected boolean isDust(final BigInteger remainderWorth, final BigInteger dust) {
                return remainderWorth.compareTo(dust) <= 0;
            }
        }));
        bugs.put("inclusive target reached at the stop margin", with(new PlanFormulas() {
            @Override
            protected BigInteger toFree(
                    final BigInteger projectedStop, final BigInteger balance, final ProfileTerms profile) {
                return projectedStop.subtract(balance);
            }
        }));
        bugs.put("smallest leg first", with(new PlanFormulas() {
            @Override
            protected int compare(final PlanLeg leg, final PlanLeg other) {
                final boolean isFree = leg.cost().signum() == 0 && other.cost().signum() == 0;
                return isFree && !leg.margin().equals(other.margin())
                        ? leg.margin().compareTo(other.margin())
                        : super.compare(leg, other);
            }
        }));
    }
}
