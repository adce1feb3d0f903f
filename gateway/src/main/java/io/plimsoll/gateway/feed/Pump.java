package io.plimsoll.gateway.feed;

import io.plimsoll.journal.ReadableLogs;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Moves all clients on, on one thread that never waits for any of them: each is looked at when the feed has news, when what it was sent
 * went through, and ten times a second.
 */
public final class Pump implements AutoCloseable {
    private static final long ROUND_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final OrderFeed feed;
    private final History history;
    private final FollowLimits limits;
    private final FollowEvents events;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final Queue<Follower> awake = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "gateway-pump");
    private volatile boolean hasNews;
    private volatile boolean isRunning = true;
    private volatile double clientLag;
    private Object sharedFormat = "";
    private OrderEvent sharedFirst; // null: nothing is shared
    private OrderEvent sharedLast;
    private int sharedCount;
    private ByteBuffer shared;

    /** Nothing runs before {@link #start}; {@code historyBytes} of pages are kept for clients which are far behind. */
    public Pump(
            final OrderFeed feed,
            final ReadableLogs logs,
            final long historyBytes,
            final FollowLimits limits,
            final FollowEvents events) {
        this.feed = feed;
        this.history = new History(logs, historyBytes);
        this.limits = limits;
        this.events = events;
        thread.setDaemon(true);
    }

    /** Begins to serve, and to read. */
    public void start() {
        thread.start();
        feed.start(this::news);
    }

    /**
     * Adds a client; any thread.
     *
     * @param isWithdrawn whether it may not go on; asked often, on the pump's thread
     */
    public Follower follow(final Wish wish, final Sink sink, final BooleanSupplier isWithdrawn) {
        final Follower follower = new Follower(wish, sink, isWithdrawn, this, System.nanoTime());
        followers.add(follower);
        wake(follower);
        return follower;
    }

    /** Clients that are served now. */
    public int followers() {
        return followers.size();
    }

    /** How far the slowest client that had caught up is behind, as a part of what it is cut off for; as of the last round. */
    public double clientLag() {
        return clientLag;
    }

    /** Cuts all off, with a word where they take it within a moment. */
    public void cutAll(final Cut reason, final long waitNs) {
        final long endNs = System.nanoTime() + waitNs;
        followers.forEach(follower -> follower.cut(reason));
        while (!followers.isEmpty() && System.nanoTime() - endNs < 0) {
            LockSupport.parkNanos(ROUND_NS / 10);
        }
    }

    private void news() {
        hasNews = true;
        LockSupport.unpark(thread);
    }

    void wake(final Follower follower) {
        awake.add(follower);
        LockSupport.unpark(thread);
    }

    OrderFeed feed() {
        return feed;
    }

    History history() {
        return history;
    }

    FollowLimits limits() {
        return limits;
    }

    FollowEvents events() {
        return events;
    }

    /** The same events as the last client of the format had, if they are; null if not. */
    ByteBuffer shared(final Object format, final List<OrderEvent> next) {
        final boolean isSame = shared != null
                && format.equals(sharedFormat)
                && sharedCount == next.size()
                && sharedFirst == next.get(0)
                && sharedLast == next.get(next.size() - 1);
        return isSame ? shared.duplicate() : null;
    }

    void share(final Object format, final List<OrderEvent> sent, final ByteBuffer bytes) {
        if (bytes != null) {
            sharedFormat = format;
            sharedCount = sent.size();
            sharedFirst = sent.get(0);
            sharedLast = sent.get(sent.size() - 1);
            shared = bytes;
        }
    }

    private void run() {
        long roundNs = System.nanoTime();
        long measuredNs = roundNs;
        while (isRunning) {
            final long nowNs = System.nanoTime();
            if (hasNews || nowNs - roundNs > ROUND_NS) {
                hasNews = false;
                roundNs = nowNs;
                followers.forEach(follower -> step(follower, nowNs));
            }
            if (nowNs - measuredNs > ROUND_NS) {
                measuredNs = nowNs;
                measure();
            }
            for (Follower next = awake.poll(); next != null; next = awake.poll()) {
                step(next, nowNs);
            }
            if (!hasNews) {
                LockSupport.parkNanos(this, ROUND_NS);
            }
        }
    }

    private void measure() {
        final Head head = feed.head();
        double most = 0;
        for (final Follower follower : followers) {
            most = Math.max(most, follower.lag(head));
        }
        clientLag = most;
    }

    private void step(final Follower follower, final long nowNs) {
        if (!followers.contains(follower)) {
            return;
        }
        boolean goesOn = false;
        try {
            goesOn = follower.step(feed.head(), feed.isPlaced(), nowNs);
        } catch (final RuntimeException e) {
            events.failed(e); // one client's, and the others go on
            follower.abort();
        }
        if (!goesOn) {
            followers.remove(follower);
        }
    }

    @Override
    public void close() {
        feed.close();
        isRunning = false;
        LockSupport.unpark(thread);
        history.close();
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
