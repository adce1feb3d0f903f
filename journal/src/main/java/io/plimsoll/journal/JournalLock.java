package io.plimsoll.journal;

import static io.plimsoll.journal.JournalException.Kind.LOCKED;
import static io.plimsoll.journal.JournalException.Kind.READ_ONLY;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write a journal: one process, one JVM, one writer per log. A lock of the operating system on
 * {@code writer.lock}, which names the owner's pid and is freed by the kernel when the owner dies. Chronicle's own lock is
 * not enough: it is forced open after 15 s, or at once when the pid means nothing in this container. Any thread.
 */
public final class JournalLock implements AutoCloseable {
    /** File in the journal's directory; nobody in the owner's own JVM may open it, see {@link #HELD}. */
    public static final String FILE_NAME = "writer.lock";

    // Not state of ours but of the process: closing any descriptor of a file drops all POSIX locks that the process has
    // on it, so the second attempt in one JVM must be refused before it opens the file.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;
    private final Set<LogName> writers = EnumSet.noneOf(LogName.class);

    private JournalLock(final Path file, final FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static JournalLock acquire(final Path journalDir) {
        try {
            final Path file = journalDir.toRealPath().resolve(FILE_NAME);
            if (!HELD.add(file)) {
                throw new JournalException(LOCKED, file + " is held by this process");
            }
            try {
                return new JournalLock(file, lockedChannel(file));
            } catch (final IOException | RuntimeException e) {
                HELD.remove(file);
                throw e;
            }
        } catch (final AccessDeniedException e) {
            throw new JournalException(READ_ONLY, 0, 0, "cannot write " + e.getFile(), e);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel lockedChannel(final Path file) throws IOException {
        final FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
        try {
            final FileLock lock = channel.tryLock();
            if (lock == null) {
                final ByteBuffer pid = ByteBuffer.allocate(20);
                channel.read(pid);
                throw new JournalException(
                        LOCKED,
                        file + " is held by process "
                                + US_ASCII.decode(pid.flip()).toString().strip());
            }
            channel.truncate(0);
            channel.write(US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
            return channel;
        } catch (final IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    synchronized void claim(final LogName log) {
        if (!channel.isOpen()) {
            throw new IllegalStateException(file + " has been released");
        }
        if (!writers.add(log)) {
            throw new JournalException(LOCKED, "this process already writes " + file.resolveSibling(log.directory()));
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
        if (channel.isOpen()) {
            try {
                channel.close();
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                HELD.remove(file);
            }
        }
    }
}
