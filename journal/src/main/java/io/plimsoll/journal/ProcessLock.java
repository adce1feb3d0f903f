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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A right that one process has at a time, and that one only once: a lock of the operating system on a file, which names the owner's pid and
 * is freed by the kernel when the owner dies. Nobody in the owner's own JVM may open the file. Any thread.
 */
public final class ProcessLock implements AutoCloseable {
    // Not state of ours but of the process: closing any descriptor of a file drops all POSIX locks that the process has
    // on it, so the second attempt in one JVM must be refused before it opens the file.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private ProcessLock(final Path file, final FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the right.
     *
     * @param lockFile made where missing, in a directory that is there
     * @throws JournalException LOCKED, naming the owner, when somebody has it; READ_ONLY when the file may not be written
     */
    public static ProcessLock acquire(final Path lockFile) {
        try {
            final Path file = lockFile.toAbsolutePath().getParent().toRealPath().resolve(lockFile.getFileName());
            if (!HELD.add(file)) {
                throw new JournalException(LOCKED, file + " is held by this process");
            }
            try {
                return new ProcessLock(file, lockedChannel(file));
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

    /** The file that is locked. */
    public Path file() {
        return file;
    }

    /** Whether the right has not been given up. */
    public boolean isHeld() {
        return channel.isOpen();
    }

    /** Gives the right up. */
    @Override
    public synchronized void close() {
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
