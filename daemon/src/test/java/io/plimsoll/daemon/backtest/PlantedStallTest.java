package io.plimsoll.daemon.backtest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.book.BookReader;
import io.plimsoll.daemon.book.SampleBook;
import io.plimsoll.daemon.chain.WaitChoice;
import io.plimsoll.daemon.latency.Hop;
import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.file.RecordedFile;
import io.plimsoll.feed.pace.Pace;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * A stall is felt by every tick that was due meanwhile, also by those that nobody could send: measured from when they were sent, only
 * the one that stalled would be late (promise P23).
 */
@Timeout(60)
@ResourceLock(value = Resources.SYSTEM_OUT, mode = ResourceAccessMode.READ)
class PlantedStallTest {
    private static final int TICKS = 2_000;
    private static final int STALLED_APPEND = 1_000;
    private static final long STALL_NS = TimeUnit.MILLISECONDS.toNanos(50);
    /** The stall holds up 50 ticks for up to 50 ms; one in a hundred is 20 ticks, the least of which waits for 30 ms. */
    private static final long LEAST_P99_NS = TimeUnit.MILLISECONDS.toNanos(25);

    // Fills without delay make the driver wait for the decisions on each tick, so that a stall holds it up, too.
    private static final String FILLS = "paper:0,0";

    @TempDir
    private Path folder;

    @Test
    void shouldShowInTheNinetyNinthPercentileOfAPacedRun() throws IOException {
        final AtomicInteger appends = new AtomicInteger();
        final Runnable stallOnce = () -> {
            if (appends.incrementAndGet() == 2 * STALLED_APPEND) { // before and after each
                stall();
            }
        };
        final Book book = book();
        final TickSource ticks = RecordedFile.read(ticks(), symbol -> price(book, symbol), List.of())
                .ticks();
        final Histogram late = new Backtest(book, ticks, folder.resolve("journal"))
                .fills(PaperTerms.parse(FILLS))
                .pace(Pace.parse("1000/s"))
                .waitChoice(WaitChoice.BLOCKING)
                .timerIntervalNs(TimeUnit.HOURS.toNanos(1))
                .run(writer -> new HeldUpWriter(writer, stallOnce))
                .latency(Hop.RECEIVE_TO_SEQUENCE);
        System.out.printf(
                "p50 %,d ns, p99 %,d ns, max %,d ns of %,d%n",
                late.getValueAtPercentile(50), late.getValueAtPercentile(99), late.getMaxValue(), late.getTotalCount());
        assertTrue(late.getTotalCount() >= TICKS, "records measured: " + late.getTotalCount());
        assertTrue(late.getValueAtPercentile(99) >= LEAST_P99_NS, "p99 is " + late.getValueAtPercentile(99) + " ns");
    }

    private static void stall() {
        final long until = System.nanoTime() + STALL_NS;
        for (long left = STALL_NS; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private Book book() throws IOException {
        final Path file = folder.resolve("book.ndjson");
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            new SampleBook(List.of(SampleBook.Market.of("BTC-PERP", new BigDecimal("1000"))), 7).write(out, 100);
        }
        return BookReader.read(file, Project.linear(), "USD");
    }

    private static PriceId price(final Book book, final String symbol) {
        return new PriceId(
                book.definitions().price(symbol).id(),
                book.definitions().price(symbol).decimals());
    }

    private Path ticks() throws IOException {
        final Path file = folder.resolve("ticks.csv");
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.println("ts,instrument,price");
            for (int i = 0; i < TICKS; i++) {
                out.println((1_700_000_000_000L + i) + ",BTC-PERP," + (1_000 + i % 2));
            }
        }
        return file;
    }
}
