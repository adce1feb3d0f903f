package io.plimsoll.daemon.run;

import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.journal.talk.EventLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** The daemon's data directory: what stands where in it, and who may read it. */
public final class DataFolder {
    private static final EventLog LOG = EventLog.of(DataFolder.class);
    private static final int TOKEN_BYTES = 32;
    private static final String OWNER_ONLY = "rw-------";

    private final Path folder;

    public DataFolder(final Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /** What says why the daemon that ran last here ended, if something threw. */
    public Optional<Path> lastFailure() {
        final Path failure = failureFile();
        try {
            final FileTime started = Files.getLastModifiedTime(folder.resolve("admin.port"));
            return Files.getLastModifiedTime(failure).compareTo(started) < 0 ? Optional.empty() : Optional.of(failure);
        } catch (final IOException none) {
            return Optional.empty();
        }
    }

    private Path failureFile() {
        return folder.resolve("failure.txt");
    }

    /** While it is there, nobody arms. */
    public Path killFile() {
        return folder.resolve("KILL");
    }

    Path killCauseFile() {
        return folder.resolve("kill.cause");
    }

    Path countersFile() {
        return folder.resolve("counters.dat");
    }

    Path latencyFolder() {
        return folder.resolve("latency");
    }

    /** A fresh secret that whoever may read this folder can use on the admin port. */
    String newAdminToken() throws IOException {
        final byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        final String token = HexFormat.of().formatHex(bytes);
        final Path file = folder.resolve("admin.token");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        Files.writeString(file, token);
        return token;
    }

    /** The secret of the daemon that runs, or ran last, here. */
    public String adminToken() throws IOException {
        return Files.readString(folder.resolve("admin.token")).strip();
    }

    void writeAdminPort(final int port) throws IOException {
        Files.writeString(folder.resolve("admin.port"), Integer.toString(port));
    }

    /** The port of the daemon that runs, or ran last, here. */
    public int adminPort() throws IOException {
        return Integer.parseInt(Files.readString(folder.resolve("admin.port")).strip());
    }

    /** Keeps a kill for the next start, which throws it before it may arm; a full disk may take the reason but leaves the file. */
    void leaveKill(final String reason) {
        try {
            Files.writeString(killFile(), reason + '\n', StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (final IOException e) {
            LOG.error(LogCode.KILL_FILE_UNWRITTEN, "the KILL file cannot be written: {}", e.toString());
        }
    }

    /** Keeps the cause of a fail-stop for whoever comes to look; must work while everything else may not. */
    void writeFailure(final String stage, final Throwable cause) {
        final StringWriter text = new StringWriter();
        text.append(Instant.now().toString()).append(' ').append(stage).append('\n');
        cause.printStackTrace(new PrintWriter(text));
        try {
            Files.writeString(failureFile(), text.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (final IOException e) {
            System.err.println("failure.txt cannot be written: " + e);
            System.err.println(text);
        }
    }
}
