package io.plimsoll.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.plimsoll.protocol.Frame;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bytes allocated per record by the owning thread, over a million records: only Chronicle's mapping objects may show. */
@Timeout(120)
class AllocationTest {
    private static final int WARM_UP = 50_000;
    private static final int COUNT = 1_000_000;
    private static final double MOST_BYTES = 0.1;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Records records = new Records();

    @Test
    void shouldNotAllocatePerRecord(@TempDir final Path dir) {
        final FrameLogs logs = FrameLogs.in(dir);
        try (JournalLock lock = logs.lock();
                FrameLogWriter inputs = logs.writer(lock, LogName.INPUTS);
                FrameLogWriter orders = logs.writer(lock, LogName.ORDERS)) {
            measure("append in place", () -> records.append(inputs));
            final UnsafeBuffer direct = new UnsafeBuffer(ByteBuffer.allocateDirect(256));
            measure("append sealed", () -> {
                final long sequence = orders.lastSequence() + 1;
                final int length = records.encodeTick(direct, Frame.HEADER_LENGTH, sequence);
                Frame.seal(direct, 0, length, sequence, Records.eventNs(sequence), orders.lastCrc());
                orders.append(direct, 0, Frame.HEADER_LENGTH + length);
            });
            try (FrameLogReader reader = logs.reader(LogName.INPUTS, Position.start())) {
                final ReadBack readBack = new ReadBack();
                measure("read", () -> reader.poll(readBack));
                assertEquals(WARM_UP + COUNT, readBack.last);
                measure("poll at the end", () -> reader.poll(readBack));
            }
        }
        final long start = System.nanoTime();
        try (JournalLock lock = logs.lock();
                FrameLogWriter writer = logs.writer(lock, LogName.INPUTS)) {
            System.out.printf(
                    "reopen: %,d records in %,d ms%n", writer.lastSequence(), (System.nanoTime() - start) / 1_000_000);
        }
    }

    private void measure(final String what, final Runnable once) {
        for (int i = 0; i < WARM_UP; i++) {
            once.run();
        }
        final long allocated = threads.getCurrentThreadAllocatedBytes();
        final long start = System.nanoTime();
        for (int i = 0; i < COUNT; i++) {
            once.run();
        }
        final long ns = System.nanoTime() - start;
        final double bytes = (threads.getCurrentThreadAllocatedBytes() - allocated) / (double) COUNT;
        System.out.printf("%s: %.4f bytes, %d ns per record%n", what, bytes, ns / COUNT);
        assertTrue(bytes <= MOST_BYTES, what + " allocates " + bytes + " bytes per record");
    }
}
