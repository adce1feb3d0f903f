package io.plimsoll.daemon.run;

import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The first 64 bits of the SHA-256 of config files' bytes, one after another: tells runs on the same configuration apart. */
final class ConfigHash {
    private ConfigHash() {}

    static long of(final Path... files) {
        try {
            final MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (final Path file : files) {
                digest.update(Files.readAllBytes(file));
            }
            return ByteBuffer.wrap(digest.digest()).getLong();
        } catch (final IOException e) {
            throw new UserError("a config file cannot be read: " + e.getMessage());
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
