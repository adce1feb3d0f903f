package io.plimsoll.gateway.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process that a test starts, kills without a word, and starts again; its output is kept over all of that. One thread. */
final class Killable implements AutoCloseable {
    private final Path output;
    private final Path errors;
    private final List<String> command;
    private Process process;

    Killable(final Path folder, final String name, final List<String> command) {
        output = folder.resolve(name + ".out");
        errors = folder.resolve(name + ".err");
        this.command = command;
    }

    /** Whether a program is there to be run. */
    static boolean isThere(final String program) {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (final IOException e) {
            return false;
        } catch (final InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void start() {
        try {
            process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                    .start();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL. */
    void kill() {
        if (process != null) {
            process.destroyForcibly();
            try {
                process.waitFor();
            } catch (final InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** What it printed, in all its lives; a line that was not finished is left out. */
    List<String> lines() {
        final String text = read(output);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /** What it complained of. */
    String errors() {
        return read(errors);
    }

    private static String read(final Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
