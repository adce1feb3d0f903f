package io.plimsoll.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Replaces a small file so that it is always the old one or the new one, also after a loss of power. Stateless. */
final class ReplacedFile {
    private ReplacedFile() {}

    /** Writes it beside, syncs it, and renames it into place; on disk when this returns. */
    static void write(final Path file, final String text) {
        try {
            replace(file, UTF_8.encode(text));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with what is left in a buffer. */
    static void replace(final Path file, final ByteBuffer bytes) throws IOException {
        final Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(fresh, CREATE, TRUNCATE_EXISTING, WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(file.getParent(), READ)) {
            directory.force(true); // else the rename itself may be lost
        }
    }
}
