package io.plimsoll.daemon.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogProcessor;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Histogram logs go on for weeks, keep as many days as they are told, and are what the stock tools of HdrHistogram read. */
@Timeout(60)
class LatencyLogTest {
    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);
    private static final long START_MS = 1_764_460_800_000L; // 2025-11-30, 0:00

    @TempDir
    private Path folder;

    private final AtomicLong nowMs = new AtomicLong(START_MS + 1);
    private final LatencyRecorders recorders = new LatencyRecorders();

    private LatencyLog log(final int keptDays) throws IOException {
        return new LatencyLog(recorders, folder, keptDays, nowMs::get);
    }

    private List<String> days() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void shouldPutDaysAsideAndKeepTheNewest() throws IOException {
        try (LatencyLog log = log(2)) {
            for (int day = 0; day < 5; day++) {
                recorders.record(Hop.TICK_TO_ORDER, 1_000L * (day + 1));
                log.writeInterval();
                nowMs.addAndGet(DAY_MS);
            }
        }
        assertEquals(List.of("2025-12-03", "2025-12-04"), days());
        assertEquals(4_000, valueIn("2025-12-03/tick-order.hlog"), 8);
        assertEquals(5_000, valueIn("2025-12-04/tick-order.hlog"), 8);
        assertEquals(0, LatencyFile.read(folder.resolve("tick-order.hlog")).getTotalCount(), "the last one, empty");
    }

    private double valueIn(final String file) {
        return LatencyFile.read(folder.resolve(file)).getMaxValue();
    }

    @Test
    void shouldGoOnWithTheFileOfTheDayAfterARestart() throws IOException {
        for (int run = 0; run < 3; run++) {
            try (LatencyLog log = log(2)) {
                recorders.record(Hop.ENGINE, 5_000);
                log.writeInterval();
            }
            touch();
        }
        assertEquals(List.of(), days());
        assertEquals(3, LatencyFile.read(folder.resolve("engine.hlog")).getTotalCount());
        nowMs.addAndGet(DAY_MS);
        log(2).close();
        assertEquals(List.of("2025-11-30"), days(), "a day that ended while nobody ran");
        assertEquals(
                3, LatencyFile.read(folder.resolve("2025-11-30/engine.hlog")).getTotalCount());
    }

    // The file system has its own clock.
    private void touch() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (final Path file : entries.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(nowMs.get()));
            }
        }
    }

    @Test
    void shouldGoOnWhereADayCannotBePutAside() throws IOException {
        Files.writeString(folder.resolve("2025-11-30"), "in the way of a folder");
        try (LatencyLog log = log(2)) {
            recorders.record(Hop.ENGINE, 5_000);
            log.writeInterval();
            nowMs.addAndGet(DAY_MS);
            recorders.record(Hop.ENGINE, 5_000);
            log.writeInterval();
        }
        assertEquals(2, LatencyFile.read(folder.resolve("engine.hlog")).getTotalCount());
    }

    @Test
    void shouldBeReadByTheStockReaderIntervalByInterval() throws IOException {
        try (LatencyLog log = log(2)) {
            for (int interval = 1; interval <= 3; interval++) {
                for (int i = 0; i < interval; i++) {
                    recorders.record(Hop.TICK_TO_ORDER, TimeUnit.MICROSECONDS.toNanos(interval));
                }
                log.writeInterval();
            }
        }
        final List<Long> counts = new ArrayList<>();
        try (HistogramLogReader reader =
                new HistogramLogReader(folder.resolve("tick-order.hlog").toFile())) {
            for (EncodableHistogram one = reader.nextIntervalHistogram();
                    one != null;
                    one = reader.nextIntervalHistogram()) {
                counts.add(((Histogram) one).getTotalCount());
                assertTrue(one.getStartTimeStamp() <= one.getEndTimeStamp());
            }
        }
        assertEquals(List.of(1L, 2L, 3L, 0L), counts, "the last was written by the close");
    }

    @Test
    void shouldBeReadByTheStockProcessor() throws IOException, InterruptedException {
        try (LatencyLog log = log(2)) {
            for (int i = 0; i < 1_000; i++) {
                recorders.record(Hop.ENGINE, TimeUnit.MICROSECONDS.toNanos(i + 1));
            }
            log.writeInterval();
        }
        final Path out = folder.resolve("processed");
        final Thread processor = new HistogramLogProcessor(
                new String[] {"-i", folder.resolve("engine.hlog").toString(), "-o", out.toString(), "-csv"});
        processor.start();
        processor.join();
        final String percentiles =
                Files.readString(folder.resolve("processed.hgrm")).replaceAll("(?m)^#.*\\R", "");
        assertTrue(percentiles.contains("\"Value\",\"Percentile\",\"TotalCount\""), percentiles);
        assertTrue(percentiles.lines().count() > 10, percentiles);
        final ByteArrayOutputStream ours = new ByteArrayOutputStream();
        LatencyFile.read(folder.resolve("engine.hlog"))
                .outputPercentileDistribution(new PrintStream(ours, true, StandardCharsets.UTF_8), 5, 1e6, true);
        assertEquals(ours.toString(StandardCharsets.UTF_8), percentiles, "in milliseconds, as it prints them");
    }

    @Test
    void shouldMeasureHiccupsBesideTheHops() throws IOException {
        try (LatencyLog log = log(2)) {
            Await.until("a hiccup", () -> {
                log.writeInterval();
                return log.hiccups().counts().get(0) + log.hiccups().nanos() > 0;
            });
        }
        assertTrue(LatencyFile.read(folder.resolve("hiccup.hlog")).getTotalCount() > 0);
    }
}
