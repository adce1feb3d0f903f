package io.plimsoll.feed.live.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The files of one capture, one an hour: {@code NAME-20261130T17-001.capture}, with {@code .part} behind it until the file is whole. One
 * that a dead process left is not gone on with: the next gets the next number. The capture's thread only.
 */
final class CaptureFiles {
    static final String SUFFIX = ".capture";
    static final String PART = ".part";

    /** How a file is made. */
    interface Opener {
        FileChannel open(Path file) throws IOException;
    }

    /** Makes a file that must not be there. */
    static final Opener CREATE =
            file -> FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HH", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long HOUR_NS = Duration.ofHours(1).toNanos();
    private static final int BUFFER = 1 << 18;
    private static final long CHECK_EVERY = 1 << 23; // bytes between two looks at the disk
    private static final int MOST_FILES = 999; // of one hour

    private final Path directory;
    private final String name;
    private final long minFreeBytes;
    private final Opener opener;
    private UnsafeBuffer pending = new UnsafeBuffer(new byte[BUFFER]);
    private int used;
    private FileChannel channel;
    private Path part;
    private long hour = Long.MIN_VALUE;
    private long unchecked;

    CaptureFiles(final Path directory, final String name, final long minFreeBytes, final Opener opener) {
        this.directory = directory;
        this.name = name;
        this.minFreeBytes = minFreeBytes;
        this.opener = opener;
    }

    /**
     * Appends a record; its checksum is filled in.
     *
     * @throws UncheckedIOException where the disk does not take it, or has too little left
     */
    void append(final DirectBuffer record, final int offset, final int length, final long atNs) {
        try {
            if (channel == null || atNs / HOUR_NS > hour) { // a clock that is set back makes no new file
                finish();
                begin(atNs);
            }
            if (length > pending.capacity() - used) {
                write();
            }
            if (length > pending.capacity()) {
                pending = new UnsafeBuffer(new byte[length]);
            }
            pending.putBytes(used, record, offset, length);
            final int crc = CaptureFormat.crc(pending.byteArray(), used, length - CaptureFormat.BODY);
            pending.putInt(used + CaptureFormat.CRC, crc, CaptureFormat.ORDER);
            used += length;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin(final long atNs) throws IOException {
        Files.createDirectories(directory);
        checkSpace();
        hour = atNs / HOUR_NS;
        final String stem = name + "-" + HOUR.format(Instant.ofEpochSecond(hour * 3600));
        for (int number = 1; channel == null; number++) {
            final String file = String.format(Locale.ROOT, "%s-%03d%s", stem, number, SUFFIX);
            part = directory.resolve(file + PART);
            if (!Files.exists(directory.resolve(file))) {
                channel = tryOpen(number);
            }
        }
        pending.putBytes(0, CaptureFormat.MAGIC);
        used = CaptureFormat.MAGIC.length;
    }

    private FileChannel tryOpen(final int number) throws IOException {
        try {
            return opener.open(part);
        } catch (final FileAlreadyExistsException e) {
            if (number == MOST_FILES) {
                throw e;
            }
            return null;
        }
    }

    private void checkSpace() throws IOException {
        unchecked = 0;
        final long free = Files.getFileStore(directory).getUsableSpace();
        if (free < minFreeBytes) {
            throw new IOException(directory + " has " + free + " bytes left, expected at least " + minFreeBytes);
        }
    }

    /** Hands what is pending to the system. */
    void flush() {
        try {
            write();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write() throws IOException {
        final ByteBuffer bytes = ByteBuffer.wrap(pending.byteArray(), 0, used);
        unchecked += used;
        used = 0;
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        if (unchecked > CHECK_EVERY) {
            checkSpace();
        }
    }

    private void finish() throws IOException {
        if (channel != null) {
            write();
            channel.force(true);
            channel.close();
            channel = null;
            final String whole = part.getFileName().toString();
            Files.move(
                    part,
                    part.resolveSibling(whole.substring(0, whole.length() - PART.length())),
                    StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Ends the last file. */
    void close() {
        try {
            finish();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves the last file as it is. */
    void abandon() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (final IOException ignored) {
            // it is of no more use
        }
    }
}
