package io.plimsoll.daemon.doctor;

import io.plimsoll.daemon.run.DaemonConfig;
import io.plimsoll.journal.NetworkFileSystem;
import io.plimsoll.journal.config.Amounts;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The disk that a journal is or would be on. Stateless. */
final class DiskChecks {
    private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

    private DiskChecks() {}

    static List<Finding> of(final DaemonConfig config) {
        final Path place = nearest(config.dataDir());
        try {
            final FileStore store = Files.getFileStore(place);
            return List.of(folder(config.dataDir(), place), fileSystem(store), room(config, store.getUsableSpace()));
        } catch (final IOException e) {
            return List.of(Finding.bad("data directory", place + " cannot be looked at: " + e, "dataDir"));
        }
    }

    // The folder itself, or the one that it would be made in.
    private static Path nearest(final Path folder) {
        Path place = folder.toAbsolutePath();
        while (!Files.exists(place)) {
            place = place.getParent();
        }
        return place;
    }

    private static Finding folder(final Path wanted, final Path place) {
        final String subject = "data directory";
        if (!Files.isDirectory(place)) {
            return Finding.bad(subject, place + " is no directory", "dataDir must be one");
        }
        return Files.isWritable(place)
                ? Finding.good(subject, wanted + (Files.exists(wanted) ? "" : ", not yet there"))
                : Finding.bad(
                        subject,
                        place + " cannot be written by " + System.getProperty("user.name"),
                        "chown it, or run as its owner");
    }

    private static Finding fileSystem(final FileStore store) {
        final String subject = "file system";
        if (NetworkFileSystem.isRemote(store)) {
            return Finding.bad(
                    subject,
                    store.type() + ", another machine's",
                    "put dataDir on a disk of this machine: docs/operating/exit-codes.md, 15");
        }
        return IN_MEMORY.contains(store.type())
                ? Finding.warning(subject, store.type() + ", gone when the machine stops", "a disk, as ext4 or xfs")
                : Finding.good(subject, store.type());
    }

    private static Finding room(final DaemonConfig config, final long usable) {
        final String subject = "disk";
        final String seen = Amounts.textOfBytes(usable >> 20 << 20) + " usable";
        if (usable < config.minUsableBytes()) {
            return Finding.bad(
                    subject,
                    seen + ", less than minFreeDisk, " + Amounts.textOfBytes(config.minUsableBytes()),
                    "make room: plimsoll journal prune");
        }
        return usable < config.diskGuard().warnBelow()
                ? Finding.warning(
                        subject,
                        seen + ", less than diskGuard.warnBelow, "
                                + Amounts.textOfBytes(config.diskGuard().warnBelow()),
                        "make room: plimsoll journal prune")
                : Finding.good(subject, seen);
    }
}
