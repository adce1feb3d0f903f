package io.plimsoll.journal;

import static io.plimsoll.journal.JournalException.Kind.LOCKED;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * The right to write a journal: one process, one JVM, one writer per log. Chronicle's own lock is not enough: it is forced open after
 * 15 s, or at once when the pid means nothing in this container. Any thread.
 */
public final class JournalLock implements AutoCloseable {
    /** File in the journal's directory; nobody in the owner's own JVM may open it, see {@link ProcessLock}. */
    public static final String FILE_NAME = "writer.lock";

    private final ProcessLock lock;
    private final Set<LogName> writers = EnumSet.noneOf(LogName.class);

    private JournalLock(final ProcessLock lock) {
        this.lock = lock;
    }

    static JournalLock acquire(final Path journalDir) {
        return new JournalLock(ProcessLock.acquire(journalDir.resolve(FILE_NAME)));
    }

    synchronized void claim(final LogName log) {
        if (!lock.isHeld()) {
            throw new IllegalStateException(lock.file() + " has been released");
        }
        if (!writers.add(log)) {
            throw new JournalException(
                    LOCKED, "this process already writes " + lock.file().resolveSibling(log.directory()));
        }
    }

    synchronized void release(final LogName log) {
        writers.remove(log);
    }

    /** Gives the right up. The writers must be closed before. */
    @Override
    public synchronized void close() {
        if (!writers.isEmpty()) {
            throw new IllegalStateException("still writing " + writers);
        }
        lock.close();
    }
}
