package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LiquidationQueueTest {
    private static final int UNITS = 300;
    private static final Comparator<Waiting> RISKIEST_FIRST =
            Comparator.comparing(Waiting::shortfall).reversed().thenComparingLong(Waiting::accountId);

    private record Waiting(long accountId, BigInteger shortfall) {}

    private final SplittableRandom random = new SplittableRandom(seed());
    private final Catalog catalog = new Catalog();
    private final Units units = new Units(UNITS);
    private final LiquidationQueue queue = new LiquidationQueue(catalog, units, new Throttle(catalog, units, 1));
    private final TreeSet<Waiting> expected = new TreeSet<>(RISKIEST_FIRST);

    private static long seed() {
        final long seed = Long.getLong("plimsoll.seed", System.nanoTime());
        System.out.println("seed " + seed + "; reproduce with -Dplimsoll.seed=" + seed);
        return seed;
    }

    @Test
    void shouldTakeTheRiskiestWhateverCameAndWentBefore() {
        openAccounts();
        bound(3);
        for (int i = 0; i < 20_000; i++) {
            final int unit = random.nextInt(UNITS);
            switch (random.nextInt(8)) {
                case 0 -> takeThree();
                case 1, 2 -> leave(unit);
                default -> enter(unit);
            }
            assertEquals(expected.size(), queue.size());
        }
        while (!expected.isEmpty()) {
            takeThree();
        }
        assertEquals(0, queue.takeRiskiest(0).count());
    }

    @Test
    void shouldHoldNobodyOnceDefinitionsChange() {
        openAccounts();
        bound(2);
        enter(5);
        bound(2);
        assertEquals(0, queue.size());
        assertFalse(queue.contains(5));
        assertEquals(0, queue.takeRiskiest(0).count());
    }

    private void openAccounts() {
        final Set<Long> ids = new HashSet<>();
        while (units.count() < UNITS) {
            final long id = random.nextLong() >>> 1;
            if (ids.add(id)) {
                units.add(id, AccountRole.TRADER);
            }
        }
    }

    private void bound(final int bound) {
        final Factor[] nothing = {};
        catalog.install(
                nothing,
                new MarginTables(),
                new Profile(1, 1_000_000, 0, 0, bound, ProfileTerms.PLAIN),
                OverflowProof.of(nothing, ProfileTerms.PLAIN),
                new Prices(1));
        queue.definitionsChanged();
    }

    // Few different ones, beyond 64 bits, low words on either side of the sign.
    private void enter(final int unit) {
        final UnitMargin margin = new UnitMargin();
        margin.maintenanceMargin.set(random.nextLong(3), random.nextLong(-2, 3));
        final BigInteger shortfall = new BigInteger(margin.maintenanceMargin.toString());
        if (!queue.contains(unit)) {
            expected.add(new Waiting(units.accountId(unit), shortfall));
        }
        queue.add(unit, margin);
        assertTrue(queue.contains(unit));
    }

    private void leave(final int unit) {
        expected.removeIf(waiting -> waiting.accountId() == units.accountId(unit));
        queue.remove(unit);
        assertFalse(queue.contains(unit));
    }

    private void takeThree() {
        final List<Long> riskiest = new ArrayList<>();
        while (riskiest.size() < 3 && !expected.isEmpty()) {
            riskiest.add(expected.pollFirst().accountId());
        }
        riskiest.sort(Comparator.naturalOrder());
        final FiredUnits taken = queue.takeRiskiest(0);
        final List<Long> found = new ArrayList<>();
        for (int i = 0; i < taken.count(); i++) {
            found.add(units.accountId(taken.unit(i)));
        }
        assertEquals(riskiest, found);
    }
}
