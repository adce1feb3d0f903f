package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Closing;
import io.plimsoll.engine.naive.Definition.MarginTable;
import io.plimsoll.engine.naive.Definition.MarginTable.Tier;
import io.plimsoll.engine.naive.DefinitionFormulas;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.PriceFormulas;
import io.plimsoll.engine.naive.Purpose;
import io.plimsoll.engine.naive.RequirementFormulas;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.engine.naive.Valuation;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Engines with one formula wrong about margin tables. */
final class PlantedTierBugs {
    private PlantedTierBugs() {}

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        requirement(bugs);
        prices(bugs);
        tables(bugs);
    }

    private static void requirement(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("margin not continuous at a tier's edge", with(new RequirementFormulas() {
            @Override
            protected BigInteger ofTiers(
                    final BigInteger notional, final int decimals, final MarginTable table, final Purpose purpose) {
                BigInteger deduction = BigInteger.ZERO; // that of the tier before
                BigInteger margin = BigInteger.ZERO;
                Tier before = table.tiers().get(0);
                for (final Tier tier : table.tiers()) {
                    final BigInteger floor = floor(tier, decimals);
                    if (floor.compareTo(notional) <= 0) {
                        final BigInteger rate = BigInteger.valueOf(purpose.ratePpm(tier));
                        margin = notional.multiply(rate).subtract(deduction);
                        deduction = deduction.add(
                                floor.multiply(rate.subtract(BigInteger.valueOf(purpose.ratePpm(before)))));
                        before = tier;
                    }
                }
                return margin;
            }
        }));
        bugs.put("rate of the lowest tier", with(new RequirementFormulas() {
            @Override
            protected BigInteger ofTiers(
                    final BigInteger notional, final int decimals, final MarginTable table, final Purpose purpose) {
                return notional.multiply(
                        BigInteger.valueOf(purpose.ratePpm(table.tiers().get(0))));
            }
        }));
        bugs.put("all of a notional at its last tier's rate", with(new RequirementFormulas() {
            @Override
            protected BigInteger ofTiers(
                    final BigInteger notional, final int decimals, final MarginTable table, final Purpose purpose) {
                final List<Tier> within = table.tiers().stream()
                        .filter(tier -> floor(tier, decimals).compareTo(notional) <= 0)
                        .toList();
                return notional.multiply(BigInteger.valueOf(purpose.ratePpm(within.get(within.size() - 1))));
            }
        }));
    }

    private static void prices(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("spread of a tiered position by its lowest rate", with(new PriceFormulas() {
            @Override
            protected BigInteger tieredSpread(
                    final Closing closing, final int limitSpreadPpm, final Valuation valuation) {
                return spread(closing.price(), closing.instrument().maintenancePpm(), limitSpreadPpm, valuation);
            }
        }));
        bugs.put("share of a tiered position by its lowest rate", with(new PriceFormulas() {
            @Override
            protected BigInteger tieredShare(final Closing closing, final Valuation valuation) {
                return share(closing.price(), closing.instrument().maintenancePpm(), valuation);
            }
        }));
    }

    private static void tables(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("no tier, or 65", with(new DefinitionFormulas() {
            @Override
            protected boolean isTierCount(final int count) {
                return true;
            }
        }));
        bugs.put("first floor anywhere", with(new DefinitionFormulas() {
            @Override
            protected boolean isFirstFloor(final BigInteger floor) {
                return true;
            }
        }));
        bugs.put("two tiers from one floor", with(new DefinitionFormulas() {
            @Override
            protected boolean isNextFloor(final BigInteger before, final BigInteger floor) {
                return floor.compareTo(before) >= 0;
            }
        }));
        bugs.put("rates that fall", with(new DefinitionFormulas() {
            @Override
            protected boolean areRising(final int before, final int ppm) {
                return true;
            }
        }));
    }

    private static Supplier<NaiveMarginEngine> with(final RequirementFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }

    private static Supplier<NaiveMarginEngine> with(final PriceFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }

    private static Supplier<NaiveMarginEngine> with(final DefinitionFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }
}
