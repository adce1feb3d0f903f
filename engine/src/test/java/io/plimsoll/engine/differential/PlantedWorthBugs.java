package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Closing;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Formulas;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.PriceFormulas;
import io.plimsoll.engine.naive.Purpose;
import io.plimsoll.engine.naive.RequirementFormulas;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.engine.naive.Valuation;
import io.plimsoll.engine.naive.WorthFormulas;
import io.plimsoll.protocol.codec.Boundary;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Engines with one formula wrong about what balances count and what is asked of positions. */
final class PlantedWorthBugs {
    private PlantedWorthBugs() {}

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("debt weighted", with(new WorthFormulas() {
            @Override
            protected BigInteger counted(
                    final BigInteger worth, final Asset asset, final Purpose purpose, final ProfileTerms profile) {
                return worth.signum() < 0 && profile.debtIn() == DebtPlace.NETTED
                        ? weighted(worth, asset.maintenanceWeightPpm())
                        : super.counted(worth, asset, purpose, profile);
            }
        }));
        bugs.put("weight forgotten", with(new WorthFormulas() {
            @Override
            protected BigInteger counted(
                    final BigInteger worth, final Asset asset, final Purpose purpose, final ProfileTerms profile) {
                return worth.signum() > 0 ? worth : super.counted(worth, asset, purpose, profile);
            }
        }));
        bugs.put("debt in R and in B", with(new WorthFormulas() {
            @Override
            protected BigInteger counted(
                    final BigInteger worth, final Asset asset, final Purpose purpose, final ProfileTerms profile) {
                return worth.signum() < 0 ? worth : super.counted(worth, asset, purpose, profile);
            }
        }));
        bugs.put("liability weight forgotten in B", with(new WorthFormulas() {
            @Override
            protected BigInteger counted(
                    final BigInteger worth, final Asset asset, final Purpose purpose, final ProfileTerms profile) {
                final BigInteger counted = super.counted(worth, asset, purpose, profile);
                return counted.max(worth);
            }
        }));
        bugs.put("liability weight forgotten in R", with(new WorthFormulas() {
            @Override
            protected BigInteger demanded(
                    final BigInteger worth, final Asset asset, final Purpose purpose, final ProfileTerms profile) {
                return super.demanded(worth, asset, purpose, profile).min(worth.abs());
            }
        }));
        bugs.put("liability weight on what is owned", with(new WorthFormulas() {
            @Override
            protected BigInteger counted(
                    final BigInteger worth, final Asset asset, final Purpose purpose, final ProfileTerms profile) {
                final BigInteger counted = super.counted(worth, asset, purpose, profile);
                return worth.signum() > 0 ? weighted(counted, asset.terms().maintenanceLiabilityWeightPpm()) : counted;
            }
        }));
        bugs.put("stop by maintenance weights", with(new WorthFormulas() {
            @Override
            protected BigInteger counted(
                    final BigInteger worth, final Asset asset, final Purpose purpose, final ProfileTerms profile) {
                return super.counted(worth, asset, purpose == Purpose.STOP ? Purpose.MAINTENANCE : purpose, profile);
            }
        }));
        bugs.put("initial debt by maintenance weights", with(new WorthFormulas() {
            @Override
            protected BigInteger demanded(
                    final BigInteger worth, final Asset asset, final Purpose purpose, final ProfileTerms profile) {
                return super.demanded(worth, asset, Purpose.MAINTENANCE, profile);
            }
        }));
        bugs.put("boundary always strict", with(new Formulas() {
            @Override
            protected boolean isBelow(
                    final BigInteger equity, final BigInteger requirement, final ProfileTerms profile) {
                return super.isBelow(equity, requirement, profile.withBoundary(Boundary.STRICT));
            }
        }));
        bugs.put("inclusive at R = 0", with(new Formulas() {
            @Override
            protected boolean isBelow(
                    final BigInteger equity, final BigInteger requirement, final ProfileTerms profile) {
                return super.isBelow(equity, requirement, profile)
                        || (profile.boundary() == Boundary.INCLUSIVE && equity.compareTo(requirement) <= 0);
            }
        }));
        bugs.put("a requirement above 0 not asked for", with(new Formulas() {
            @Override
            protected boolean isBelow(
                    final BigInteger equity, final BigInteger requirement, final ProfileTerms profile) {
                return super.isBelow(equity, requirement, profile) || equity.compareTo(requirement) < 0;
            }
        }));
        bugs.put("bankruptcy shared by all of R", with(new PriceFormulas() {
            @Override
            protected Optional<BigInteger> bankruptcyPrice(final Closing closing, final Valuation valuation) {
                return super.bankruptcyPrice(
                        closing,
                        new Valuation(
                                valuation.netWorth(),
                                valuation.equity(),
                                valuation.maintenanceMargin(),
                                BigInteger.ZERO));
            }
        }));
        bugs.put("weighted balance taken for net worth", with(new Formulas() {
            @Override
            protected Verdict verdict(
                    final Valuation valuation, final int warningRatioPpm, final ProfileTerms profile) {
                return isBankrupt(valuation.equity()) && !isBankrupt(valuation.netWorth())
                        ? Verdict.BANKRUPT
                        : super.verdict(valuation, warningRatioPpm, profile);
            }
        }));
        bugs.put("settlement price forgotten in requirement", with(new RequirementFormulas() {
            @Override
            protected BigInteger notional(
                    final BigInteger quantity, final BigInteger price, final BigInteger settlementPrice) {
                return super.notional(quantity, price, BigInteger.ONE);
            }
        }));
    }

    private static Supplier<NaiveMarginEngine> with(final WorthFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }

    private static Supplier<NaiveMarginEngine> with(final Formulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }

    private static Supplier<NaiveMarginEngine> with(final PriceFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }

    private static Supplier<NaiveMarginEngine> with(final RequirementFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }
}
