package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An epoch is above every one before it: under one that was in force already, an order id could be used twice. */
@Timeout(30)
class EpochTest {
    private static final long HIGHEST = 0xFFFF_FFFEL; // as SBE's unsigned 32 bits go

    private final InputRecords records = new InputRecords();
    private final MarginEngine fast = new MarginEngine(new EngineCapacity(1, 1, 1, 1, 1));
    private final NaiveMarginEngine naive = new NaiveMarginEngine();

    @Test
    void shouldTakeEachEpochAboveTheLast() {
        for (final long epoch : new long[] {1, 2, 40, 1L << 31, HIGHEST}) {
            records.epoch(epoch);
            applyToFast();
            applyToNaive();
            assertEquals(epoch, Integer.toUnsignedLong(fast.epoch()));
            assertEquals(epoch, naive.state().status().epoch());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, HIGHEST - 1, HIGHEST})
    void shouldStopAtAnEpochThatDoesNotRise(final long refused) {
        final long inForce = refused < 2 ? 2 : refused;
        records.epoch(inForce);
        applyToFast();
        applyToNaive();
        records.epoch(refused);
        final IllegalStateException told = assertThrows(IllegalStateException.class, this::applyToFast);
        assertTrue(
                told.getMessage().contains("opens epoch " + refused + ", expected one above " + inForce),
                told::toString);
        assertThrows(IllegalStateException.class, this::applyToNaive);
        assertEquals(inForce, Integer.toUnsignedLong(fast.epoch()));
        assertEquals(inForce, naive.state().status().epoch());
    }

    @Test
    void shouldStopAtAFirstEpochOfNothing() {
        records.epoch(0);
        assertThrows(IllegalStateException.class, this::applyToFast);
        assertThrows(IllegalStateException.class, this::applyToNaive);
    }

    private void applyToFast() {
        fast.onEvent(records.buffer(), records.offset(), records.length(), new CapturingSink());
    }

    private void applyToNaive() {
        naive.onEvent(records.buffer(), records.offset(), records.length());
    }
}
