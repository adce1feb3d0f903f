package io.plimsoll.daemon.chain;

import io.plimsoll.journal.LogSync;
import java.util.concurrent.locks.LockSupport;

/**
 * Syncs both logs on a thread of its own, many records at a time, and lets the engine act on an input once that is on disk. A
 * group is complete after so many records or so much time, whichever comes first; what is appended meanwhile makes up the
 * next. Inputs go first: an order on disk never lacks its cause.
 */
public final class GroupCommit implements InputGate, AutoCloseable {
    /** Its thread. */
    public static final String THREAD = "plimsoll-sync";

    private final LogSync inputs;
    private final LogSync orders;
    private final int records;
    private final long intervalNs;
    private final FailStop failStop;
    private final Thread thread = new Thread(this::run, THREAD);
    private volatile boolean isParked;
    private volatile boolean isClosed;
    private volatile Throwable failure;
    private volatile Thread waiting;

    /**
     * @param inputs closed with this
     * @param orders closed with this
     * @param records a group is complete with so many inputs
     * @param intervalNs or after so long
     * @param failStop what to do when the disk fails
     */
    public GroupCommit(
            final LogSync inputs,
            final LogSync orders,
            final int records,
            final long intervalNs,
            final FailStop failStop) {
        this.inputs = inputs;
        this.orders = orders;
        this.records = records;
        this.intervalNs = intervalNs;
        this.failStop = failStop;
        thread.setDaemon(true);
    }

    /** Starts the thread, which first syncs what an earlier run has left in the page cache. */
    public void start() {
        thread.start();
    }

    @Override
    public void appended(final long sequence) {
        if (isParked && sequence - inputs.durableSequence() >= records) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void await(final long sequence) {
        while (inputs.durableSequence() < sequence) {
            if (failure != null) {
                throw new IllegalStateException("input " + sequence + " cannot be synced", failure);
            }
            waiting = Thread.currentThread();
            if (inputs.durableSequence() < sequence && failure == null) {
                LockSupport.park(this);
            }
        }
    }

    /** Sequence of the last input on disk. Any thread. */
    public long durableInputs() {
        return inputs.durableSequence();
    }

    /** Sequence of the last record of {@code orders} on disk. Any thread. */
    public long durableOrders() {
        return orders.durableSequence();
    }

    private void run() {
        try {
            while (!isClosed) {
                awaitGroup();
                sync();
            }
            sync();
        } catch (final RuntimeException | Error e) {
            failure = e;
            LockSupport.unpark(waiting);
            failStop.fail(THREAD, e);
        }
    }

    private void awaitGroup() {
        isParked = true;
        if (inputs.pending() < records && !isClosed) {
            LockSupport.parkNanos(this, intervalNs);
        }
        isParked = false;
    }

    private void sync() {
        if (inputs.pending() > 0) {
            inputs.sync();
            LockSupport.unpark(waiting);
        }
        if (orders.pending() > 0) {
            orders.sync();
        }
    }

    /** Syncs what is there and ends. The writers may be closed before; nothing may be appended after. */
    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return; // it still syncs: its files must stay open
        }
        inputs.close();
        orders.close();
    }
}
