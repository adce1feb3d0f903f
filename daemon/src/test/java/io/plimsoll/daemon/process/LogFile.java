package io.plimsoll.daemon.process;

import io.plimsoll.journal.LogName;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The newest file of a log, to be damaged while nobody writes it. */
public final class LogFile {
    private static final int SEARCHED = 8 << 20; // what lies behind is a hole in these small journals
    private static final int MAGIC = 0x4D49_4C50;

    private final Path file;

    public LogFile(final Path journal, final LogName log) throws IOException {
        try (Stream<Path> files = Files.list(journal.resolve(log.directory()))) {
            file = files.filter(path -> path.toString().endsWith(".cq4"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    /** Flips a bit in the message of the record of this sequence. */
    public void flipIn(final long sequence) throws IOException {
        final int position = positionOf(sequence) + 40;
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(position);
            final int value = bytes.read();
            bytes.seek(position);
            bytes.write(value ^ 0x10);
        }
    }

    /** Zeroes everything from the record of this sequence on, its queue header included: to the queue that is its end. */
    public void zeroFrom(final long sequence) throws IOException {
        final int position = positionOf(sequence) - Integer.BYTES;
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(position);
            bytes.write(new byte[SEARCHED - position]);
        }
    }

    private int positionOf(final long sequence) throws IOException {
        final byte[] read = new byte[SEARCHED];
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.readFully(read);
        }
        final ByteBuffer buffer = ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
        for (int position = Integer.BYTES; position < SEARCHED - 32; position += Integer.BYTES) {
            if (buffer.getInt(position) == MAGIC && buffer.getLong(position + 8) == sequence) {
                return position;
            }
        }
        throw new AssertionError("no record " + sequence + " in " + file);
    }
}
