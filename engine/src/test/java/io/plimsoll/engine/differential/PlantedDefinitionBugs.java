package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.DefinitionFormulas;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Supplier;

/** The part of {@link PlantedBugs} that is about definitions. */
final class PlantedDefinitionBugs {
    private PlantedDefinitionBugs() {}

    private static Supplier<NaiveMarginEngine> with(final DefinitionFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        limits(bugs);
        scales(bugs);
        proof(bugs);
    }

    private static void limits(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("limits lowered", with(new DefinitionFormulas() {
            @Override
            protected boolean isLowered(final BigInteger before, final BigInteger now) {
                return false;
            }
        }));
        bugs.put("limits raised no more", with(new DefinitionFormulas() {
            @Override
            protected boolean isLowered(final BigInteger before, final BigInteger now) {
                return !now.equals(before);
            }
        }));
        bugs.put("limit of 2^59", with(new DefinitionFormulas() {
            @Override
            protected boolean isLimit(final BigInteger value) {
                return super.isLimit(value) || value.equals(BigInteger.ONE.shiftLeft(59));
            }
        }));
        bugs.put("limit of 2^59 - 1 refused", with(new DefinitionFormulas() {
            @Override
            protected boolean isLimit(final BigInteger value) {
                return super.isLimit(value.add(BigInteger.ONE)) && value.signum() > 0;
            }
        }));
        bugs.put("tick or step one beyond its limit", with(new DefinitionFormulas() {
            @Override
            protected boolean isWithin(final BigInteger tickOrStep, final BigInteger limit) {
                return super.isWithin(tickOrStep, limit.add(BigInteger.ONE));
            }
        }));
        bugs.put("tick or step at its limit refused", with(new DefinitionFormulas() {
            @Override
            protected boolean isWithin(final BigInteger tickOrStep, final BigInteger limit) {
                return tickOrStep.compareTo(limit) < 0;
            }
        }));
        bugs.put("warning at any ratio", with(new DefinitionFormulas() {
            @Override
            protected boolean isWarningRatio(final int ratioPpm) {
                return super.isWarningRatio(Math.min(ratioPpm, 2_000_000));
            }
        }));
        bugs.put("warning at twice the requirement refused", with(new DefinitionFormulas() {
            @Override
            protected boolean isWarningRatio(final int ratioPpm) {
                return super.isWarningRatio(ratioPpm) && ratioPpm < 2_000_000;
            }
        }));
    }

    private static void scales(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("19 decimals", with(new DefinitionFormulas() {
            @Override
            protected boolean areDecimals(final int decimals) {
                return super.areDecimals(decimals - 1);
            }
        }));
        bugs.put("alignment of 10^19", with(new DefinitionFormulas() {
            @Override
            protected boolean isAlignment(final int exponent) {
                return super.isAlignment(exponent - 1);
            }
        }));
        bugs.put("alignment of 10^18 refused", with(new DefinitionFormulas() {
            @Override
            protected boolean isAlignment(final int exponent) {
                return super.isAlignment(exponent + 1);
            }
        }));
    }

    private static void proof(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("proof for 7 notionals", with(new DefinitionFormulas() {
            @Override
            protected BigInteger provenNotionals(final Asset settlement, final ProfileTerms profile) {
                return BigInteger.valueOf(7);
            }
        }));
        bugs.put("proof for 9 notionals", with(new DefinitionFormulas() {
            @Override
            protected BigInteger provenNotionals(final Asset settlement, final ProfileTerms profile) {
                return BigInteger.valueOf(9);
            }
        }));
        bugs.put("proof one bit too wide", with(new DefinitionFormulas() {
            @Override
            protected boolean isProven(final BigInteger sum) {
                return super.isProven(sum.shiftRight(1));
            }
        }));
        bugs.put("dust of any size", with(new DefinitionFormulas() {
            @Override
            protected boolean isDustProven(final BigInteger dust) {
                return true;
            }
        }));
        bugs.put("dust one bit too small", with(new DefinitionFormulas() {
            @Override
            protected boolean isDustProven(final BigInteger dust) {
                return super.isDustProven(dust.shiftLeft(1));
            }
        }));
    }
}
