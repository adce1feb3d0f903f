package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.codec.AccountRole;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FiredUnitsTest {
    @Test
    void shouldHoldEachUnitOnceInOrderOfAccountId() {
        final long seed = Long.getLong("plimsoll.seed", 3);
        System.out.println("seed " + seed + "; reproduce with -Dplimsoll.seed=" + seed);
        final SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            final int size = 1 + random.nextInt(300);
            final Units units = new Units(size);
            final Set<Long> ids = new HashSet<>();
            while (units.count() < size) {
                final long id = random.nextLong() >>> 1;
                if (ids.add(id)) {
                    units.add(id, AccountRole.TRADER);
                }
            }
            final FiredUnits fired = new FiredUnits(units);
            final Set<Integer> expected = new HashSet<>();
            for (int i = random.nextInt(3 * size); i > 0; i--) {
                final int unit = random.nextInt(size);
                fired.add(unit);
                expected.add(unit);
            }
            fired.sortByAccount();
            assertEquals(expected.size(), fired.count());
            for (int i = 0; i < fired.count(); i++) {
                assertTrue(expected.remove(fired.unit(i)));
                assertTrue(i == 0 || units.accountId(fired.unit(i - 1)) < units.accountId(fired.unit(i)));
            }
            fired.clear();
            assertEquals(0, fired.count());
        }
    }
}
