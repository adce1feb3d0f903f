package io.plimsoll.feed.ndjson;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The file of a Unix domain socket: appears with its permissions set, replaces one that a dead process left, and is removed
 * only while it is still ours. One thread at a time.
 */
final class SocketFile {
    private final Path path;
    private final Object fileKey;

    private SocketFile(final Path path) throws IOException {
        this.path = path;
        this.fileKey = attributes(path).fileKey();
    }

    /**
     * Binds the server. A socket gets its permissions only after it exists, so it is made in a directory that nobody else
     * can enter and moved to its place: there is no moment in which others could connect.
     */
    static SocketFile bind(
            final ServerSocketChannel server, final Path path, final Set<PosixFilePermission> permissions)
            throws IOException {
        refuseInUse(path);
        final Path directory = Files.createTempDirectory(
                path.toAbsolutePath().getParent(),
                ".",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        final Path hidden = directory.resolve("s");
        try {
            server.bind(UnixDomainSocketAddress.of(hidden));
            Files.setPosixFilePermissions(hidden, permissions);
            Files.move(hidden, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(hidden);
            Files.delete(directory);
        }
        return new SocketFile(path);
    }

    private static void refuseInUse(final Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!attributes(path).isOther()) {
            throw new FileAlreadyExistsException(path.toString(), null, "is not a socket, and is left alone");
        }
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.connect(UnixDomainSocketAddress.of(path));
        } catch (final ConnectException nobodyListens) {
            return;
        }
        throw new FileAlreadyExistsException(path.toString(), null, "another process listens on it");
    }

    private static BasicFileAttributes attributes(final Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    void remove() throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                && attributes(path).fileKey().equals(fileKey)) {
            Files.delete(path);
        }
    }
}
