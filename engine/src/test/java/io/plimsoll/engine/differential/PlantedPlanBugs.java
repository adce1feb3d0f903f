package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.PlanFormulas;
import io.plimsoll.engine.naive.PlanLeg;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Engines with one formula wrong about which positions to close, and how much of them. */
final class PlantedPlanBugs {
    private PlantedPlanBugs() {}

    private static Supplier<NaiveMarginEngine> with(final PlanFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        linear(bugs);
        costs(bugs);
        tiers(bugs);
        portions(bugs);
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

    private static void costs(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("penalty forgotten", with(new PlanFormulas() {
            @Override
            protected int costPpm(final Instrument instrument) {
                return instrument.terms().costPpm();
            }
        }));
        bugs.put("cost of closing forgotten", with(new PlanFormulas() {
            @Override
            protected int costPpm(final Instrument instrument) {
                return instrument.terms().penaltyPpm();
            }
        }));
        bugs.put("largest leg first, whatever it costs", with(new PlanFormulas() {
            @Override
            protected int compare(final PlanLeg leg, final PlanLeg other) {
                return super.compare(free(leg), free(other));
            }

            private static PlanLeg free(final PlanLeg leg) {
                return new PlanLeg(
                        leg.instrument(),
                        leg.projected(),
                        leg.margin(),
                        BigInteger.ZERO,
                        leg.asked(),
                        leg.isLinear(),
                        leg.isRounded());
            }
        }));
    }

    private static void tiers(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("one step less at a tier edge", with(new PlanFormulas() {
            @Override
            protected long leastSteps(
                    final long most,
                    final BigInteger wanted,
                    final LongFunction<BigInteger> freed,
                    final boolean isRounded) {
                final long least = super.leastSteps(most, wanted, freed, isRounded);
                return Math.max(1, freed.apply(least).equals(wanted) ? least - 1 : least);
            }
        }));
        bugs.put("steps that cost more than they free", with(new PlanFormulas() {
            @Override
            protected long lastWorthIt(
                    final long count, final LongFunction<BigInteger> freed, final boolean isRounded) {
                return super.lastWorthIt(count, freed, isRounded) > 0 ? count : 0;
            }
        }));
    }

    private static void portions(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("portion below the least notional", with(new PlanFormulas() {
            @Override
            protected BigInteger portion(
                    final BigInteger worth, final BigInteger fullBelow, final BigInteger least, final int portionPpm) {
                return super.portion(worth, fullBelow, BigInteger.ZERO, portionPpm);
            }
        }));
        bugs.put("portion of what closes in full", with(new PlanFormulas() {
            @Override
            protected BigInteger portion(
                    final BigInteger worth, final BigInteger fullBelow, final BigInteger least, final int portionPpm) {
                return super.portion(worth, BigInteger.ZERO, least, portionPpm);
            }
        }));
        bugs.put("account's bound by leg", with(new PlanFormulas() {
            @Override
            protected BigInteger left(final BigInteger bound, final BigInteger closed) {
                return bound;
            }
        }));
        bugs.put("portion one step too large", with(new PlanFormulas() {
            @Override
            protected BigInteger stepsWithin(final BigInteger limit, final BigInteger worthOfAStep) {
                return super.stepsWithin(limit, worthOfAStep).add(BigInteger.ONE);
            }
        }));
    }
}
