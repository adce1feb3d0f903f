package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Formulas;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.Position;
import io.plimsoll.engine.naive.Prices;
import io.plimsoll.engine.naive.Purpose;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.engine.naive.Valuation;
import io.plimsoll.protocol.codec.Boundary;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Engines with one formula wrong: the comparison must find each of them, or it proves nothing. */
final class PlantedBugs {
    private PlantedBugs() {}

    /** By what is wrong. */
    static Map<String, Supplier<NaiveMarginEngine>> all() {
        final Map<String, Supplier<NaiveMarginEngine>> bugs = new TreeMap<>();
        fills(bugs);
        ticks(bugs);
        valuation(bugs);
        orders(bugs);
        PlantedWorthBugs.addTo(bugs);
        PlantedBucketBugs.addTo(bugs);
        PlantedPlanBugs.addTo(bugs);
        PlantedTierBugs.addTo(bugs);
        PlantedRoundingBugs.addTo(bugs);
        PlantedRebalanceBugs.addTo(bugs);
        PlantedInitialBugs.addTo(bugs);
        PlantedCancelBugs.addTo(bugs);
        PlantedScaleBugs.addTo(bugs);
        PlantedInterestBugs.addTo(bugs);
        PlantedCollateralBugs.addTo(bugs);
        PlantedSizeBugs.addTo(bugs);
        PlantedInverseBugs.addTo(bugs);
        PlantedLendingBugs.addTo(bugs);
        PlantedAuctionBugs.addTo(bugs);
        PlantedWaterfallBugs.addTo(bugs);
        PlantedPenaltyBugs.addTo(bugs);
        PlantedDefinitionBugs.addTo(bugs);
        PlantedFactBugs.addTo(bugs);
        PlantedPriceBugs.addTo(bugs);
        PlantedQueueBugs.addTo(bugs);
        PlantedGuardBugs.addTo(bugs);
        PlantedLifecycleBugs.addTo(bugs);
        PlantedThrottleBugs.addTo(bugs);
        PlantedSilenceBugs.addTo(bugs);
        PlantedActBugs.addTo(bugs);
        PlantedSourceBugs.addTo(bugs);
        return bugs;
    }

    private static Supplier<NaiveMarginEngine> with(final Formulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }

    private static void fills(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("funding sign", with(new Formulas() {
            @Override
            protected BigInteger fundingOwed(final BigInteger index, final Position position) {
                return super.fundingOwed(index, position).negate();
            }
        }));
        bugs.put("released cost truncated", with(new Formulas() {
            @Override
            protected BigInteger released(final Position position, final BigInteger closed) {
                return position.cost()
                        .multiply(closed.abs())
                        .divide(position.quantity().abs());
            }
        }));
        bugs.put("credit truncated", with(new Formulas() {
            @Override
            protected BigInteger credited(
                    final BigInteger realised, final int costDecimals, final int balanceDecimals) {
                return costDecimals >= balanceDecimals
                        ? realised.divide(Numbers.tenTo(costDecimals - balanceDecimals))
                        : super.credited(realised, costDecimals, balanceDecimals);
            }
        }));
        bugs.put("remainder lost", with(new Formulas() {
            @Override
            protected BigInteger remainder(
                    final BigInteger realised, final int costDecimals, final int balanceDecimals) {
                return BigInteger.ZERO;
            }
        }));
    }

    private static void ticks(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("same publish time is older", with(new Formulas() {
            @Override
            protected boolean isOlder(
                    final Prices.Accepted last, final long publishNs, final int source, final long sequence) {
                return publishNs <= last.publishNs();
            }
        }));
        bugs.put("same publish time by another source is older", with(new Formulas() {
            @Override
            protected boolean isOlder(
                    final Prices.Accepted last, final long publishNs, final int source, final long sequence) {
                return super.isOlder(last, publishNs, last.source(), sequence);
            }
        }));
        bugs.put("same publish time and sequence is newer", with(new Formulas() {
            @Override
            protected boolean isOlder(
                    final Prices.Accepted last, final long publishNs, final int source, final long sequence) {
                return super.isOlder(last, publishNs, source, sequence + 1);
            }
        }));
        bugs.put("same price evaluates its users", with(new Formulas() {
            @Override
            protected boolean isMoved(final Optional<BigInteger> last, final BigInteger price) {
                return true;
            }
        }));
    }

