package io.plimsoll.daemon.process;

import io.plimsoll.journal.Cursor;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;

/**
 * Follows {@code orders} as a bot does, over every death of the daemon and its own, and keeps all that it was ever shown. It dies
 * at the worst moment, after acting on a record and before saving its place: that record, and no other, comes once more.
 */
final class Follower implements AutoCloseable {
    private final Path journal;
    private final List<DirectBuffer> seen = new CopyOnWriteArrayList<>();
    private Thread thread;
    private volatile Cursor saved = new Cursor(0, 0, 0);
    private volatile boolean isDead;
    private volatile RuntimeException failure;

    Follower(final Path journal) {
        this.journal = journal;
        live();
    }

    private void live() {
        isDead = false;
        thread = new Thread(this::run, "follower");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        final DirectBuffer last = seen.isEmpty() ? null : seen.get(seen.size() - 1);
        Cursor acted = saved;
        try (FrameLogReader orders = FrameLogs.in(journal).reader(LogName.ORDERS, Position.after(saved))) {
            while (!isDead) {
                final boolean isFirst = acted.equals(saved);
                if (orders.poll((buffer, offset, length) -> act(buffer, offset, length, isFirst ? last : null))) {
                    saved = acted;
                    acted = orders.cursor();
                } else {
                    LockSupport.parkNanos(500_000);
                }
            }
        } catch (final RuntimeException e) {
            failure = e;
        }
    }

    private void act(final DirectBuffer buffer, final int offset, final int length, final DirectBuffer mayComeAgain) {
        final DirectBuffer record = LogRecords.copy(buffer, offset, length);
        if (!record.equals(mayComeAgain)) {
            seen.add(record);
        }
    }

    /** Dies, and comes back to the place that it had saved. */
    void dieAndResume() {
        close();
        live();
    }

    /** What it has been shown so far. */
    List<DirectBuffer> seen() {
        if (failure != null) {
            throw new AssertionError("following ended", failure);
        }
        return seen;
    }

    @Override
    public void close() {
        isDead = true;
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
