package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.CollateralFormulas;
import io.plimsoll.engine.naive.Definition.MarginTable;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.Purpose;
import io.plimsoll.engine.naive.Rulebook;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Supplier;

/** Engines with one formula wrong about caps and tiers of collateral. */
final class PlantedCollateralBugs {
    private PlantedCollateralBugs() {}

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("the cap of an asset forgotten", with(new CollateralFormulas() {
            @Override
            protected BigInteger capped(final BigInteger worth, final BigInteger cap) {
                return worth;
            }
        }));
        bugs.put("what passes a cap counts nothing at all", with(new CollateralFormulas() {
            @Override
            protected BigInteger capped(final BigInteger worth, final BigInteger cap) {
                return worth.compareTo(cap) > 0 ? BigInteger.ZERO : worth;
            }
        }));
        bugs.put("the cap of a domain forgotten", with(new CollateralFormulas() {
            @Override
            protected BigInteger inDomain(final BigInteger sum, final BigInteger cap) {
                return sum;
            }
        }));
        bugs.put("a domain that passes its cap counts all but what is too much", with(new CollateralFormulas() {
            @Override
            protected BigInteger inDomain(final BigInteger sum, final BigInteger cap) {
                return super.inDomain(sum, cap).multiply(BigInteger.TWO).subtract(sum);
            }
        }));
        bugs.put("all of a worth by the weight of its last tier", with(new CollateralFormulas() {
            @Override
            protected BigInteger tiered(
                    final BigInteger worth, final MarginTable table, final Purpose purpose, final int valueDecimals) {
                BigInteger weight = BigInteger.ZERO;
                for (final MarginTable.Tier tier : table.tiers()) {
                    weight = floor(tier, valueDecimals).compareTo(worth) <= 0 ? weight(tier, purpose) : weight;
                }
                return worth.multiply(weight).divide(Numbers.MILLION);
            }
        }));
        bugs.put("the first weight whatever it is worth", with(new CollateralFormulas() {
            @Override
            protected BigInteger tiered(
                    final BigInteger worth, final MarginTable table, final Purpose purpose, final int valueDecimals) {
                return worth.multiply(weight(table.tiers().get(0), purpose)).divide(Numbers.MILLION);
            }
        }));
        bugs.put("stop weights of tiers by maintenance", with(new CollateralFormulas() {
            @Override
            protected BigInteger weight(final MarginTable.Tier tier, final Purpose purpose) {
                return super.weight(tier, purpose == Purpose.STOP ? Purpose.MAINTENANCE : purpose);
            }
        }));
    }

    private static Supplier<NaiveMarginEngine> with(final CollateralFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }
}
