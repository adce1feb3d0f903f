package io.plimsoll.engine;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.BonusShape;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.PlanTerms;
import io.plimsoll.protocol.terms.RoundingTerms;

/**
 * Chooses how much of a debt is repaid and how much collateral taken for it, by the profile's sizing (docs/internals/lending.md). Engine thread.
 */
final class LendingPlanner {
    private static final long ONE = UnitDebts.ONE;
    private static final long PPM = ONE / Rates.ONE;
    private static final int MICROS_DECIMALS = 6;

    private final EngineState state;
    private final Catalog catalog;
    private final Units units;
    private final Legs legs;
    private final UnitDebts debts;
    private final Bonus bonus;
    private final SeizePair pair;
    private final WideDivision division = new WideDivision();
    private final WideProduct left = new WideProduct();
    private final WideProduct right = new WideProduct();
    private final Int128 a = new Int128();
    private final Int128 b = new Int128();
    private final Int128 c = new Int128();
    private final Int128 bound = new Int128();
    private final Int128 debtValue = new Int128();
    private final Int128 collateralValue = new Int128();
    private final Int128 creditedValue = new Int128();
    private final Int128 creditedAmount = new Int128();

    LendingPlanner(final EngineState state) {
        this.state = state;
        this.catalog = state.catalog;
        this.units = state.units;
        this.legs = state.legs;
        debts = new UnitDebts(state);
        bonus = new Bonus(catalog);
        pair = new SeizePair(debts);
    }

    /** Whether the profile in force has debts repaid by taking collateral at all. */
    boolean isSeizing() {
        return LendingRules.isSeizing(catalog.profile().terms().plan().sizing());
    }

