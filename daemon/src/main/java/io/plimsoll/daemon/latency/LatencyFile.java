package io.plimsoll.daemon.latency;

import io.plimsoll.journal.config.UserError;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/** A {@code .hlog} file read back: all its intervals in one histogram. */
public final class LatencyFile {
    private LatencyFile() {}

    /** The sum of the file's intervals. */
    public static Histogram read(final Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserError(file + ": no such file");
        }
        final Histogram total = new Histogram(3);
        int intervals = 0;
        try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
            while (reader.hasNext()) {
                final EncodableHistogram interval = reader.nextIntervalHistogram();
                if (interval instanceof Histogram histogram) {
                    total.add(histogram);
                    intervals++;
                }
            }
        } catch (final FileNotFoundException e) {
            throw new UserError(file + ": cannot be read");
        } catch (final RuntimeException e) {
            throw new UserError(file + ": not a histogram log (.hlog): " + e.getMessage());
        }
        if (intervals == 0) {
            throw new UserError(file + ": holds no interval; expected a histogram log (.hlog)");
        }
        return total;
    }
}
