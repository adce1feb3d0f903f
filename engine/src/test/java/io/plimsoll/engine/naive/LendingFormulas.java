package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.protocol.codec.BonusShape;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.BonusTerms;
import io.plimsoll.protocol.terms.PlanTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.math.BigInteger;
import java.util.EnumSet;

/**
 * The formulas of the page about debts against collateral, each by itself, so that a test can plant a mistake in one of them. Values are
 * at V, amounts are balance mantissas, ratios and bonuses at 10^18.
 */
public class LendingFormulas {
    /** 1 at 10^18. */
    protected static final BigInteger ONE = Numbers.tenTo(18);

    private static final EnumSet<Sizing> SEIZING =
            EnumSet.of(Sizing.FULL, Sizing.CLOSE_FACTOR, Sizing.TARGET_HEALTH, Sizing.HEALTH_YIELD);

    /** A share of 1 at 10^18 from one in ppm. */
    protected static BigInteger ofPpm(final int ppm) {
        return BigInteger.valueOf(ppm).multiply(Numbers.tenTo(12));
    }

    // ---- When

    /** Whether the profile seizes. */
    protected boolean seizes(final ProfileTerms profile) {
        return SEIZING.contains(profile.plan().sizing());
    }

    /** Whether a balance owned may be seized. */
    protected boolean isCollateral(final Asset asset, final ProfileTerms profile) {
        return profile.plan().sizing() == Sizing.FULL || asset.maintenanceWeightPpm() != 0;
    }

    /** Whether a unit has a seizure plan in flight, whose orders are given in number. */
    protected boolean isSeized(final long ordersInFlight) {
        return ordersInFlight > 0;
    }

    /** Whether an order in flight has lost what it was for: too little collateral, or no debt. */
    protected boolean isOutgrown(final BigInteger debt, final BigInteger collateral, final SeizeInFlight order) {
        return order.seizeRemaining().compareTo(collateral) > 0 || debt.signum() >= 0;
    }

    // ---- Health and bonus

    /** max(A, 0) / D, 0 where D is 0. */
    protected BigInteger health(final BigInteger assets, final BigInteger demands) {
        return demands.signum() == 0 ? BigInteger.ZERO : share(assets.max(BigInteger.ZERO), demands);
    }

    /** SC / SD; without anything owed more than any bonus. */
    protected BigInteger collateralRatio(final BigInteger owned, final BigInteger owed) {
        return owed.signum() == 0 ? Numbers.tenTo(38) : share(owned, owed);
    }

    private static BigInteger share(final BigInteger value, final BigInteger of) {
        return Numbers.floorDiv(value.multiply(ONE), of);
    }

    /** b of the profile's shape. */
    protected BigInteger bonus(
            final BonusTerms terms, final Asset collateral, final BigInteger health, final BigInteger ratio) {
        return switch (terms.shape()) {
            case BY_HEALTH -> byHealth(terms, health).min(boundByHealth(terms, ratio));
            case BY_LLTV -> {
                final BigInteger missing = ONE.subtract(ofPpm(collateral.maintenanceWeightPpm()));
                final BigInteger kept = ONE.subtract(of(ofPpm(terms.slopePpm()), missing));
                yield ofMost(terms, share(ONE, kept).subtract(ONE));
            }
            default -> ofPpm(collateral.terms().bonusPpm());
        };
    }

    private static BigInteger byHealth(final BonusTerms terms, final BigInteger health) {
        return ofPpm(terms.startPpm()).add(of(ofPpm(terms.slopePpm()), ONE.subtract(health.min(ONE))));
    }

    /** max(min(cr - 1, most), least). */
    protected BigInteger boundByHealth(final BonusTerms terms, final BigInteger ratio) {
        return ofMost(terms, ratio.subtract(ONE)).max(ofPpm(terms.minPpm()));
    }

