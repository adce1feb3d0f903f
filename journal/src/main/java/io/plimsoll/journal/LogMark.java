package io.plimsoll.journal;

import static io.plimsoll.journal.JournalException.Kind.READ_ONLY;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.file.StandardOpenOption.CREATE;
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

    private final MappedByteBuffer mapped;
    private final UnsafeBuffer buffer;

    private LogMark(final MappedByteBuffer mapped) {
        this.mapped = mapped;
        this.buffer = new UnsafeBuffer(mapped);
    }

    /** Opens it for the log's writer, or makes it. */
    static LogMark openForWriting(final Path logDirectory, final boolean isShared) {
        final Path file = logDirectory.resolve(FILE_NAME);
        try (FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE)) {
            if (channel.size() < LENGTH) {
                final ByteBuffer zeros = ByteBuffer.allocate(LENGTH); // a mapped hole would need room on disk later
                while (zeros.hasRemaining()) {
                    channel.write(zeros, zeros.position());
                }
            }
            if (isShared) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            }
            final LogMark mark = new LogMark(channel.map(FileChannel.MapMode.READ_WRITE, 0, LENGTH));
            mark.buffer.putIntOrdered(0, MAGIC);
            return mark;
        } catch (final AccessDeniedException e) {
            throw new JournalException(READ_ONLY, 0, 0, "cannot write " + file, e);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens it for reading; empty when there is none, as for a log that was written before there were marks. */
    public static Optional<LogMark> openForReading(final Path logDirectory) {
        try (FileChannel channel = FileChannel.open(logDirectory.resolve(FILE_NAME), READ)) {
            if (channel.size() < LENGTH) {
                return Optional.empty();
            }
            final LogMark mark = new LogMark(channel.map(FileChannel.MapMode.READ_ONLY, 0, LENGTH));
            if (mark.buffer.getInt(0, LITTLE_ENDIAN) == MAGIC) {
                return Optional.of(mark);
            }
            mark.close();
            return Optional.empty();
        } catch (final NoSuchFileException e) {
            return Optional.empty();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
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
