package io.plimsoll.daemon.chain;

import io.plimsoll.journal.LogSync;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/** The disk of a log in memory: it takes as many syncs as the test lets it, and breaks when told to. The sync thread. */
final class HeldSync implements LogSync {
    private final LongSupplier appended;
    private final Semaphore allowed;
    private volatile long durable;
    private volatile boolean isBroken;

    HeldSync(final LongSupplier appended, final int allowed) {
        this.appended = appended;
        this.allowed = new Semaphore(allowed);
    }

    /** Lets so many more happen. */
    void allow(final int syncs) {
        allowed.release(syncs);
    }

    /** The next ones fail. */
    void breakDown() {
        isBroken = true;
        allowed.release();
    }

    @Override
    public long pending() {
        return appended.getAsLong() - durable;
    }

    @Override
    public long sync() {
        final long upTo = appended.getAsLong();
        allowed.acquireUninterruptibly();
        if (isBroken) {
            throw new InternalError("planted failure of a disk"); // as of a mapped page that the disk cannot deliver
        }
        durable = upTo;
        return upTo;
    }

    @Override
    public long durableSequence() {
        return durable;
    }

    @Override
    public void close() {
        // nothing is held
    }
}
