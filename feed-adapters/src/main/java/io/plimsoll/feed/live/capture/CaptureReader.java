package io.plimsoll.feed.live.capture;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The records of one captured file, one after another. Ends with the file, or where a record is cut or is not what was written: then
 * {@link #defect} says where, and what came before is good. One thread.
 */
public final class CaptureReader implements AutoCloseable {
    private final Path file;
    private final InputStream in;
    private UnsafeBuffer record = new UnsafeBuffer(new byte[1 << 12]);
    private CaptureKind kind;
    private int length;
    private long position;
    private String defect;

    /**
     * Opens a file.
     *
     * @throws IOException where it cannot be read, or is no captured file
     */
    public CaptureReader(final Path file) throws IOException {
        this.file = file;
        in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        final byte[] magic = in.readNBytes(CaptureFormat.MAGIC.length);
        position = magic.length;
        if (!Arrays.equals(magic, CaptureFormat.MAGIC)) {
            in.close();
            throw new IOException(file + " is no captured file of this version");
        }
    }

    /** Goes to the next record; false where there is none. */
    public boolean next() throws IOException {
        if (defect != null) {
            return false;
        }
        final int head = in.readNBytes(record.byteArray(), 0, CaptureFormat.BODY);
        if (head == 0) {
            return false;
        }
        if (head < CaptureFormat.BODY) {
            return cut();
        }
        length = record.getInt(CaptureFormat.LENGTH, CaptureFormat.ORDER);
        if (length < 0 || length > CaptureFormat.MOST_BODY) {
            return damaged();
        }
        final int size = CaptureFormat.BODY + length;
        if (size > record.capacity()) {
            record = new UnsafeBuffer(Arrays.copyOf(record.byteArray(), 2 * size));
        }
        if (in.readNBytes(record.byteArray(), CaptureFormat.BODY, length) < length) {
            return cut();
        }
        kind = CaptureKind.of(record.getInt(CaptureFormat.KIND, CaptureFormat.ORDER));
        if (kind == null
                || record.getInt(CaptureFormat.CRC, CaptureFormat.ORDER)
                        != CaptureFormat.crc(record.byteArray(), 0, length)) {
            return damaged();
        }
        position += size;
        return true;
    }

    private boolean cut() {
        defect = file + ": the record at byte " + position + " is cut; all before it is good";
        return false;
    }

    private boolean damaged() {
        defect = file + ": the record at byte " + position + " is not what was written; all before it is good";
        return false;
    }

    /** What the record is. */
    public CaptureKind kind() {
        return kind;
    }

    /** The wall clock at the record, nanoseconds since the Unix epoch. */
    public long atNs() {
        return record.getLong(CaptureFormat.TIME, CaptureFormat.ORDER);
    }

    /** Number of the connection, from 1; 0 for {@link CaptureKind#LOST}. */
    public int connection() {
        return record.getInt(CaptureFormat.CONNECTION, CaptureFormat.ORDER);
    }

    /** The array that holds the body; used again for the next record. */
    public byte[] bytes() {
        return record.byteArray();
    }

    /** Where in it the body begins. */
    public int offset() {
        return CaptureFormat.BODY;
    }

    /** Bytes of the body. */
    public int length() {
        return length;
    }

    /** The origin of an {@link CaptureKind#OPENED} record. */
    public int origin() {
        return record.getInt(CaptureFormat.BODY, CaptureFormat.ORDER);
    }

    /** How many records a {@link CaptureKind#LOST} record stands for. */
    public long lost() {
        return record.getLong(CaptureFormat.BODY, CaptureFormat.ORDER);
    }

    /** Where and how the file ends before its end. */
    public Optional<String> defect() {
        return Optional.ofNullable(defect);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
