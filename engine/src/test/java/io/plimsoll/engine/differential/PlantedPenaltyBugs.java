package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.engine.naive.WaterfallFormulas;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.terms.PenaltyTerms;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Supplier;

/** Engines with one formula wrong about what a liquidation costs, and who gets it. */
final class PlantedPenaltyBugs {
    private PlantedPenaltyBugs() {}

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        amounts(bugs);
        bugs.put("a penalty of the bankrupt", with(new WaterfallFormulas() {
            @Override
            protected boolean isPenaltyDue(final Verdict verdict, final boolean isAssigned) {
                return !isAssigned;
            }
        }));
        bugs.put("a penalty's rest for the liquidator", with(new WaterfallFormulas() {
            @Override
            protected BigInteger liquidatorPart(final BigInteger due, final PenaltyTerms split) {
                final BigInteger fund =
                        Numbers.floorDiv(due.multiply(BigInteger.valueOf(split.fundPpm())), Numbers.MILLION);
                return due.subtract(fund).subtract(protocolPart(due, split));
            }
        }));
        bugs.put("a penalty's rest for the protocol", with(new WaterfallFormulas() {
            @Override
            protected BigInteger protocolPart(final BigInteger due, final PenaltyTerms split) {
                final BigInteger fund =
                        Numbers.floorDiv(due.multiply(BigInteger.valueOf(split.fundPpm())), Numbers.MILLION);
                return due.subtract(fund).subtract(liquidatorPart(due, split));
            }
        }));
    }

    private static void amounts(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("a penalty beyond the surplus", with(new WaterfallFormulas() {
            @Override
            protected BigInteger due(final BigInteger surplus, final BigInteger penalty) {
                return surplus.signum() > 0 ? penalty : surplus;
            }
        }));
        bugs.put("a penalty below bankruptcy", with(new WaterfallFormulas() {
            @Override
            protected BigInteger due(final BigInteger surplus, final BigInteger penalty) {
                return surplus.abs().min(penalty);
            }
        }));
        bugs.put("all of the surplus taken", with(new WaterfallFormulas() {
            @Override
            protected BigInteger due(final BigInteger surplus, final BigInteger penalty) {
                return surplus;
            }
        }));
        bugs.put("a penalty taken twice", with(new WaterfallFormulas() {
            @Override
            protected BigInteger penalised(final BigInteger filled, final BigInteger remaining) {
                return remaining; // at each fill of it
            }
        }));
        bugs.put("a penalty for more than was ordered", with(new WaterfallFormulas() {
            @Override
            protected BigInteger penalised(final BigInteger filled, final BigInteger remaining) {
                return filled;
            }
        }));
        bugs.put("a penalty of what the fee took", with(new WaterfallFormulas() {
            @Override
            protected BigInteger afterFee(final BigInteger surplus, final BigInteger fee) {
                return surplus;
            }
        }));
        bugs.put("a penalty of a rebate", with(new WaterfallFormulas() {
            @Override
            protected BigInteger afterFee(final BigInteger surplus, final BigInteger fee) {
                return surplus.subtract(fee);
            }
        }));
        bugs.put("a penalty rounded up", with(new WaterfallFormulas() {
            @Override
            protected BigInteger inAsset(
                    final BigInteger cost, final BigInteger ppm, final int costDecimals, final int assetDecimals) {
                return Numbers.ceilDiv(
                        cost.multiply(ppm).multiply(Numbers.tenTo(assetDecimals)),
                        Numbers.MILLION.multiply(Numbers.tenTo(costDecimals)));
            }
        }));
    }

    private static Supplier<NaiveMarginEngine> with(final WaterfallFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }
}
