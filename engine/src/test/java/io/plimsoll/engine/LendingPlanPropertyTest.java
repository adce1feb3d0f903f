package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.BonusShape;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.terms.BonusTerms;
import io.plimsoll.protocol.terms.PlanTerms;
import io.plimsoll.protocol.terms.RoundingTerms;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds for every seizure that is planned, whatever an account owes and owns, with every sizing and every bonus. */
@Timeout(60)
class LendingPlanPropertyTest {
    private static final int TRIES = 100 * Integer.getInteger("plimsoll.trials", 200);
    private static final List<Sizing> SIZINGS =
            List.of(Sizing.FULL, Sizing.CLOSE_FACTOR, Sizing.TARGET_HEALTH, Sizing.HEALTH_YIELD);
    private static final List<BonusShape> SHAPES = List.of(BonusShape.FIXED, BonusShape.BY_HEALTH, BonusShape.BY_LLTV);

    private final long seed = Long.getLong("plimsoll.seed", 20_261_130);
    private final SplittableRandom random = new SplittableRandom(seed);
    private final Int128 scratch = new Int128();
    private LendingBook book;
    private PlanTerms terms;
    private SeizePlan plan;

    LendingPlanPropertyTest() {
        System.out.println("seed " + seed + "; reproduce with -Dplimsoll.seed=" + seed);
    }

    @Test
    void shouldTakeNoMoreThanThereIsAndRepayNoMoreThanIsOwed() {
        int orders = 0;
        for (int i = 0; i < TRIES; i++) {
            if (!planOne()) {
                continue;
            }
            for (int order = 0; order < plan.size; order++) {
                orders++;
                final String what = describe(i, order);
                assertTrue(plan.repay[order] >= 0 && plan.reserve[order] >= 0, what);
                assertTrue(plan.seize[order] > 0 && plan.seize[order] <= owned(plan.collateral[order]), what);
                assertTrue(plan.protocolFee[order] >= 0 && plan.protocolFee[order] <= plan.seize[order], what);
                assertTrue(plan.bonus[order] >= 0 && plan.bonus[order] < 9 * UnitDebts.ONE, what);
                assertTrue(plan.repay[order] <= plan.debt[order].maxUnits, what);
                if (terms.sizing() != Sizing.FULL) {
                    assertTrue(plan.repay[order] > 0 && plan.repay[order] <= book.debts.owed, what);
                    assertEquals(1, plan.size, what);
                }
            }
        }
        assertTrue(orders > TRIES / 8, orders + " orders");
    }

    @Test
    void shouldLowerNoHealthAndLeaveNoDustByAPart() {
        int parts = 0;
        for (int i = 0; i < TRIES; i++) {
            if (!planOne() || plan.size == 0 || !isPartOfWhat()) {
                continue;
            }
            parts++;
            final String what = describe(i, 0);
            final BigInteger bound = BigInteger.valueOf(terms.leftoverMicros())
                    .multiply(BigInteger.TEN.pow(book.state.catalog.valueDecimals() - 6));
            assertTrue(value(plan.debt[0], book.debts.owed - plan.repay[0]).compareTo(bound) >= 0, what);
            assertTrue(
                    value(plan.collateral[0], book.debts.owned - plan.seize[0]).compareTo(bound) >= 0, what);
            final boolean isBound = terms.sizing() == Sizing.CLOSE_FACTOR && terms.fullBelowHealthPpm() != 0;
            if (!isBound && book.debts.assets.signum() > 0) {
                assertTrue(healthRises(), what);
            }
        }
        assertTrue(parts > TRIES / 100, parts + " parts");
    }

    @Test
    void shouldTakeMoreForMoreAndPayForAllThatIsTaken() {
        for (int i = 0; i < TRIES; i++) {
            if (!planOne()) {
                continue;
            }
            final SeizePair pair = new SeizePair(book.debts);
            pair.begin(random.nextLong(9 * UnitDebts.ONE) >> random.nextInt(63));
            if (random.nextBoolean()) {
                pair.quote(random.nextBoolean() ? 0 : Decimals.powerOfTen(random.nextInt(7)));
            }
            final long less = 1 + random.nextLong(book.debts.owed);
            final long more = less + random.nextLong(book.debts.owed - less + 1);
            pair.setCapped(less);
            final long taken = pair.seize();
            final long repaid = pair.repay();
            pair.setCapped(more);
            assertTrue(pair.seize() >= taken, describe(i, 0));
            final Int128 enough = new Int128();
            pair.repaymentDown(scratch.set(taken), enough);
            assertTrue(enough.compareTo(scratch.set(repaid)) <= 0, describe(i, 0));
            if (enough.signum() > 0) {
                pair.setCapped(enough.low());
                assertTrue(pair.seize() <= taken, describe(i, 0));
            }
        }
    }

