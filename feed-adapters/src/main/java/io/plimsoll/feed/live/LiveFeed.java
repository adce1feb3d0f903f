package io.plimsoll.feed.live;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * A {@link LiveSource} that runs: its thread {@code plimsoll-feed-NAME}, on which everything of it happens, and the clock that ticks for
 * it. Any thread may start, close and ask.
 */
public final class LiveFeed implements AutoCloseable {
    private static final long TICK_MS = 25;
    private static final long FULL_TICK_MS = 1; // prices wait for room in the ring
    private static final long CLOSE_S = 5;

    private final LiveContext context;
    private final ScheduledThreadPoolExecutor thread;
    private final LiveSource source;

    /**
     * A feed that has not connected yet.
     *
     * @param transport makes the source's transport, whose callbacks run on the thread given
     */
    public LiveFeed(final LiveContext context, final Function<ScheduledExecutorService, Transport> transport) {
        this.context = context;
        thread = new ScheduledThreadPoolExecutor(1, work -> {
            final Thread worker = new Thread(work, "plimsoll-feed-" + context.name());
            worker.setDaemon(true);
            return worker;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        source = new LiveSource(context, transport.apply(thread));
    }

    /** Begins to connect; once. */
    public void start() {
        thread.execute(this::tick);
    }

    private void tick() {
        try {
            source.tick();
        } catch (final Error e) { // exceptions it hands on itself
            context.errorHandler().onError(e);
        } finally { // whoever handles errors may fail as well: without a tick nobody would notice a silence
            tickAgain();
        }
    }

    private void tickAgain() {
        final long pauseMs = context.publisher().waiting() > 0 ? FULL_TICK_MS : TICK_MS;
        try {
            final var ignored = thread.schedule(this::tick, pauseMs, TimeUnit.MILLISECONDS);
        } catch (final RejectedExecutionException e) {
            // closed while it ticked
        }
    }

    /** Name of the feed. */
    public String name() {
        return context.name();
    }

    /** What it has done so far. */
    public LiveCounters counters() {
        return source.counters();
    }

    /** Ends the connections and the thread, and waits up to five seconds for the first. Close it before the ring. Again does nothing. */
    @Override
    public void close() {
        try {
            thread.submit(source::close).get(CLOSE_S, TimeUnit.SECONDS);
        } catch (final RejectedExecutionException ignored) {
            return; // closed before
        } catch (final ExecutionException e) {
            context.errorHandler().onError(e.getCause());
        } catch (final TimeoutException e) {
            context.errorHandler().onError(new IllegalStateException("plimsoll-feed-" + name() + " does not end", e));
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.shutdown();
    }
}
