package io.plimsoll.journal;

import static io.plimsoll.journal.JournalException.Kind.NETWORK;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Refuses a journal on a file system of another machine: mapped pages there are not shared between readers and writer, locks may mean
 * nothing, and what a sync has synced is anybody's guess. Stateless.
 */
public final class NetworkFileSystem {
    /** What their types begin with, as the operating system names them. */
    private static final List<String> TYPES = List.of(
            "nfs",
            "cifs",
            "smb",
            "9p",
            "afs",
            "ceph",
            "fuse.sshfs",
            "fuse.s3fs",
            "fuse.gcsfuse",
            "fuse.glusterfs",
            "fuse.ceph",
            "gfs",
            "glusterfs",
            "lustre",
            "ncpfs",
            "ocfs2",
            "davfs",
            "fuse.davfs",
            "virtiofs");

    private NetworkFileSystem() {}

    /** Throws NETWORK when the directory, which exists, is not of this machine. */
    static void refuse(final Path directory) {
        try {
            refuse(directory, Files.getFileStore(directory));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a file system is another machine's. */
    public static boolean isRemote(final FileStore store) {
        final String type = store.type().toLowerCase(Locale.ROOT);
        return TYPES.stream().anyMatch(type::startsWith);
    }

    static void refuse(final Path directory, final FileStore store) {
        if (isRemote(store)) {
            throw new JournalException(
                    NETWORK,
                    directory + " is on a network file system (" + store.type() + ", " + store.name()
                            + "), expected a local one, as ext4 or xfs");
        }
    }
}