    /** At most the profile's most, where it has one. */
    protected static BigInteger ofMost(final BonusTerms terms, final BigInteger bonus) {
        return terms.maxPpm() == BonusTerms.PLAIN.maxPpm() ? bonus : bonus.min(ofPpm(terms.maxPpm()));
    }

    // of a value so great a share
    private static BigInteger of(final BigInteger value, final BigInteger share) {
        return Numbers.floorDiv(value.multiply(share), ONE);
    }

    // ---- Amounts

    /** What is seized for a repayment r; u are the values of one mantissa. */
    protected BigInteger seizure(
            final BigInteger repay,
            final BigInteger unitOfDebt,
            final BigInteger unitOfCollateral,
            final BigInteger b) {
        final BigInteger alike = Numbers.floorDiv(repay.multiply(unitOfDebt), unitOfCollateral);
        return Numbers.floorDiv(alike.multiply(ONE.add(b)), ONE);
    }

    /** What must be repaid for a seizure s. */
    protected BigInteger repayment(
            final BigInteger seize,
            final BigInteger unitOfDebt,
            final BigInteger unitOfCollateral,
            final BigInteger b) {
        final BigInteger value =
                Numbers.ceilDiv(seize.multiply(unitOfCollateral).multiply(ONE), ONE.add(b));
        return Numbers.ceilDiv(value, unitOfDebt);
    }

    /** What may be repaid so that no more than s is seized. */
    protected BigInteger repaymentDown(
            final BigInteger seize,
            final BigInteger unitOfDebt,
            final BigInteger unitOfCollateral,
            final BigInteger b) {
        final BigInteger value =
                Numbers.floorDiv(seize.multiply(unitOfCollateral).multiply(ONE), ONE.add(b));
        return Numbers.floorDiv(value, unitOfDebt);
    }

    /** Whether the bonus is of what is repaid, before that buys collateral. */
    protected boolean isQuoted(final BonusShape shape) {
        return shape == BonusShape.BY_LLTV;
    }

    /** What is seized for a repayment r, by a quote in multiples of k. */
    protected BigInteger quotedSeizure(
            final BigInteger repay,
            final BigInteger unitOfDebt,
            final BigInteger unitOfCollateral,
            final BigInteger b,
            final BigInteger k) {
        final BigInteger quote = repay.multiply(unitOfDebt).multiply(ONE.add(b));
        return Numbers.floorDiv(Numbers.floorTo(Numbers.floorDiv(quote, ONE), k), unitOfCollateral);
    }

    /** What must be repaid for a seizure s, by the same. */
    protected BigInteger quotedRepayment(
            final BigInteger seize,
            final BigInteger unitOfDebt,
            final BigInteger unitOfCollateral,
            final BigInteger b,
            final BigInteger k) {
        final BigInteger quote = Numbers.ceilTo(seize.multiply(unitOfCollateral), k);
        return Numbers.ceilDiv(Numbers.ceilDiv(quote.multiply(ONE), ONE.add(b)), unitOfDebt);
    }

    /** What may be repaid so that no more than s is seized, by the same. */
    protected BigInteger quotedRepaymentDown(
            final BigInteger seize,
            final BigInteger unitOfDebt,
            final BigInteger unitOfCollateral,
            final BigInteger b,
            final BigInteger k) {
        final BigInteger quote = Numbers.floorTo(seize.multiply(unitOfCollateral), k);
        return Numbers.floorDiv(Numbers.floorDiv(quote.multiply(ONE), ONE.add(b)), unitOfDebt);
    }

    /** Whether a part of a debt or of collateral that would be left is too small to be left. */
    protected boolean isTooSmall(final BigInteger value, final BigInteger least) {
        return value.compareTo(least) < 0;
    }

    /** A / D is at most the health at which all may be repaid. */
    protected boolean isHealthForAll(final BigInteger assets, final BigInteger demands, final int fullBelowHealthPpm) {
        return assets.multiply(Numbers.MILLION).compareTo(demands.multiply(BigInteger.valueOf(fullBelowHealthPpm)))
                <= 0;
    }