    /** Whether the unit owes something. */
    boolean isOwing(final int unit) {
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            if (legs.units(leg) < 0 && !catalog.factor(legs.factor(leg)).isInstrument) {
                return true;
            }
        }
        return false;
    }

    /** Whether the profile seizes, and the unit has a debt and collateral for it. */
    boolean canBeSeized(final int unit) {
        return isSeizing() && isOwing(unit) && hasCollateral(unit);
    }

    private boolean hasCollateral(final int unit) {
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            final Factor factor = catalog.factor(legs.factor(leg));
            if (!factor.isInstrument && debts.isCollateral(factor) && isOwned(leg, factor)) {
                return true;
            }
        }
        return false;
    }

    /** Fills {@code plan} for a unit that can be seized and whose equity is below its maintenance margin. */
    void plan(final int unit, final UnitMargin margin, final SeizePlan plan) {
        plan.clear();
        debts.take(unit, margin);
        final PlanTerms terms = catalog.profile().terms().plan();
        if (isAuctioning(catalog.profile())) {
            auction(terms, state.isEscalated(unit), plan);
            return;
        }
        if (terms.sizing() == Sizing.FULL) {
            pair.begin(0);
            planAll(unit, plan);
            return;
        }
        pair.begin(terms.sizing() == Sizing.HEALTH_YIELD ? bonus.ofDiscounted(paid()) : bonus.of(debts));
        if (catalog.profile().terms().bonus().shape() == BonusShape.BY_LLTV) {
            pair.quote(isRounding() ? roundingUnit() : 0);
        }
        debts.value(debts.debt, debts.owed, debtValue);
        debts.value(debts.collateral, debts.owned, collateralValue);
        switch (terms.sizing()) {
            case CLOSE_FACTOR -> sizeByCloseFactor(terms, state.isEscalated(unit));
            case TARGET_HEALTH -> sizeByTargetHealth(terms, state.isEscalated(unit));
            default -> sizeByYield();
        }
        plan.add(debts.debt, debts.collateral, pair.repay(), 0, pair.seize(), pair.fee(), pair.bonus());
    }

    /** Whether collateral is sold at a price that falls with time. */
    static boolean isAuctioning(final Profile profile) {
        return profile.terms().bonus().shape() == BonusShape.BY_TIME;
    }

    // As much of the collateral as of the debt is to be repaid: what of it is sold for that, the price by then decides.
    private void auction(final PlanTerms terms, final boolean isEscalated, final SeizePlan plan) {
        pair.begin(bonus.of(debts));
        debts.value(debts.debt, debts.owed, debtValue);
        debts.value(debts.collateral, debts.owned, collateralValue);
        final long wanted = isEscalated
                ? debts.owed
                : switch (terms.sizing()) {
                    case CLOSE_FACTOR -> isWhole(terms) ? debts.owed : closable(terms);
                    case TARGET_HEALTH -> Math.max(1, toTarget(terms.targetHealthPpm()));
                    default -> debts.owed;
                };
        micros(terms.leftoverMicros(), bound);
        final long repay = leavesLessDebt(wanted) ? debts.owed : wanted;
        division.divideFloor(a.setProduct(debts.owned, repay), debts.owed, a);
        final int startPpm = catalog.profile().terms().auction().startPpm();
        plan.addAuction(
                debts.debt,
                debts.collateral,
                repay,
                a.low(),
                pair.bonus(),
                AuctionCurve.start(debts.price(debts.collateral), startPpm));
    }

    // Where the profile rounds, to the nearest: as much as is owed where that, rounded too, is no more.
    private long closable(final PlanTerms terms) {
        pair.multiplyDivide(debts.owedValue, a.set(terms.closeFactorPpm()), b.set(Rates.ONE), a);
        if (isRounding()) {
            floor(a.add(b.set(roundingUnit() / 2)));
            if (debts.roundedDebt(debts.owed, b).compareTo(a) <= 0) {
                return debts.owed;
            }
        }
        return SeizePair.atMost(pair.debtFloor(a, a), debts.owed);
    }

    private void sizeByCloseFactor(final PlanTerms terms, final boolean isEscalated) {
        if (isEscalated || isWhole(terms)) {
            pair.setCapped(debts.owed);
            return;
        }
        pair.setCapped(closable(terms));
        micros(terms.leftoverMicros(), bound);
        if (pair.isPartial() && (leavesLessDebt(pair.repay()) || leavesLessCollateral())) {
            shrink();
        }
        if (terms.fullBelowHealthPpm() == 0) {
            keepHealth();
        }
    }

    private boolean isWhole(final PlanTerms terms) {
        micros(terms.fullBelowMicros(), bound);
        return debts.assets.isNegative()
                || WideCompare.products(debts.assets, Rates.ONE, debts.requirement, terms.fullBelowHealthPpm()) <= 0
                || debts.roundedDebt(debts.owed, a).compareTo(bound) < 0
                || debts.roundedCollateral(debts.owned, a).compareTo(bound) < 0;
    }

    // Whether what stays owed is worth less than the bound.
    private boolean leavesLessDebt(final long repaid) {
        return debts.roundedDebt(debts.owed - repaid, a).compareTo(bound) < 0;
    }

    private boolean leavesLessCollateral() {
        return debts.roundedCollateral(debts.owned - pair.seize(), a).compareTo(bound) < 0;
    }

    // To what leaves remainders worth the bound, or else all.
    private void shrink() {
        a.set(debts.owed).subtract(pair.debtCeil(bound, b));
        b.set(debts.owned).subtract(pair.collateralCeil(bound, c));
        final long leaving =
                Math.min(SeizePair.atMost(a, pair.repay()), SeizePair.atMost(pair.repaymentDown(b, b), pair.repay()));
        pair.setCapped(leaving > 0 ? leaving : debts.owed);
    }

    private void sizeByTargetHealth(final PlanTerms terms, final boolean isEscalated) {
        final long most = SeizePair.atMost(pair.repaymentDown(a.set(debts.owned), a), debts.owed);
        final long wanted = isEscalated ? debts.owed : toTarget(terms.targetHealthPpm());
        final long repay = Math.max(1, Math.min(wanted, most));
        floor(debts.value(debts.debt, repay, a));
        floor(pair.withBonus(a, a));
        pair.set(repay, SeizePair.atMost(pair.collateralFloor(a, a), debts.owned));
        micros(terms.leftoverMicros(), bound);
        if (pair.repay() < debts.owed
                && (leavesLessDebt(pair.repay()) || (pair.seize() < debts.owned && leavesLessCollateral()))) {
            pair.setCapped(debts.owed);
        }
        keepHealth();
    }

    // What brings assets up to the target of the requirement, of which each unit repaid takes its weight, and of assets
    // that of what is
    // taken for it.
    private long toTarget(final int targetPpm) {
        a.setProduct(targetPpm, Worth.owedPpm(debts.debt)).multiply(PPM);
        a.subtract(b.set(pair.grown()).multiply(Worth.ownedPpm(debts.collateral)));
        if (a.signum() <= 0) {
            return debts.owed;
        }
        pair.multiplyDivide(debts.requirement, b.set(targetPpm), c.set(Rates.ONE), b);
        b.subtract(debts.assets);
        pair.multiplyDivide(b, c.set(ONE).multiply(Rates.ONE), a, b);
        if (isRounding()) {
            pair.debtFloor(floor(b), b);
        } else {
            pair.debtCeil(b, b);
        }
        return SeizePair.atMost(b, debts.owed);
    }

    // Full repayment for collateral at a discount, or all of the collateral at it.
    private void sizeByYield() {
        pair.multiplyDivide(debtValue, a.set(ONE), b.set(paid()), a);
        if (a.compareTo(collateralValue) <= 0) {
            pair.set(debts.owed, pair.collateralFloor(a, a).low());
            return;
        }
        pair.multiplyDivide(collateralValue, a.set(paid()), b.set(ONE), a);
        pair.set(Math.max(1, SeizePair.atMost(pair.debtFloor(a, a), debts.owed)), debts.owned);
    }

    /** What is paid for 1 of collateral: 1 less the discount. */
    private long paid() {
        final int mostPpm = catalog.profile().terms().bonus().maxPpm();
        return Math.max(debts.health(), ONE - PPM * mostPpm);
    }

    // A partial repayment that would leave the unit less healthy than it is repays all instead.
    private void keepHealth() {
        if (pair.isPartial() && debts.assets.signum() > 0 && lowersHealth()) {
            pair.setCapped(debts.owed);
        }
    }

    private boolean lowersHealth() {
        debts.worth(debts.collateral, pair.seize(), a).multiply(Worth.ownedPpm(debts.collateral));
        debts.worth(debts.debt, pair.repay(), b).multiply(Worth.owedPpm(debts.debt));
        left.set(c.set(debts.assets).subtract(a), debts.requirement);
        right.set(debts.assets, c.set(debts.requirement).subtract(b));
        return left.compareTo(right) < 0;
    }

    // All collateral for one debt, each for what it adds to the sum of all that is credited; what that does not pay,
    // the venue's reserves do.
    private void planAll(final int unit, final SeizePlan plan) {
        final Factor last = lastCollateral(unit);
        long missing = debts.owed;
        creditedValue.set(0);
        creditedAmount.set(0);
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            final Factor asset = catalog.factor(legs.factor(leg));
            if (isOwned(leg, asset)) {
                final long owned = asset.amount(legs.units(leg));
                final long credited = credited(asset, owned);
                missing = Math.max(0, missing - credited);
                plan.add(debts.debt, asset, credited, asset == last ? missing : 0, owned, 0, 0);
            }
        }
    }

    private Factor lastCollateral(final int unit) {
        Factor last = null;
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            final Factor asset = catalog.factor(legs.factor(leg));
            last = isOwned(leg, asset) ? asset : last;
        }
        return last;
    }

    private boolean isOwned(final int leg, final Factor factor) {
        return !factor.isInstrument && legs.units(leg) > 0 && factor.amount(legs.units(leg)) > 0;
    }

    // What a balance adds to what the sum of values repays. No balance may hold more.
    private long credited(final Factor asset, final long balance) {
        final Rounder rounder = catalog.rounder();
        rounder.collateral(debts.worth(asset, balance, a)).multiply(asset.assetTerms.liquidationFactorPpm());
        creditedValue.add(rounder.weighted(a));
        pair.debtFloor(creditedValue, a);
        b.set(a).subtract(creditedAmount);
        creditedAmount.set(a);
        return SeizePair.atMost(b, debts.debt.maxUnits);
    }

    private boolean isRounding() {
        return catalog.profile().terms().rounding().decimals() != RoundingTerms.EXACT;
    }

    private long roundingUnit() {
        return Decimals.powerOfTen(
                catalog.valueDecimals() - catalog.profile().terms().rounding().decimals());
    }

    // To the decimals that the profile rounds to.
    private Int128 floor(final Int128 value) {
        if (isRounding()) {
            final long unit = roundingUnit();
            division.divideFloor(value, unit, value);
            value.multiply(unit);
        }
        return value;
    }

    // A value; definitions are let in only where it is one.
    private void micros(final long amount, final Int128 result) {
        result.set(amount);
        for (int missing = catalog.valueDecimals() - MICROS_DECIMALS; missing > 0; missing -= Decimals.MAX_DECIMALS) {
            result.multiply(Decimals.powerOfTen(Math.min(missing, Decimals.MAX_DECIMALS)));
        }
    }
}
