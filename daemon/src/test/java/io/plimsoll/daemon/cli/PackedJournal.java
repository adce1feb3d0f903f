package io.plimsoll.daemon.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A journal's files in one archive; unpacked they are sparse again. Stateless. */
final class PackedJournal {
    private static final int CHUNK = 4_096;

    private PackedJournal() {}

    static void pack(final Path journal, final Path archive) throws IOException {
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> tree = Files.walk(journal)) {
            final List<Path> files = tree.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("writer.lock"))
                    .sorted()
                    .toList();
            for (final Path file : files) {
                zip.putNextEntry(new ZipEntry(journal.relativize(file).toString()));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    static void unpack(final InputStream archive, final Path journal) throws IOException {
        final ZipInputStream zip = new ZipInputStream(archive);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            final Path file = journal.resolve(entry.getName());
            Files.createDirectories(file.getParent());
            try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                long position = 0;
                for (byte[] chunk = zip.readNBytes(CHUNK); chunk.length > 0; chunk = zip.readNBytes(CHUNK)) {
                    position += chunk.length;
                    out.setLength(position);
                    if (!isZero(chunk)) {
                        out.seek(position - chunk.length);
                        out.write(chunk);
                    }
                }
            }
        }
    }

    private static boolean isZero(final byte[] bytes) {
        for (final byte one : bytes) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }
}