    /** The value that the close factor lets be repaid: of all debt. */
    protected BigInteger closable(final BigInteger allDebt, final BigInteger thisDebt, final int closeFactorPpm) {
        return Numbers.floorDiv(allDebt.multiply(BigInteger.valueOf(closeFactorPpm)), Numbers.MILLION);
    }

    /** What one unit of value repaid does for T * D - A; at 10^24. */
    protected BigInteger gain(final Asset debt, final Asset collateral, final int targetPpm, final BigInteger b) {
        final BigInteger repaid =
                BigInteger.valueOf(targetPpm).multiply(ofPpm(debt.terms().maintenanceLiabilityWeightPpm()));
        return repaid.subtract(
                BigInteger.valueOf(collateral.maintenanceWeightPpm()).multiply(ONE.add(b)));
    }

    /** The value to repay so that health becomes T. */
    protected BigInteger needed(
            final BigInteger assets, final BigInteger demands, final int targetPpm, final BigInteger gain) {
        final BigInteger missing = Numbers.floorDiv(demands.multiply(BigInteger.valueOf(targetPpm)), Numbers.MILLION)
                .subtract(assets);
        return Numbers.floorDiv(missing.multiply(Numbers.tenTo(24)), gain);
    }

    /** CLOSE_FACTOR: whether all is repaid in place of a partial that lowers health, there being no health at which all may be. */
    protected boolean keepsHealth(final PlanTerms terms) {
        return terms.fullBelowHealthPpm() == 0;
    }

    /** A' * D &lt; A * D', with A > 0: what is left of both after a partial is a lower health. */
    protected boolean isLower(
            final BigInteger assets,
            final BigInteger demands,
            final BigInteger assetsLeft,
            final BigInteger demandsLeft) {
        return assets.signum() > 0 && assetsLeft.multiply(demands).compareTo(assets.multiply(demandsLeft)) < 0;
    }

    /** The share of its price that HEALTH_YIELD pays for collateral: the health, but not below the greatest discount. */
    protected BigInteger yieldPrice(final BigInteger health, final int maxDiscountPpm) {
        return health.max(ONE.subtract(ofPpm(maxDiscountPpm))).min(ONE);
    }

    /** What of a value is credited. */
    protected BigInteger credited(final BigInteger value, final int factorPpm) {
        return Numbers.floorDiv(value.multiply(BigInteger.valueOf(factorPpm)), Numbers.MILLION);
    }

    /** The protocol's part of what is seized: a share of the bonus in it. */
    protected BigInteger protocolFee(final BigInteger seize, final BigInteger b, final int feePpm) {
        final BigInteger withoutBonus = Numbers.floorDiv(seize.multiply(ONE), ONE.add(b));
        return Numbers.ceilDiv(seize.subtract(withoutBonus).multiply(BigInteger.valueOf(feePpm)), Numbers.MILLION);
    }

    // ---- Fills

    /** The order after a fill; neither of what remains is below 0. */
    protected SeizeInFlight filled(final SeizeInFlight order, final BigInteger repaid, final BigInteger seized) {
        return new SeizeInFlight(
                order.id(),
                order.accountId(),
                order.debtAssetId(),
                order.collateralAssetId(),
                order.repaid().add(repaid),
                order.repayRemaining().subtract(repaid).max(BigInteger.ZERO),
                order.seized().add(seized),
                order.seizeRemaining().subtract(seized).max(BigInteger.ZERO),
                order.expiryNs());
    }

    /** What the debt's balance is after a fill. */
    protected BigInteger afterRepaid(final BigInteger balance, final BigInteger repaid) {
        return balance.add(repaid);
    }

    /** What the collateral's balance is after a fill. */
    protected BigInteger afterSeized(final BigInteger balance, final BigInteger seized) {
        return balance.subtract(seized);
    }

    /** The counterparty gets its side whatever became of the account's own. */
    protected boolean isCounterpartyFilled(final boolean isOwnApplied) {
        return true;
    }
}
