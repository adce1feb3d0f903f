package io.plimsoll.daemon.process;

import io.plimsoll.daemon.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process that a test started, with its output in two files. Closing it kills it, and whatever it started. One thread. */
final class Child implements AutoCloseable {
    private final String name;
    private final Process process;
    private final Path out;
    private final Path err;

    private Child(final String name, final Process process, final Path out, final Path err) {
        this.name = name;
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static Child start(
            final Path scratch, final String name, final Map<String, String> environment, final List<String> command) {
        try {
            final Path out = Files.createTempFile(scratch, name + "-", ".out");
            final Path err = Files.createTempFile(scratch, name + "-", ".err");
            final ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(scratch.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().keySet().removeIf(key -> key.startsWith("PLIMSOLL_") || key.endsWith("_OPTIONS"));
            builder.environment().putAll(environment);
            return new Child(name, builder.start(), out, err);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a line to its standard input. */
    void say(final String line) {
        try {
            final OutputStream in = process.getOutputStream();
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (final IOException e) {
            throw new UncheckedIOException(this.toString(), e);
        }
    }

    /** Waits until it has printed a line that starts so, and returns the rest of the last such line. */
    String awaitLine(final String start) {
        Await.until(() -> "'" + start + "' from " + this, () -> line(start).isPresent() || !process.isAlive());
        return line(start).orElseThrow(() -> new AssertionError("it ended without '" + start + "': " + this));
    }

    private Optional<String> line(final String start) {
        return out().lines()
                .filter(line -> line.startsWith(start))
                .reduce((first, second) -> second)
                .map(line -> line.substring(start.length()).strip());
    }

    /** Waits for its end, which must have this exit code. */
    Child awaitExit(final int expected) {
        Await.until(() -> "the end of " + this, () -> !process.isAlive());
        if (process.exitValue() != expected) {
            throw new AssertionError("exit code " + process.exitValue() + ", expected " + expected + ": " + this);
        }
        return this;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        Await.until(() -> "the death of " + this, () -> !process.isAlive());
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGHUP, SIGSTOP, SIGCONT. */
    void signal(final String signal) {
        try {
            final Process sent = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
            Await.until(() -> "kill -" + signal, () -> !sent.isAlive());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has started and they have, all of it. */
    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    long pid() {
        return process.pid();
    }

    /** What it has written to standard output so far. */
    String out() {
        return read(out);
    }

    /** What it has written to standard error so far. */
    String err() {
        return read(err);
    }

    /** Whole lines of standard output. */
    List<String> lines() {
        final String text = out();
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private static String read(final Path file) {
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name + " (process " + process.pid() + ", "
                + (process.isAlive() ? "alive" : "code " + process.exitValue()) + "), which printed:\n" + tail(out())
                + "\nand to standard error:\n" + tail(err());
    }

    private static String tail(final String text) {
        final int most = 4_000;
        return text.length() <= most ? text : "..." + text.substring(text.length() - most);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        kill();
    }
}
