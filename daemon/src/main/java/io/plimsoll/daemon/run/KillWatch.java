package io.plimsoll.daemon.run;

import io.plimsoll.protocol.codec.KillOrigin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Throws the kill switch when the file {@code KILL} appears in the data directory, whoever makes it and however: {@code touch} is
 * enough, its first line is the reason. Asked by the duty thread many times a second.
 */
final class KillWatch {
    private final Path file;
    private final KillAction action;
    private boolean isSeen;

    /** What to do; called once for each appearance of the file. */
    @FunctionalInterface
    interface KillAction {
        void kill(KillOrigin origin, String operator, String reason);
    }

    KillWatch(final Path file, final KillAction action) {
        this.file = file;
        this.action = action;
    }

    void poll() {
        final boolean exists = Files.exists(file);
        if (exists && !isSeen) {
            action.kill(KillOrigin.FILE, owner(), reason());
        }
        isSeen = exists;
    }

    /** Whether the file stands there: while it does, arming is refused. */
    boolean isPresent() {
        return Files.exists(file);
    }

    private String owner() {
        try {
            return Files.getOwner(file).getName();
        } catch (final IOException | UnsupportedOperationException e) {
            return "unknown";
        }
    }

    private String reason() {
        try {
            final String text = Files.readString(file, StandardCharsets.UTF_8).strip();
            return text.isEmpty()
                    ? "file " + file.getFileName()
                    : text.lines().findFirst().orElse("");
        } catch (final IOException e) {
            return "file " + file.getFileName();
        }
    }
}
