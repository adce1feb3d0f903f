package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.RequirementFormulas;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.engine.naive.WorthFormulas;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Supplier;

/** Engines with one formula wrong about what balances count and what is asked of positions. */
final class PlantedWorthBugs {
    private PlantedWorthBugs() {}

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("debt weighted", with(new WorthFormulas() {
            @Override
            protected BigInteger counted(final BigInteger worth, final Asset asset) {
                return weighted(worth, asset.maintenanceWeightPpm());
            }
        }));
        bugs.put("weight forgotten", with(new WorthFormulas() {
            @Override
            protected BigInteger counted(final BigInteger worth, final Asset asset) {
                return worth;
            }
        }));
        bugs.put("settlement price forgotten in requirement", with(new RequirementFormulas() {
            @Override
            protected BigInteger ofPosition(
                    final BigInteger quantity,
                    final BigInteger price,
                    final BigInteger settlementPrice,
                    final int ratePpm) {
                return super.ofPosition(quantity, price, BigInteger.ONE, ratePpm);
            }
        }));
    }

    private static Supplier<NaiveMarginEngine> with(final WorthFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }

    private static Supplier<NaiveMarginEngine> with(final RequirementFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }
}
