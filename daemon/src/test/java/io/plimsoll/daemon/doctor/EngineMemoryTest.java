package io.plimsoll.daemon.doctor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The estimate covers what an engine takes, and is no idle guess. */
@Timeout(60)
class EngineMemoryTest {
    @Test
    void shouldCoverWhatAnEngineTakesAtItsStart() {
        final EngineCapacity limits = new EngineCapacity(200_000, 800_000, 100_000, 4, 8);
        final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long before = thread.getCurrentThreadAllocatedBytes();
        final MarginEngine engine = new MarginEngine(limits);
        final long taken = thread.getCurrentThreadAllocatedBytes() - before;
        final long estimate = EngineMemory.of(limits);
        assertTrue(
                estimate >= taken && 2 * estimate < 5 * taken,
                engine.epoch() + ": " + taken + " bytes taken, " + estimate + " estimated");
    }
}
