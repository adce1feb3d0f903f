package io.plimsoll.journal.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RateLimitTest {
    private final RateLimit limit = new RateLimit(3, 100);

    @Test
    void shouldTakeSoManyInEachStretchAndCountTheRest() {
        for (int i = 0; i < 3; i++) {
            assertTrue(limit.take(1_000 + i));
        }
        for (int i = 0; i < 5; i++) {
            assertFalse(limit.take(1_050 + i));
        }
        assertEquals(0, limit.takeLeftOut(1_099), "more may be left out");
        assertEquals(5, limit.takeLeftOut(1_100));
        assertEquals(0, limit.takeLeftOut(1_100), "told once");
        assertTrue(limit.take(1_101));
    }

    @Test
    void shouldSayNothingWhereNothingWasLeftOut() {
        assertTrue(limit.take(0));
        assertEquals(0, limit.takeLeftOut(1_000));
        assertTrue(limit.take(1_001));
    }

    @Test
    void shouldBeginAStretchWithItsFirstLine() {
        assertTrue(limit.take(0));
        assertTrue(limit.take(90));
        assertTrue(limit.take(95));
        assertFalse(limit.take(99));
        assertTrue(limit.take(100));
    }
}
