package io.plimsoll.gateway.feed;

import io.plimsoll.journal.Cursor;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.JournalException;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.ReadableLogs;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The one tailer: reads {@code orders} from its end on, on a thread of its own, into the window. A log that cannot be read is tried again
 * each second; one whose tail was cut and written anew opens a new generation, in which every client's place is looked at again.
 */
public final class OrderFeed implements AutoCloseable {
    private static final long IDLE_NS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(1);
    private static final int BURST = 512; // records before clients hear of them

    private final ReadableLogs logs;
    private final Window window;
    private final EventEncoder encoder = new EventEncoder(this::take);
    private final Thread thread = new Thread(this::run, "gateway-feed");
    private volatile Runnable onNews = () -> {};
    private volatile Head head = new Head(0, Place.NOTHING, 0);
    private volatile boolean isPlaced;
    private volatile String problem = "";
    private volatile boolean isRunning = true;
    private volatile long readAllNs = System.nanoTime(); // when everything that was there had been read
    private Cursor cursor; // null: at the end

    /**
     * Nothing is read before {@link #start}.
     *
     * @param logs where {@code orders} is
     * @param maxRecords that the window holds
     * @param maxBytes that it holds
     */
    public OrderFeed(final ReadableLogs logs, final int maxRecords, final long maxBytes) {
        this.logs = logs;
        window = new Window(maxRecords, maxBytes);
        thread.setDaemon(true);
    }

    /** Begins to read; {@code news} is run on the feed's thread when the head moved, and must be short. */
    public void start(final Runnable news) {
        onNews = news;
        thread.start();
    }

    /** How far it has read. */
    public Head head() {
        return head;
    }

    /** Whether it has found the end of the log once; before, nobody can be told what is new. */
    public boolean isPlaced() {
        return isPlaced;
    }

    /** Why the log cannot be read now; empty where it can. */
    public String problem() {
        return problem;
    }

    /** How long ago everything that is in the log had been read; since the start, where it never had. */
    public long behindNs() {
        return System.nanoTime() - readAllNs;
    }

    Window window() {
        return window;
    }

    private void run() {
        while (isRunning) {
            try (FrameLogReader reader =
                    logs.reader(LogName.ORDERS, cursor == null ? Position.end() : Position.after(cursor))) {
                follow(reader);
            } catch (final JournalException e) {
                if (e.kind() == JournalException.Kind.FORKED) {
                    beginAnew();
                } else {
                    fail(e);
                }
            } catch (final RuntimeException e) {
                fail(e);
            }
        }
    }

    private void fail(final RuntimeException e) {
        problem = String.valueOf(e.getMessage());
        onNews.run();
        LockSupport.parkNanos(RETRY_NS);
    }

    private void beginAnew() {
        cursor = null;
        isPlaced = false;
        window.clear(1);
        head = new Head(head.generation() + 1, Place.NOTHING, head.end());
    }

    private void follow(final FrameLogReader reader) {
        while (isRunning) {
            final long before = head.place().sequence();
            final boolean hasPolled = poll(reader);
            if (!hasPolled && reader.atEnd(0)) {
                settle(reader);
            }
            if (head.place().sequence() != before) {
                onNews.run();
            }
            if (!hasPolled) {
                LockSupport.parkNanos(IDLE_NS);
            }
        }
    }

    private boolean poll(final FrameLogReader reader) {
        int polled = 0;
        try {
            while (polled < BURST && reader.poll(encoder)) {
                polled++;
                cursor = reader.cursor();
            }
        } catch (final JournalException e) {
            if (e.kind() != JournalException.Kind.LOST) {
                throw e;
            }
            polled++; // pruned past this reader; it goes on with the oldest that is left
        }
        if (polled > 0) {
            isPlaced = true;
            problem = "";
            if (polled < BURST) {
                readAllNs = System.nanoTime();
            }
        }
        return polled > 0;
    }

    private void settle(final FrameLogReader reader) {
        problem = "";
        readAllNs = System.nanoTime();
        if (!isPlaced) {
            final Cursor end = reader.cursor();
            if (end.sequence() > 0) {
                cursor = end;
                head = new Head(head.generation(), new Place(end.sequence(), end.crc(), true), head.end());
            }
            isPlaced = true;
            onNews.run();
        }
    }

    private void take(final OrderEvent event) {
        window.append(event);
        head = new Head(head.generation(), event.place(), event.end());
    }

    @Override
    public void close() {
        isRunning = false;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
