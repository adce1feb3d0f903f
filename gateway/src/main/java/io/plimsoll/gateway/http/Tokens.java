package io.plimsoll.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plimsoll.gateway.config.PrivateFile;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.config.YamlSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The clients' tokens: {@code name: token}, or {@code name: sha256:HEX}. Only digests are kept, and each is compared in constant time. The
 * file is read again when it changes, so that a token can be withdrawn from a running gateway: its {@link Grant} tells whatever is open by
 * it. A file that cannot be used withdraws nothing: a slip of whoever edits it should not cut every client off. Any thread.
 */
public final class Tokens {
    private static final String DIGEST = "sha256:";
    private static final int DIGEST_BYTES = 32;
    private static final int SHORTEST = 16; // characters: less can be guessed
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Set<String> RESERVED = Set.of(Grant.STRANGER.client(), Grant.ANONYMOUS.client());

    private final Path file;
    private Map<String, Grant> grants;
    private FileTime readAt; // when the file that the grants are of was modified
    private String problem = "";

    /**
     * Reads the file.
     *
     * @throws UserError with file and line, when it is malformed
     */
    public Tokens(final Path file) {
        this.file = file;
        this.readAt = modified();
        this.grants = read(file);
    }

    /** What the client that has this token is granted. */
    Optional<Grant> grant(final String token) {
        final byte[] given = sha256(token);
        Grant found = null;
        for (final Grant one : current()) {
            if (one.isOf(given)) {
                found = one; // and go on: how long it takes tells nothing
            }
        }
        return Optional.ofNullable(found);
    }

    /** Who has one. */
    public synchronized Set<String> names() {
        return Set.copyOf(grants.keySet());
    }

    /** Why the file that is there now cannot be used, so that the tokens before it hold; empty where it can. */
    public synchronized String problem() {
        return problem;
    }

    /**
     * Reads the file again if it has changed, and one that cannot be used until it can: a mode that is mended leaves the time of the file as
     * it is. Called some times a second, so that a withdrawal needs no request to be noticed.
     */
    synchronized void refresh() {
        final FileTime now = modified();
        if (problem.isEmpty() && now.equals(readAt) && PrivateFile.isPrivate(file)) {
            return;
        }
        try {
            final Map<String, Grant> next = read(file);
            if (!PrivateFile.isPrivate(file)) {
                throw new UserError(file + ": others than its owner may read or write it; expected mode 0600");
            }
            replace(next);
            readAt = now;
            problem = "";
        } catch (final UserError e) {
            problem = e.getMessage();
        }
    }

    // No request reads a file that cannot be used: that would be work for whoever guesses.
    private synchronized Collection<Grant> current() {
        if (problem.isEmpty()) {
            refresh();
        }
        return grants.values();
    }

    // Whoever keeps the token keeps the grant, and what is open by it.
    private void replace(final Map<String, Grant> next) {
        grants.forEach((name, old) -> {
            if (old.isSame(next.get(name))) {
                next.put(name, old);
            } else {
                old.withdraw();
            }
        });
        grants = next;
    }

    private FileTime modified() {
        try {
            return Files.getLastModifiedTime(file);
        } catch (final IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private static Map<String, Grant> read(final Path file) {
        final YamlSection yaml = YamlSection.read(file);
        final Map<String, Grant> grants = new LinkedHashMap<>();
        for (final String name : yaml.texts().keySet()) {
            if (!NAME.matcher(name).matches()) {
                throw UserError.at(file, yaml.line(name), "a client's name has letters, digits, '.', '_' and '-' only");
            }
            if (RESERVED.contains(name)) {
                throw UserError.at(file, yaml.line(name), "'" + name + "' is what a client without a token is called");
            }
            grants.put(name, new Grant(name, digest(yaml, name)));
        }
        if (grants.isEmpty()) {
            throw new UserError(file + ": no token in it");
        }
        return grants;
    }

    private static byte[] digest(final YamlSection yaml, final String name) {
        final String token = yaml.text(name);
        if (!token.startsWith(DIGEST)) {
            if (token.length() < SHORTEST) {
                throw yaml.bad(name, "shorter than " + SHORTEST + " characters");
            }
            return sha256(token);
        }
        try {
            final byte[] digest =
                    HexFormat.of().parseHex(token.substring(DIGEST.length()).toLowerCase(Locale.ROOT));
            if (digest.length == DIGEST_BYTES) {
                return digest;
            }
        } catch (final IllegalArgumentException ignored) {
            // told below, with what was expected
        }
        throw yaml.bad(name, "no digest, expected sha256: and 64 hexadecimal digits");
    }

    private static byte[] sha256(final String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
