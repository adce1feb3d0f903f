package io.plimsoll.journal;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The bytes of a log's files, to find records in and to damage while no queue is open. One thread. */
public final class LogFiles {
    static final int SEARCHED = 4 << 20; // the rest of the 80 MiB is a hole
    private static final int MAGIC = 0x4D49_4C50;

    private final File directory;

    public LogFiles(final Path journalDir, final LogName log) {
        directory = journalDir.resolve(log.directory()).toFile();
    }

    /** Oldest first. */
    public File[] all() {
        final File[] files = directory.listFiles((parent, name) -> name.endsWith(".cq4"));
        Arrays.sort(files);
        return files;
    }

    public File newest() {
        final File[] files = all();
        return files[files.length - 1];
    }

    /** Position of each record's frame by its sequence. */
    public static Map<Long, Integer> records(final File file) {
        final ByteBuffer bytes = ByteBuffer.wrap(read(file, 0, SEARCHED)).order(ByteOrder.LITTLE_ENDIAN);
        final Map<Long, Integer> positions = new TreeMap<>();
        for (int position = 4; position < SEARCHED - 32; position += 4) {
            if (bytes.getInt(position) == MAGIC) {
                positions.put(bytes.getLong(position + 8), position);
            }
        }
        return positions;
    }

    public static byte[] read(final File file, final long position, final int length) {
        try (RandomAccessFile bytes = new RandomAccessFile(file, "r")) {
            final byte[] read = new byte[length];
            bytes.seek(position);
            bytes.readFully(read);
            return read;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void write(final File file, final long position, final byte[] bytes) {
        try (RandomAccessFile file0 = new RandomAccessFile(file, "rw")) {
            file0.seek(position);
            file0.write(bytes);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void cut(final File file, final long length) {
        try (RandomAccessFile bytes = new RandomAccessFile(file, "rw")) {
            bytes.setLength(length);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
