package io.plimsoll.daemon.feeds;

import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.config.YamlSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Where a secret stands: a configuration says where, never what, so that it can be shown, hashed and kept under version control.
 *
 * @param text as it was written: {@code env:NAME} or {@code file:PATH}
 * @param file null for a variable
 */
public record SecretPlace(String text, Path file) {
    /** What a configuration may say. */
    public static final String EXPECTED = "env:NAME or file:PATH";

    private static final String VARIABLE = "env:";
    private static final String FILE = "file:";
    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /**
     * A place as it is written.
     *
     * @param resolve makes a path of a text
     * @return null where it is neither of the two
     */
    public static SecretPlace parse(final String text, final Function<String, Path> resolve) {
        if (text.startsWith(VARIABLE) && text.length() > VARIABLE.length()) {
            return new SecretPlace(text, null);
        }
        return text.startsWith(FILE) && text.length() > FILE.length()
                ? new SecretPlace(text, resolve.apply(text.substring(FILE.length())))
                : null;
    }

    /**
     * The place that a mandatory key names.
     *
     * @throws UserError where it is neither of the two; without the text, which may be the secret itself
     */
    public static SecretPlace read(final YamlSection section, final String key) {
        final SecretPlace place = parse(section.text(key), section::resolve);
        if (place == null) {
            throw section.bad(key, "neither " + EXPECTED);
        }
        section.show(key, place.absolute());
        return place;
    }

    /** The place as one may write it in a file of any folder. */
    private String absolute() {
        return file == null ? text : FILE + file;
    }

    /**
     * The secret, without white space around it.
     *
     * @param environment of the process
     * @throws UserError where it is not there, is empty, or can be read by others; never with the secret in it
     */
    public String read(final Map<String, String> environment) {
        final String secret = file == null ? environment.get(text.substring(VARIABLE.length())) : fromFile();
        if (secret == null || secret.isBlank()) {
            throw new UserError("the secret " + text + " is not there, or empty");
        }
        return secret.strip();
    }

    private String fromFile() {
        try {
            if (!OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
                throw new UserError("the secret " + text + " can be read or run by others, expected mode 600 or 400");
            }
            return Files.readString(file);
        } catch (final IOException e) {
            throw new UserError("the secret " + text + " cannot be read: " + e);
        }
    }
}
