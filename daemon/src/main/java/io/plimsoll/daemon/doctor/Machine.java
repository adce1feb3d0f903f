package io.plimsoll.daemon.doctor;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the kernel and the system's own tools tell of this machine. Any thread. */
class Machine {
    private static final long ANSWER_WITHIN_S = 3;
    private static final int MOST_BYTES = 8_192;

    private final Path root;

    /** @param root where {@code /proc}, {@code /sys} and {@code /run} are: {@code /}, or a test's copy */
    Machine(final Path root) {
        this.root = root;
    }

    /** The text of one of the kernel's files without the white space around it; empty where there is none to be read. */
    Optional<String> text(final String file) {
        // In one read: some files under /proc/sys answer the second with their end, wherever the first has stopped.
        try (InputStream in = new FileInputStream(root.resolve(file).toFile())) {
            return Optional.of(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip());
        } catch (final IOException e) {
            return Optional.empty();
        }
    }

    /** Where one of the kernel's links leads to. */
    Optional<String> link(final String file) {
        try {
            return Optional.of(Files.readSymbolicLink(root.resolve(file)).toString());
        } catch (final IOException e) {
            return Optional.empty();
        }
    }

    /** What a command prints; empty where it is not there, fails, or does not answer soon. */
    Optional<String> command(final String... command) {
        Process process = null;
        try {
            process = new ProcessBuilder(List.of(command))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(ANSWER_WITHIN_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
                return Optional.empty();
            }
            return Optional.of(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (final IOException e) {
            return Optional.empty();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    int processors() {
        return Runtime.getRuntime().availableProcessors();
    }
}
