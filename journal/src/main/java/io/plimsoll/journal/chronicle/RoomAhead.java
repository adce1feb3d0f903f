package io.plimsoll.journal.chronicle;

import static io.plimsoll.journal.JournalException.Kind.DISK_FULL;

import io.plimsoll.journal.JournalException;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.CloseHelper;

/**
 * Sees to it that the disk has room for what is stored next. The queue maps files with holes, and a store into a hole on a full
 * disk is a SIGBUS: the end of the process. So blocks are taken ahead of the writer by plain writes, which fail like any other.
 * The writer's thread.
 */
final class RoomAhead implements AutoCloseable {
    // The longest record takes 64 KiB, and up to two index pages of 256 KiB may go before it.
    private static final int MARGIN = 1 << 20;
    private static final int STEP = 256 * 1024;

    // A new file's head and index take 520 KiB before its first record.
    private static final long NEW_FILE = 4L << 20;

    private final Path directory;
    private ByteBuffer step;
    private File file;
    private FileChannel channel;
    private long taken;

    RoomAhead(final Path directory) {
        this.directory = directory;
    }

    /**
     * Throws DISK_FULL unless a new file can be begun.
     *
     * @param sequence of the record that wants it
     */
    void forNewFile(final long sequence) {
        try {
            final long usable = Files.getFileStore(directory).getUsableSpace();
            if (usable < NEW_FILE) {
                throw full(
                        sequence,
                        usable + " bytes are usable in " + directory + ", a new file takes " + NEW_FILE,
                        null);
            }
        } catch (final IOException e) {
            throw full(sequence, "asking for the space left in " + directory + ": " + e, e);
        }
    }

    /** Throws DISK_FULL unless the file has blocks for whatever the next record may take behind this position. */
    void behind(final File current, final long position, final long sequence) {
        if (taken - position >= MARGIN && current.equals(file)) {
            return;
        }
        try {
            open(current, position);
            while (taken - position < MARGIN + STEP && taken + STEP <= channel.size()) {
                take();
            }
        } catch (final IOException e) {
            throw full(sequence, "taking room behind byte " + taken + " of " + current + ": " + e.getMessage(), e);
        }
    }

    private void open(final File current, final long position) throws IOException {
        if (!current.equals(file)) {
            close();
            channel = FileChannel.open(current.toPath(), StandardOpenOption.READ, StandardOpenOption.WRITE);
            file = current;
            taken = position & -STEP;
        }
    }

    /** Writes back what is there, a hole's zeros or pages that the queue has prepared: only this thread changes them. */
    private void take() throws IOException {
        if (step == null) {
            step = ByteBuffer.allocateDirect(STEP);
        }
        step.clear();
        int read;
        do {
            read = channel.read(step, taken + step.position());
        } while (read > 0 && step.hasRemaining());
        step.flip();
        while (step.hasRemaining()) {
            channel.write(step, taken + step.position());
        }
        taken += STEP;
    }

    private static JournalException full(final long sequence, final String reason, final Throwable cause) {
        return new JournalException(DISK_FULL, sequence, sequence, reason, cause);
    }

    @Override
    public void close() {
        CloseHelper.close(channel);
        channel = null;
        file = null;
    }
}