    // Whether it is below its requirement and can be seized.
    private boolean planOne() {
        final Sizing sizing = SIZINGS.get(random.nextInt(SIZINGS.size()));
        terms = LendingBook.plan(
                sizing,
                1 + random.nextInt(1_000_000),
                random.nextInt(3) == 0 ? random.nextInt(1_000_001) : 0,
                random.nextInt(3) == 0 ? upTo(1L << 40) : 0,
                random.nextInt(3) == 0 ? upTo(1L << 40) : 0,
                1_000_000 + random.nextInt(1_000_001));
        final int most = random.nextInt(900_000);
        final BonusTerms bonus = new BonusTerms(
                SHAPES.get(random.nextInt(SHAPES.size())),
                random.nextInt(200_000),
                random.nextInt(900_000),
                random.nextInt(most + 1),
                sizing == Sizing.HEALTH_YIELD || random.nextBoolean() ? most : BonusTerms.PLAIN.maxPpm());
        book = new LendingBook(LendingBook.terms(terms, bonus, RoundingTerms.PLAIN));
        final int assets = 2 + random.nextInt(4);
        for (int i = 0; i < assets; i++) {
            addAsset(i == 0 || (i > 1 && random.nextBoolean()));
        }
        plan = book.plan();
        final Verdict verdict = book.margin.verdict(book.state.catalog.profile());
        return book.debts.debt != null
                && book.debts.collateral != null
                && (verdict == Verdict.LIQUIDATE || verdict == Verdict.BANKRUPT);
    }

    // Of a like value each, so that health is often near 1.
    private void addAsset(final boolean isDebt) {
        final int decimals = random.nextInt(4);
        final int priceDecimals = random.nextInt(3);
        final long price = 1 + random.nextLong(1L << (1 + random.nextInt(20)));
        final long worth = 500_000 + random.nextLong(1_000_000);
        final long most = worth * Decimals.powerOfTen(decimals + priceDecimals) / price;
        final long amount = Math.max(1, Math.min(most, 1L << 40)) * (isDebt ? -1 : 1);
        final int weight = random.nextInt(8) == 0 ? 0 : 500_000 + random.nextInt(450_001);
        final int bonus =
                random.nextInt(Math.min(300_000, (int) (1_000_000_000_000L / Math.max(500_000, weight) - 1_000_000)));
        book.asset(
                decimals,
                priceDecimals,
                price,
                weight,
                LendingBook.assetTerms(bonus, random.nextInt(1_000_001), random.nextInt(1_000_001)),
                amount);
    }

    private boolean isPartOfWhat() {
        return (terms.sizing() == Sizing.CLOSE_FACTOR || terms.sizing() == Sizing.TARGET_HEALTH)
                && plan.repay[0] < book.debts.owed
                && plan.seize[0] < book.debts.owned;
    }

    private boolean healthRises() {
        final BigInteger taken = value(plan.collateral[0], plan.seize[0])
                .multiply(BigInteger.valueOf(plan.collateral[0].maintenanceWeightPpm));
        final BigInteger repaid = value(plan.debt[0], plan.repay[0])
                .multiply(BigInteger.valueOf(plan.debt[0].assetTerms.maintenanceLiabilityWeightPpm()));
        final BigInteger ppm = BigInteger.valueOf(1_000_000);
        final BigInteger assets = big(book.debts.assets);
        final BigInteger requirement = big(book.debts.requirement);
        return assets.multiply(ppm)
                        .subtract(taken)
                        .multiply(requirement)
                        .compareTo(requirement.multiply(ppm).subtract(repaid).multiply(assets))
                >= 0;
    }

    private BigInteger value(final Factor asset, final long amount) {
        return big(book.debts.value(asset, amount, scratch));
    }

    private static BigInteger big(final Int128 value) {
        return new BigInteger(value.toString());
    }

    private long owned(final Factor asset) {
        for (int leg = book.state.units.firstLeg(LendingBook.UNIT); leg != Legs.NONE; leg = book.state.legs.next(leg)) {
            if (book.state.legs.factor(leg) == asset.index) {
                return book.state.legs.units(leg);
            }
        }
        return 0;
    }

    private long upTo(final long most) {
        return random.nextLong(most) >> random.nextInt(40);
    }

    private String describe(final int attempt, final int order) {
        return "try " + attempt + ", order " + order + ", " + terms + ", seed " + seed;
    }
}
