package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.LendingFormulas;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.engine.naive.SeizeInFlight;
import io.plimsoll.protocol.codec.BonusShape;
import io.plimsoll.protocol.terms.BonusTerms;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Supplier;

/** Engines with one formula wrong about debts against collateral. */
final class PlantedLendingBugs {
    private PlantedLendingBugs() {}

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        amounts(bugs);
        orders(bugs);
    }

    private static void amounts(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("leftover forgotten", with(new LendingFormulas() {
            @Override
            protected boolean isTooSmall(final BigInteger value, final BigInteger least) {
                return false;
            }
        }));
        bugs.put("close factor of the one debt", with(new LendingFormulas() {
            @Override
            protected BigInteger closable(
                    final BigInteger allDebt, final BigInteger thisDebt, final int closeFactorPpm) {
                return super.closable(thisDebt, thisDebt, closeFactorPpm);
            }
        }));
        bugs.put("seize rounded up", with(new LendingFormulas() {
            @Override
            protected BigInteger seizure(
                    final BigInteger repay,
                    final BigInteger unitOfDebt,
                    final BigInteger unitOfCollateral,
                    final BigInteger b) {
                final BigInteger alike = Numbers.floorDiv(repay.multiply(unitOfDebt), unitOfCollateral);
                return Numbers.ceilDiv(alike.multiply(ONE.add(b)), ONE);
            }
        }));
        bugs.put("bonus by LLTV of the collateral and not of what is repaid", with(new LendingFormulas() {
            @Override
            protected boolean isQuoted(final BonusShape shape) {
                return false;
            }
        }));
        bugs.put("repayment rounded down", with(new LendingFormulas() {
            @Override
            protected BigInteger repayment(
                    final BigInteger seize,
                    final BigInteger unitOfDebt,
                    final BigInteger unitOfCollateral,
                    final BigInteger b) {
                return super.repaymentDown(seize, unitOfDebt, unitOfCollateral, b);
            }
        }));
        bugs.put("bonus without the bound by collateral ratio", with(new LendingFormulas() {
            @Override
            protected BigInteger boundByHealth(final BonusTerms terms, final BigInteger ratio) {
                return ofMost(terms, ONE.multiply(ONE));
            }
        }));
        bugs.put("health to be repaid below compared with the wrong side", with(new LendingFormulas() {
            @Override
            protected boolean isHealthForAll(
                    final BigInteger assets, final BigInteger demands, final int fullBelowHealthPpm) {
                return super.isHealthForAll(demands, assets, fullBelowHealthPpm);
            }
        }));
        bugs.put("a partial may lower health", with(new LendingFormulas() {
            @Override
            protected boolean isLower(
                    final BigInteger assets,
                    final BigInteger demands,
                    final BigInteger assetsLeft,
                    final BigInteger demandsLeft) {
                return false;
            }
        }));
        bugs.put("target without the bonus", with(new LendingFormulas() {
            @Override
            protected BigInteger gain(
                    final Asset debt, final Asset collateral, final int targetPpm, final BigInteger b) {
                return super.gain(debt, collateral, targetPpm, BigInteger.ZERO);
            }
        }));
        bugs.put("discount without a bound", with(new LendingFormulas() {
            @Override
            protected BigInteger yieldPrice(final BigInteger health, final int maxDiscountPpm) {
                return health.max(ofPpm(101_000)).min(ONE); // what a bonus of 64 bits can tell
            }
        }));
        bugs.put("liquidation factor forgotten", with(new LendingFormulas() {
            @Override
            protected BigInteger credited(final BigInteger value, final int factorPpm) {
                return value;
            }
        }));
        bugs.put("protocol fee of everything seized", with(new LendingFormulas() {
            @Override
            protected BigInteger protocolFee(final BigInteger seize, final BigInteger b, final int feePpm) {
                return Numbers.ceilDiv(seize.multiply(BigInteger.valueOf(feePpm)), Numbers.MILLION);
            }
        }));
    }

    private static void orders(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("seize order not counted in flight", with(new LendingFormulas() {
            @Override
            protected boolean isSeized(final long ordersInFlight) {
                return false;
            }
        }));
        bugs.put("debt repaid twice", with(new LendingFormulas() {
            @Override
            protected SeizeInFlight filled(
                    final SeizeInFlight order, final BigInteger repaid, final BigInteger seized) {
                final SeizeInFlight filled = super.filled(order, repaid, seized);
                return new SeizeInFlight(
                        filled.id(),
                        filled.accountId(),
                        filled.debtAssetId(),
                        filled.collateralAssetId(),
                        filled.repaid(),
                        order.repayRemaining(),
                        filled.seized(),
                        filled.seizeRemaining());
            }
        }));
        bugs.put("seize fill applied on one side only", with(new LendingFormulas() {
            @Override
            protected BigInteger afterSeized(final BigInteger balance, final BigInteger seized) {
                return balance;
            }
        }));
        bugs.put("seize fill of the account alone", with(new LendingFormulas() {
            @Override
            protected boolean isCounterpartyFilled(final boolean isOwnApplied) {
                return isOwnApplied;
            }
        }));
        bugs.put("seize order kept without its collateral", with(new LendingFormulas() {
            @Override
            protected boolean isOutgrown(
                    final BigInteger debt, final BigInteger collateral, final SeizeInFlight order) {
                return debt.signum() >= 0;
            }
        }));
        bugs.put("seize order kept without its debt", with(new LendingFormulas() {
            @Override
            protected boolean isOutgrown(
                    final BigInteger debt, final BigInteger collateral, final SeizeInFlight order) {
                return order.seizeRemaining().compareTo(collateral) > 0;
            }
        }));
    }

    private static Supplier<NaiveMarginEngine> with(final LendingFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }
}
