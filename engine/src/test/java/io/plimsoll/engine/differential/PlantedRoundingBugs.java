package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.RequirementFormulas;
import io.plimsoll.engine.naive.RoundingFormulas;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.protocol.codec.Rounding;
import io.plimsoll.protocol.terms.RoundingTerms;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Supplier;

/** Engines with one formula wrong about how terms are rounded. */
final class PlantedRoundingBugs {
    private PlantedRoundingBugs() {}

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        terms(bugs);
        bugs.put("collateral rounded the wrong way", with(new RoundingFormulas() {
            @Override
            protected BigDecimal collateral(final BigDecimal worth, final RoundingTerms terms) {
                return rounded(worth, other(terms.collateral()), terms);
            }
        }));
        bugs.put("debt rounded the wrong way", with(new RoundingFormulas() {
            @Override
            protected BigDecimal debt(final BigDecimal size, final RoundingTerms terms) {
                return rounded(size, other(terms.debt()), terms);
            }
        }));
        bugs.put("notional of a short rounded down", with(new RoundingFormulas() {
            @Override
            protected BigDecimal notional(final BigDecimal signed, final RoundingTerms terms) {
                return terms.notional() == Rounding.NONE ? signed : rounded(signed, Rounding.FLOOR, terms);
            }
        }));
        bugs.put("requirement rounded the wrong way", with(new RoundingFormulas() {
            @Override
            protected BigDecimal requirement(final BigDecimal product, final RoundingTerms terms) {
                return rounded(product, other(terms.requirement()), terms);
            }
        }));
        bugs.put(
                "leverage floored",
                () -> new NaiveMarginEngine(Rulebook.page().with(new RequirementFormulas() {
                    @Override
                    protected BigInteger byLeverage(final BigInteger notional, final long divisor) {
                        return notional.divide(BigInteger.valueOf(divisor));
                    }
                })));
    }

    private static void terms(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("weighted worth not rounded", with(new RoundingFormulas() {
            @Override
            protected BigDecimal weighted(final BigDecimal counted, final RoundingTerms terms) {
                return counted;
            }
        }));
        bugs.put("one ceil instead of two", with(new RoundingFormulas() {
            @Override
            protected BigDecimal ofInitial(
                    final BigDecimal exactInitial, final BigDecimal share, final RoundingTerms terms) {
                return requirement(exactInitial.multiply(share), terms);
            }
        }));
        bugs.put("funding rounded for the account", with(new RoundingFormulas() {
            @Override
            protected BigDecimal funding(final BigDecimal owed, final RoundingTerms terms) {
                return terms.notional() == Rounding.NONE ? owed : rounded(owed, Rounding.FLOOR, terms);
            }
        }));
        bugs.put("positions not rounded each", with(new RoundingFormulas() {
            @Override
            protected BigDecimal requirement(final BigDecimal product, final RoundingTerms terms) {
                return product;
            }
        }));
    }

    private static Rounding other(final Rounding mode) {
        return switch (mode) {
            case FLOOR, TRUNCATE -> Rounding.CEIL;
            case CEIL -> Rounding.FLOOR;
            default -> mode;
        };
    }

    private static Supplier<NaiveMarginEngine> with(final RoundingFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }
}
