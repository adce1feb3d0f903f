package io.plimsoll.daemon.latency;

import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.journal.talk.EventLog;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * A folder of {@code .hlog} files, one a name, which the stock HdrHistogram tools read. Those of a day that is over (UTC) go into a folder
 * of that day, of which the newest stay. A disk that does not let it rotate is told of, and the files go on. One thread.
 */
final class LatencyFolder implements AutoCloseable {
    private static final EventLog LOG = EventLog.of(LatencyFolder.class);
    private static final String SUFFIX = ".hlog";

    private final Path folder;
    private final int keptDays; // 0: never rotated
    private final LongSupplier epochMs;
    private final Map<String, LogFile> files = new TreeMap<>();
    private LocalDate day;

    private record LogFile(PrintStream stream, HistogramLogWriter writer) {}

    /**
     * Goes on with the files that are there, unless they are of a day that is over.
     *
     * @param keptDays how many folders of days stay; 0: all goes into the same files for ever
     * @param epochMs wall clock, milliseconds since 1970
     */
    LatencyFolder(final Path folder, final int keptDays, final LongSupplier epochMs) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.keptDays = keptDays;
        this.epochMs = epochMs;
        day = lastWritten();
        rotateIfDue();
    }

    private LocalDate today() {
        return dayOf(epochMs.getAsLong());
    }

    private static LocalDate dayOf(final long ms) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(ms), ZoneOffset.UTC);
    }

    private LocalDate lastWritten() throws IOException {
        LocalDate last = null;
        for (final Path file : logs()) {
            final LocalDate of = dayOf(Files.getLastModifiedTime(file).toMillis());
            last = last == null || of.isAfter(last) ? of : last;
        }
        return last == null ? today() : last;
    }

    private List<Path> logs() throws IOException {
        final List<Path> logs = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            entries.forEach(logs::add);
        }
        return logs;
    }

    /** Puts the files of a day that is over aside, and lets the oldest such days go. */
    void rotateIfDue() {
        final LocalDate now = today();
        if (keptDays == 0 || !now.isAfter(day)) {
            return;
        }
        closeFiles();
        try {
            final Path aside = Files.createDirectories(folder.resolve(day.toString()));
            for (final Path log : logs()) {
                Files.move(log, aside.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
            prune();
        } catch (final IOException e) {
            LOG.warn(LogCode.LATENCY_LOGS, "the latency logs of {} cannot be put aside: {}", day, e.toString());
        }
        day = now;
    }

    private void prune() throws IOException {
        final List<Path> days;
        try (Stream<Path> entries = Files.list(folder)) {
            days = entries.filter(entry -> entry.getFileName().toString().matches("\\d{4}-\\d\\d-\\d\\d"))
                    .sorted()
                    .toList();
        }
        for (final Path old : days.subList(0, Math.max(0, days.size() - keptDays))) {
            try (DirectoryStream<Path> logs = Files.newDirectoryStream(old)) {
                for (final Path log : logs) {
                    Files.delete(log);
                }
            }
            Files.delete(old);
        }
    }

    /** Adds an interval to the file of a name. */
    void write(final String name, final EncodableHistogram interval) throws IOException {
        LogFile file = files.get(name);
        if (file == null) {
            file = open(name);
            files.put(name, file);
        }
        file.writer.outputIntervalHistogram(interval);
        file.stream.flush();
    }

    private LogFile open(final String name) throws IOException {
        final PrintStream stream = new PrintStream(
                new FileOutputStream(folder.resolve(name + SUFFIX).toFile(), true), false, StandardCharsets.UTF_8);
        final HistogramLogWriter writer = new HistogramLogWriter(stream);
        final long now = epochMs.getAsLong();
        writer.outputComment("[" + name + ", nanoseconds, interval maximum in milliseconds]");
        writer.outputLogFormatVersion();
        writer.outputStartTime(now);
        writer.outputBaseTime(now);
        writer.setBaseTime(now);
        writer.outputLegend();
        return new LogFile(stream, writer);
    }

    private void closeFiles() {
        files.values().forEach(file -> file.stream.close());
        files.clear();
    }

    @Override
    public void close() {
        closeFiles();
    }
}
