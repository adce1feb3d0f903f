package io.plimsoll.feed.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.Seeds;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class PaceTest {
    @Test
    void shouldScheduleByMultipleOfRealTime() {
        final Pace minutePerSecond = Pace.parse("60x");
        assertEquals(0, minutePerSecond.dueAfterNs(0, 0));
        assertEquals(1_000_000_000, minutePerSecond.dueAfterNs(7, 60_000_000_000L));
        assertEquals(2_000, Pace.parse("0.5x").dueAfterNs(1, 1_000));
        assertEquals(333, Pace.parse("3x").dueAfterNs(1, 1_000));
    }

    @Test
    void shouldScheduleByRateWithoutDrift() {
        final Pace pace = Pace.ticksPerSecond(3);
        assertEquals(333_333_333, pace.dueAfterNs(1, 0));
        assertEquals(1_000_000_000, pace.dueAfterNs(3, 0));
        assertEquals(1_000_000_000_000L, pace.dueAfterNs(3_000, 99));
    }

    @Test
    void shouldEqualExactArithmeticWhereverItFits() {
        final Random random = Seeds.random(PaceTest.class);
        for (int i = 0; i < 100_000; i++) {
            final long elapsedNs = random.nextLong() >>> (1 + random.nextInt(62));
            final long speedPpm = 1 + random.nextLong(Pace.MAX_SPEED_PPM);
            final BigInteger exact = BigInteger.valueOf(elapsedNs)
                    .multiply(BigInteger.valueOf(1_000_000))
                    .divide(BigInteger.valueOf(speedPpm));
            final long due = Pace.timesRealTime(speedPpm).dueAfterNs(0, elapsedNs);
            final BigInteger century = BigInteger.valueOf(Long.MAX_VALUE / 4);
            assertTrue(
                    due >= 0 && (exact.compareTo(century) > 0 || exact.longValue() == due),
                    elapsedNs + " ns at " + speedPpm + " ppm: " + due);
        }
    }

    @Test
    void shouldNotOverflowAtItsLimits() {
        assertTrue(Pace.timesRealTime(1).dueAfterNs(0, Long.MAX_VALUE) > 0);
        assertEquals(
                Long.MAX_VALUE / 1_000_000,
                Pace.timesRealTime(Pace.MAX_SPEED_PPM).dueAfterNs(0, Long.MAX_VALUE));
        assertTrue(Pace.ticksPerSecond(1).dueAfterNs(Long.MAX_VALUE, 0) > 0);
        assertEquals(
                Long.MAX_VALUE / 4,
                Pace.ticksPerSecond(Pace.MAX_TICKS_PER_SECOND).dueAfterNs(Long.MAX_VALUE / 4, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "1x", "60x", "0.5x", "0.000001x", "1000000x", "1/s", "250000/s"})
    void shouldReadWhatItWrites(final String text) {
        assertEquals(text, Pace.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fast",
                "x",
                "/s",
                "0x",
                "-1x",
                "0/s",
                "1.5/s",
                "1e3/s",
                "0.0000001x",
                "1000001x",
                "2000000000/s",
                "60 x",
                "60",
                "99999999999999999999/s"
            })
    void shouldRefuseAnythingElse(final String text) {
        assertThrows(IllegalArgumentException.class, () -> Pace.parse(text));
    }

    @Test
    void shouldNotPaceFullSpeed() {
        assertFalse(Pace.fullSpeed().isPaced());
        assertTrue(Pace.parse("1x").isPaced());
    }
}
