package io.plimsoll.daemon.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Await;
import io.plimsoll.journal.fake.MemoryLogWriter;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the engine's thread allocates is counted, and only that. */
@Timeout(60)
class AllocatedBytesTest {
    private static final int BYTES = 1 << 20;

    @Test
    void shouldCountWhatTheEnginesThreadAllocates() {
        final AtomicReference<byte[]> garbage = new AtomicReference<>();
        final Chain chain = new Chain(new ChainContext()
                .inputs(new MemoryLogWriter(new ArrayList<>()))
                .orders(new MemoryLogWriter(new ArrayList<>()))
                .engine((buffer, offset, length, sink) -> garbage.set(new byte[BYTES]))
                .topology(Topology.SEQUENCER_THREAD)
                .failStop((stage, cause) -> {
                    throw new AssertionError(stage, cause);
                }));
        chain.start();
        try (chain) {
            TestChain.price(chain.port(), 1, 1, 1);
            Await.until("first", () -> chain.ringFill() == 0);
            final long before = chain.engineBytesAllocated();
            assertTrue(before >= BYTES, "counted " + before);
            garbage.set(new byte[64 * BYTES]); // another thread's
            for (int i = 2; i <= 5; i++) {
                TestChain.price(chain.port(), 1, i, 1);
            }
            Await.until("drained", () -> chain.ringFill() == 0);
            final long counted = chain.engineBytesAllocated() - before;
            assertTrue(counted >= 4 * BYTES && counted < 16 * BYTES, "counted " + counted);
        }
        final long last = chain.engineBytesAllocated();
        assertTrue(last >= 5 * BYTES, "forgotten with the thread: " + last);
        assertEquals(last, chain.engineBytesAllocated());
    }
}