    private static void valuation(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("a loss is weighed as a profit", with(new Formulas() {
            @Override
            protected BigInteger countedProfit(
                    final BigInteger value,
                    final InstrumentTerms terms,
                    final Purpose purpose,
                    final Optional<BigInteger> cap) {
                return super.countedProfit(value.abs(), terms, purpose, cap)
                        .multiply(BigInteger.valueOf(value.signum()));
            }
        }));
        bugs.put("liquidate at B = R", with(new Formulas() {
            @Override
            protected boolean isBelow(
                    final BigInteger equity, final BigInteger requirement, final ProfileTerms profile) {
                return super.isBelow(equity, requirement, profile.withBoundary(Boundary.INCLUSIVE));
            }
        }));
        bugs.put("liquidate one unit late", with(new Formulas() {
            @Override
            protected boolean isBelow(
                    final BigInteger equity, final BigInteger requirement, final ProfileTerms profile) {
                return super.isBelow(equity.add(BigInteger.ONE), requirement, profile);
            }
        }));
        bugs.put("warn at the boundary", with(new Formulas() {
            @Override
            protected boolean isWarned(final Valuation valuation, final int warningRatioPpm) {
                final BigInteger scaled = valuation.equity().multiply(Numbers.MILLION);
                final BigInteger level = valuation.maintenanceMargin().multiply(BigInteger.valueOf(warningRatioPpm));
                return scaled.compareTo(level) <= 0 && level.signum() > 0;
            }
        }));
        bugs.put("bankrupt at zero", with(new Formulas() {
            @Override
            protected Verdict verdict(
                    final Valuation valuation, final int warningRatioPpm, final ProfileTerms profile) {
                final boolean isZero = valuation.netWorth().signum() == 0
                        && valuation.maintenanceMargin().signum() > 0;
                return isZero ? Verdict.BANKRUPT : super.verdict(valuation, warningRatioPpm, profile);
            }
        }));
    }

    private static void orders(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("orders in flight forgotten", with(new Formulas() {
            @Override
            protected BigInteger projected(final BigInteger quantity, final BigInteger signedRemaining) {
                return quantity;
            }
        }));
        bugs.put("orders that just fit cancelled", with(new Formulas() {
            @Override
            protected boolean isOutgrown(final BigInteger quantity, final BigInteger signedRemaining) {
                return super.isOutgrown(quantity, signedRemaining)
                        || quantity.abs().equals(signedRemaining.abs());
            }
        }));
        bugs.put("orders that no longer fit left", with(new Formulas() {
            @Override
            protected boolean isOutgrown(final BigInteger quantity, final BigInteger signedRemaining) {
                return quantity.signum() == 0 || quantity.signum() == signedRemaining.signum();
            }
        }));
        bugs.put("no word about orders of who is no trader", with(new Formulas() {
            @Override
            protected boolean isStepOneDue(final boolean isTrader) {
                return isTrader;
            }
        }));
        bugs.put("nothing to reduce where all is ordered", with(new Formulas() {
            @Override
            protected boolean isAllOrdered(final List<BigInteger> projectedQuantities) {
                return false;
            }
        }));
        bugs.put("all ordered where one leg is", with(new Formulas() {
            @Override
            protected boolean isAllOrdered(final List<BigInteger> projectedQuantities) {
                return projectedQuantities.stream().anyMatch(quantity -> quantity.signum() == 0);
            }
        }));
    }
}
