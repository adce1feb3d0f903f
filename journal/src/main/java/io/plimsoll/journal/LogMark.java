package io.plimsoll.journal;

import static io.plimsoll.journal.JournalException.Kind.MARK_LOST;
import static io.plimsoll.journal.JournalException.Kind.READ_ONLY;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How far a log is written, in a small mapped file beside its queue: what the log must be able to show, however much of it a
 * damaged page hides. Each sequence is set by one thread, read by any, in any process. Whoever opens it closes it.
 *
 * <pre>
 *   0  int   magic      "PLMK"
 *   8  long  appended   sequence of the last record whose append has returned
 *  16  long  durable    sequence of the last record that is known to be on disk
 * </pre>
 */
public final class LogMark implements AutoCloseable {
    /** Its name in the log's directory. */
    public static final String FILE_NAME = "log.mark";

    private static final int MAGIC = 0x4B4D_4C50;
    private static final int APPENDED = 8;
    private static final int DURABLE = 16;
    private static final int LENGTH = 4_096; // a page, so that it is written whole or not at all

    private static final String MISSING = "is missing, though the log has begun";

    private final MappedByteBuffer mapped;
    private final UnsafeBuffer buffer;

    private LogMark(final MappedByteBuffer mapped) {
        this.mapped = mapped;
        this.buffer = new UnsafeBuffer(mapped);
    }

    /**
     * Opens it for the log's writer, or makes it for a log that has not begun. It is made before the log's first file and on disk before
     * anything is appended, so that a file without a mark has lost it.
     *
     * @param isBegun whether the log has a file
     * @throws JournalException MARK_LOST when it is missing though the log has begun, or is damaged; nothing is changed then
     */
    static LogMark openForWriting(final Path logDirectory, final boolean isShared, final boolean isBegun) {
        final Path file = logDirectory.resolve(FILE_NAME);
        try {
            if (!isBegun && !Files.exists(file)) {
                ReplacedFile.replace(file, blank());
            }
            final LogMark mark = open(file, FileChannel.MapMode.READ_WRITE, READ, WRITE);
            if (isShared) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            }
            return mark;
        } catch (final NoSuchFileException e) {
            throw lost(file, MISSING);
        } catch (final AccessDeniedException e) {
            throw new JournalException(READ_ONLY, 0, 0, "cannot write " + file, e);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Opens it for reading; empty when there is none yet.
     *
     * @param isBegun whether the log had a file before this was called
     * @throws JournalException MARK_LOST when it is missing though the log has begun, or is damaged
     */
    static Optional<LogMark> openForReading(final Path logDirectory, final boolean isBegun) {
        final Path file = logDirectory.resolve(FILE_NAME);
        try {
            return Optional.of(open(file, FileChannel.MapMode.READ_ONLY, READ));
        } catch (final NoSuchFileException e) {
            if (isBegun) {
                throw lost(file, MISSING);
            }
            return Optional.empty();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer blank() {
        return ByteBuffer.allocate(LENGTH)
                .order(LITTLE_ENDIAN)
                .putInt(0, MAGIC); // a mapped hole would need room on disk later
    }

    private static LogMark open(final Path file, final FileChannel.MapMode mode, final OpenOption... options)
            throws IOException {
        try (FileChannel channel = FileChannel.open(file, options)) {
            if (channel.size() != LENGTH) {
                throw lost(file, "has " + channel.size() + " bytes, expected " + LENGTH);
            }
            final LogMark mark = new LogMark(channel.map(mode, 0, LENGTH));
            if (mark.buffer.getInt(0, LITTLE_ENDIAN) == MAGIC && mark.appended() >= 0 && mark.durable() >= 0) {
                return mark;
            }
            mark.close();
            throw lost(file, "is damaged: it is no mark, or says less than nothing");
        }
    }

    private static JournalException lost(final Path file, final String what) {
        return new JournalException(MARK_LOST, file + " " + what + ": nobody knows how far the log must reach");
    }

    /** Sequence of the last record whose append has returned. */
    public long appended() {
        return buffer.getLongVolatile(APPENDED);
    }

    /** The log's writer, after each append. */
    public void appended(final long sequence) {
        buffer.putLongOrdered(APPENDED, sequence);
    }

    /** Sequence of the last record that is known to be on disk, 0 if none is. */
    public long durable() {
        return buffer.getLongVolatile(DURABLE);
    }

    /** Whoever syncs the log. */
    public void durable(final long sequence) {
        buffer.putLongOrdered(DURABLE, sequence);
    }

    @Override
    public void close() {
        if (buffer.capacity() > 0) {
            buffer.wrap(0, 0);
            IoUtil.unmap(mapped);
        }
    }
}
