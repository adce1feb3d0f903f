package io.plimsoll.daemon.follow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes each second how far a follower is, on a thread of its own: a follower that is busy with a large snapshot for minutes is not taken
 * for one that is gone. One thread tells it where the follower is, and closes it.
 */
public final class FollowerBeat implements AutoCloseable {
    private static final long PERIOD_MS = 1_000;

    private final Path journalDir;
    private final AtomicLong sequence;
    private final ScheduledExecutorService thread;
    private volatile IOException failure;

    /** Begins, with the last input applied so far. */
    public FollowerBeat(final Path journalDir, final long sequence) {
        this(journalDir, sequence, PERIOD_MS);
    }

    FollowerBeat(final Path journalDir, final long sequence, final long periodMs) {
        this.journalDir = journalDir;
        this.sequence = new AtomicLong(sequence);
        thread = Executors.newSingleThreadScheduledExecutor(work -> {
            final Thread beat = new Thread(work, "plimsoll-follower-beat");
            beat.setDaemon(true);
            return beat;
        });
        final var ignored = thread.scheduleAtFixedRate(this::beat, 0, periodMs, TimeUnit.MILLISECONDS);
    }

    private void beat() {
        try {
            new FollowerPosition(sequence.get(), System.currentTimeMillis()).write(journalDir);
        } catch (final IOException e) {
            failure = e;
        }
    }

    /**
     * The follower has applied this input.
     *
     * @throws IOException where its position could not be written
     */
    public void at(final long input) throws IOException {
        sequence.lazySet(input);
        if (failure != null) {
            throw new IOException("the follower's position cannot be written", failure);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
