package io.plimsoll.journal;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The worst that a loss of power may leave: a file holds what it held when it was last forced, and is there only if its
 * directory was forced since it was made. One thread.
 */
final class SyncedDisk implements Force {
    private static final int PAGE = 4_096;

    private final Map<Path, byte[]> contents = new TreeMap<>();
    private final Map<Path, Long> lengths = new TreeMap<>();
    private final List<Path> named = new ArrayList<>();
    private int forces;
    private int failAt = Integer.MAX_VALUE;

    /** The force of this number, from 1, fails as a disk does. */
    void failAt(final int force) {
        failAt = force;
    }

    @Override
    public void force(final Path path, final FileChannel channel, final boolean isDirectory) throws IOException {
        if (++forces >= failAt) {
            throw new IOException("Input/output error");
        }
        if (isDirectory) {
            try (var children = Files.list(path)) {
                children.filter(child -> !named.contains(child)).forEach(named::add);
            }
            return;
        }
        final long length = channel.size();
        final ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(length, LogFiles.SEARCHED));
        int read;
        do {
            read = channel.read(bytes, bytes.position());
        } while (bytes.hasRemaining() && read > 0);
        contents.put(path, bytes.array());
        lengths.put(path, length);
    }

    int forces() {
        return forces;
    }

    /** Makes what is left of a log's directory under another journal's. */
    void restore(final Path logDirectory, final Path into) throws IOException {
        Files.createDirectories(into);
        for (final Map.Entry<Path, byte[]> file : contents.entrySet()) {
            final Path path = file.getKey();
            if (path.getParent().equals(logDirectory) && named.contains(path)) {
                write(into.resolve(path.getFileName()).toFile(), file.getValue(), lengths.get(path));
            }
        }
    }

    // Sparse, as the original is.
    private static void write(final File file, final byte[] bytes, final long length) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file, "rw")) {
            out.setLength(length);
            for (int page = 0; page < bytes.length; page += PAGE) {
                final int size = Math.min(PAGE, bytes.length - page);
                if (!isZero(bytes, page, size)) {
                    out.seek(page);
                    out.write(bytes, page, size);
                }
            }
        }
    }

    private static boolean isZero(final byte[] bytes, final int from, final int size) {
        for (int i = from; i < from + size; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
