package io.plimsoll.gateway.config;

import io.plimsoll.journal.config.YamlSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Files with secrets: to be read and written by their owner alone, mode 0600 or less. Stateless. */
public final class PrivateFile {
    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private PrivateFile() {}

    /** Refuses a file that is not there, or that others may read. */
    static void require(final YamlSection yaml, final String key, final Path file) {
        if (!Files.isRegularFile(file)) {
            throw yaml.bad(key, file + ", which is no file");
        }
        if (!isPrivate(file)) {
            throw yaml.bad(key, file + ", which others than its owner may read or write; expected mode 0600");
        }
    }

    /** Whether its owner alone may read or write it. */
    public static boolean isPrivate(final Path file) {
        try {
            return OWNERS.containsAll(Files.getPosixFilePermissions(file));
        } catch (final IOException e) {
            return false;
        }
    }
}
