package io.plimsoll.feed.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.plimsoll.feed.NullPort;
import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.WhenFull;
import io.plimsoll.feed.pace.Pace;
import io.plimsoll.feed.pace.Pacer;
import io.plimsoll.feed.pace.Parker;
import io.plimsoll.feed.pace.Replay;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file of a million rows: how fast (told, not judged, since machines differ) and what it allocates (judged). */
@Timeout(60)
class ThroughputTest {
    private static final int ROWS = 1_000_000;
    private static final double MOST_BYTES_PER_TICK = 0.1;

    @TempDir
    Path directory;

    @Test
    void shouldReadAndPublishAMillionRowsWithoutAllocatingPerTick() throws IOException {
        final Path file = directory.resolve("million.csv");
        writeRows(file);
        final Map<String, PriceId> ids = Map.of("BTC-PERP", new PriceId(1, 8), "ETH-PERP", new PriceId(2, 8));

        final long startNanoTime = System.nanoTime();
        final RecordedTicks recorded = RecordedFile.read(file, ids::get);
        final long readNs = System.nanoTime() - startNanoTime;
        assertEquals(ROWS, recorded.tickCount());
        print("read", readNs);

        publish(recorded); // warms up
        final long before = allocatedBytes();
        final long publishStartNanoTime = System.nanoTime();
        publish(recorded);
        final long publishNs = System.nanoTime() - publishStartNanoTime;
        final double bytesPerTick = (allocatedBytes() - before) / (double) ROWS;
        print("published", publishNs);
        System.out.println("ThroughputTest: " + bytesPerTick + " bytes allocated per tick published");
        assertTrue(bytesPerTick <= MOST_BYTES_PER_TICK, bytesPerTick + " bytes per tick");
    }

    private static void publish(final RecordedTicks recorded) {
        final NullPort port = new NullPort();
        final Replay replay = new Replay(
                recorded.ticks(),
                1,
                new Pacer(Pace.fullSpeed(), SystemNanoClock.INSTANCE, Parker.SYSTEM),
                null,
                new PricePublisher(port, WhenFull.CONFLATE));
        assertEquals(ROWS, replay.run());
        assertEquals(ROWS, port.published());
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static void print(final String what, final long ns) {
        System.out.println("ThroughputTest: " + what + " " + ROWS + " rows in " + ns / 1_000_000 + " ms, "
                + ROWS * 1_000_000_000L / ns + " rows/s");
    }

    private static void writeRows(final Path file) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write("ts,instrument,price\n");
            for (int row = 0; row < ROWS; row++) {
                writer.write(Long.toString(1_700_000_000_000L + row));
                writer.write((row & 1) == 0 ? ",BTC-PERP," : ",ETH-PERP,");
                writer.write(Integer.toString(40_000 + row % 1_000));
                writer.write('.');
                writer.write(Integer.toString(10_000_000 + row));
                writer.write('\n');
            }
        }
    }
}
