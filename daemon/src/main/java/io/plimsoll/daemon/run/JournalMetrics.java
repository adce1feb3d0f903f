package io.plimsoll.daemon.run;

import io.plimsoll.daemon.follow.FollowerPosition;
import io.plimsoll.daemon.metrics.Metric;
import io.plimsoll.daemon.metrics.Scrape;
import io.plimsoll.daemon.recovery.SnapshotFolder;
import io.plimsoll.journal.Cursor;
import io.plimsoll.journal.CursorRegistry;
import io.plimsoll.journal.CursorRegistry.Registered;
import io.plimsoll.journal.JournalException;
import io.plimsoll.journal.LogName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What monitors see of who reads the journal: tailers, the follower, its snapshots. Reads their small files; any thread. */
final class JournalMetrics {
    private static final double MS_PER_S = 1e3;

    private final Path journalDir;
    private final LongSupplier inputs;
    private final LongSupplier orders;

    /**
     * Reads nothing yet.
     *
     * @param inputs sequence of the last record of inputs
     * @param orders sequence of the last record of orders
     */
    JournalMetrics(final Path journalDir, final LongSupplier inputs, final LongSupplier orders) {
        this.journalDir = journalDir;
        this.inputs = inputs;
        this.orders = orders;
    }

    /** @param nowMs of the wall clock */
    void add(final Scrape scrape, final long nowMs) {
        addTailers(scrape);
        final Optional<FollowerPosition> follower = FollowerPosition.read(journalDir);
        scrape.set(
                Metric.FOLLOWER_RUNNING, follower.isPresent() && follower.get().isFresh(nowMs));
        follower.ifPresent(
                position -> scrape.set(Metric.FOLLOWER_LAG, Math.max(0, inputs.getAsLong() - position.sequence())));
        newestSnapshot().ifPresent(takenMs -> scrape.set(Metric.SNAPSHOT_AGE, (nowMs - takenMs) / MS_PER_S));
    }

    private void addTailers(final Scrape scrape) {
        final List<Registered> tailers =
                CursorRegistry.of(journalDir, LogName.ORDERS).all();
        int unreadable = 0;
        long lag = 0;
        for (final Registered tailer : tailers) {
            final Optional<Cursor> cursor = load(tailer);
            unreadable += cursor.isEmpty() ? 1 : 0;
            lag = Math.max(
                    lag, cursor.map(one -> orders.getAsLong() - one.sequence()).orElse(0L));
        }
        scrape.set(Metric.TAILERS, tailers.size())
                .set(Metric.TAILERS_UNREADABLE, unreadable)
                .set(Metric.TAILER_LAG, lag);
    }

    private static Optional<Cursor> load(final Registered tailer) {
        try {
            return tailer.load();
        } catch (final JournalException e) {
            return Optional.empty();
        }
    }

    private Optional<Long> newestSnapshot() {
        try {
            return SnapshotFolder.newestMs(journalDir);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
