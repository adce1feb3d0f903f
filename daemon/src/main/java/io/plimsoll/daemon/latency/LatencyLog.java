package io.plimsoll.daemon.latency;

import io.plimsoll.daemon.metrics.Durations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.HdrHistogram.Histogram;

/**
 * Writes each hop's histogram at each interval to its own {@code .hlog} file, and keeps the sums for the end's summary and for monitors. Its
 * own thread calls {@link #writeInterval()}; close writes the last one.
 */
public final class LatencyLog implements AutoCloseable {
    private static final int FOR_EVER = 0;

    private final LatencyHistory history = new LatencyHistory();

    private final LatencyFolder folder; // null: totals only
    private final HiccupMeter hiccups; // null: not measured
    private final List<Track> tracks = new ArrayList<>();
    private final Map<Hop, Track> hops = new EnumMap<>(Hop.class);
    private final Track hiccupTrack;

    /** Files are made in {@code folder} and never rotated; null keeps the totals only. */
    public LatencyLog(final LatencyRecorders recorders, final Path folder) throws IOException {
        this(recorders, null, folder == null ? null : new LatencyFolder(folder, FOR_EVER, System::currentTimeMillis));
    }

    /**
     * For a process that runs for weeks; measures hiccups beside the hops.
     *
     * @param keptDays how many days that are over stay, each in a folder of its own
     * @param epochMs wall clock, milliseconds since 1970
     */
    public LatencyLog(
            final LatencyRecorders recorders, final Path folder, final int keptDays, final LongSupplier epochMs)
            throws IOException {
        this(recorders, new HiccupMeter(), new LatencyFolder(folder, keptDays, epochMs));
    }

    private LatencyLog(final LatencyRecorders recorders, final HiccupMeter hiccups, final LatencyFolder folder) {
        this.folder = folder;
        this.hiccups = hiccups;
        for (final Hop hop : Hop.values()) {
            hops.put(hop, track(hop.label(), recycled -> recorders.interval(hop, recycled)));
        }
        hiccupTrack = hiccups == null
                ? new Track(HiccupMeter.LABEL, UnaryOperator.identity()) // which nobody asks
                : track(HiccupMeter.LABEL, hiccups::interval);
    }

    private Track track(final String name, final UnaryOperator<Histogram> source) {
        final Track track = new Track(name, source);
        tracks.add(track);
        return track;
    }

    /** One series of intervals. */
    private static final class Track {
        private final String name;
        private final UnaryOperator<Histogram> source;
        private final Histogram total = new Histogram(3);
        private final Durations durations = new Durations();
        private Histogram interval;

        Track(final String name, final UnaryOperator<Histogram> source) {
            this.name = name;
            this.source = source;
        }

        void take() {
            interval = source.apply(interval);
        }
    }

    /** Takes and writes what was recorded since the last call. */
    public synchronized void writeInterval() {
        if (folder != null) {
            folder.rotateIfDue();
        }
        for (final Track track : tracks) {
            track.take();
            track.total.add(track.interval);
            track.durations.add(track.interval);
            write(track);
        }
        final long now = System.currentTimeMillis();
        hops.forEach((hop, track) -> history.add(hop, now, track.interval));
    }

    private void write(final Track track) {
        try {
            if (folder != null) {
                folder.write(track.name, track.interval);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last intervals. */
    public LatencyHistory history() {
        return history;
    }

    /** Drops what was recorded since the last call: for work that is not to be measured, such as loading a book. */
    public synchronized void discardInterval() {
        tracks.forEach(Track::take);
    }

    /** Everything recorded up to the last interval. */
    public synchronized Histogram total(final Hop hop) {
        return hops.get(hop).total.copy();
    }

    /** The same in the classes that a scrape has room for; any thread. */
    public Durations.Sum durations(final Hop hop) {
        return hops.get(hop).durations.sum();
    }

    /** Hiccups up to the last interval; none where they are not measured. Any thread. */
    public Durations.Sum hiccups() {
        return hiccupTrack.durations.sum();
    }

    @Override
    public synchronized void close() {
        writeInterval();
        if (hiccups != null) {
            hiccups.close();
        }
        if (folder != null) {
            folder.close();
        }
    }
}
