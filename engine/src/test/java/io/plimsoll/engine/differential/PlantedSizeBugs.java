package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.RequirementFormulas;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.protocol.terms.RequirementTerms;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Supplier;

/** Engines with one formula wrong about rates that rise with a size. */
final class PlantedSizeBugs {
    private PlantedSizeBugs() {}

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("size's root rounded up", with(new RequirementFormulas() {
            @Override
            protected BigInteger root(final BigInteger quantity, final int quantityDecimals) {
                return super.root(quantity, quantityDecimals).add(BigInteger.ONE);
            }
        }));
        bugs.put("size's whole base rate kept", with(new RequirementFormulas() {
            @Override
            protected int sized(
                    final int basePpm, final BigInteger root, final long factor, final RequirementTerms terms) {
                return super.sized(basePpm, root, factor, withShape(terms, 1_000_000));
            }
        }));
        bugs.put("size's rate not rounded to its precision", with(new RequirementFormulas() {
            @Override
            protected int sized(
                    final int basePpm, final BigInteger root, final long factor, final RequirementTerms terms) {
                return super.sized(
                        basePpm,
                        root,
                        factor,
                        new RequirementTerms(
                                terms.profitIn(),
                                terms.profitCapMicros(),
                                terms.openOrderFeeMicros(),
                                terms.openOrdersInMaintenance(),
                                terms.sizeShapePpm(),
                                1));
            }
        }));
    }

    private static RequirementTerms withShape(final RequirementTerms terms, final int shapePpm) {
        return new RequirementTerms(
                terms.profitIn(),
                terms.profitCapMicros(),
                terms.openOrderFeeMicros(),
                terms.openOrdersInMaintenance(),
                shapePpm,
                terms.ratePrecisionPpm());
    }

    private static Supplier<NaiveMarginEngine> with(final RequirementFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }
}
