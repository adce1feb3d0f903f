package io.plimsoll.daemon.feeds;

import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.SourceStates;
import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.WallClock;
import io.plimsoll.feed.WhenFull;
import io.plimsoll.feed.pace.Pace;
import io.plimsoll.feed.pace.Pacer;
import io.plimsoll.feed.pace.Replay;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/** Recorded ticks that play as a live feed, on a thread of their own; they get the sequencing stage's time. Any thread may ask. */
final class ReplayThread implements AutoCloseable {
    private final String name;
    private final PricePublisher publisher;
    private final SourceStates states;
    private final int source;
    private final Replay replay;
    private final BiConsumer<String, Throwable> errors;
    private final Runnable ended;
    private final Thread thread;

    /**
     * One that has not begun.
     *
     * @param errors told who cannot go on, and why
     * @param ended called on the thread when the last tick has been played; a source that cannot go on is down
     */
    ReplayThread(
            final FeedConfig feed,
            final TickSource ticks,
            final Pace pace,
            final InputPort port,
            final BiConsumer<String, Throwable> errors,
            final Runnable ended) {
        name = feed.name();
        this.ended = ended;
        source = feed.source();
        publisher = new PricePublisher(port, WhenFull.CONFLATE);
        states = new SourceStates(port, publisher);
        replay = new Replay(
                ticks,
                source,
                new Pacer(pace, System::nanoTime, LockSupport::parkNanos),
                WallClock.INSTANCE,
                publisher,
                states);
        this.errors = errors;
        thread = new Thread(this::run, "plimsoll-feed-" + name);
        thread.setDaemon(true);
    }

    private void run() {
        try {
            replay.run();
            if (!Thread.currentThread().isInterrupted()) {
                ended.run();
            }
        } catch (final RuntimeException | Error e) {
            errors.accept(name, e);
            down();
        }
    }

    // Nobody goes on from its last price.
    private void down() {
        try {
            states.down(source, System.nanoTime(), InputPort.LIVE_TIME);
        } catch (final RuntimeException e) { // the ring itself fails
            errors.accept(name, e);
        }
    }

    void start() {
        thread.start();
    }

    long published() {
        return publisher.published();
    }

    long conflated() {
        return publisher.conflated();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
