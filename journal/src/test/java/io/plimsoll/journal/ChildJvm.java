package io.plimsoll.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A {@code java} of the same version as this one, with the flags of {@code config/jvm.options}, whose output is kept in a
 * file. Closing it kills it.
 */
final class ChildJvm implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path output;

    private ChildJvm(final Process process, final Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts one.
     *
     * @param scratch a directory for its output
     * @param prefix words in front of {@code java}, such as to become another user; may be empty
     */
    static ChildJvm start(final Path scratch, final List<String> prefix, final Class<?> main, final Object... args) {
        return start(scratch, prefix, System.getProperty("java.class.path"), main, args);
    }

    static ChildJvm start(
            final Path scratch,
            final List<String> prefix,
            final String classPath,
            final Class<?> main,
            final Object... args) {
        final List<String> command = new ArrayList<>(prefix);
        Collections.addAll(command, javaHome() + "/bin/java", "@" + projectRoot() + "/config/jvm.options", "-Xmx128m");
        Collections.addAll(command, "-XX:TieredStopAtLevel=1", "-Xshare:auto"); // start fast: two cores for all of them
        Collections.addAll(command, "-cp", classPath, main.getName());
        for (final Object arg : args) {
            command.add(arg.toString());
        }
        try {
            final Path output = Files.createTempFile(scratch, main.getSimpleName(), ".out");
            final Process process = new ProcessBuilder(command)
                    .directory(scratch.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new ChildJvm(process, output);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has printed a line that starts so, and returns the rest of it. */
    String awaitLine(final String start) {
        Await.until(() -> "'" + start + "' from " + this, PATIENCE, () -> {
            final boolean ended = !process.isAlive();
            return line(start) != null || ended;
        });
        final String line = line(start);
        if (line == null) {
            throw new AssertionError("it ended without '" + start + "': " + this);
        }
        return line.substring(start.length()).strip();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    int awaitEnd() {
        Await.until(() -> "the end of " + this, PATIENCE, () -> !process.isAlive());
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return process.info()
                        .commandLine()
                        .map(line -> line.substring(line.lastIndexOf(' ')))
                        .orElse("process") + " " + process.pid() + ", which printed:\n" + output();
    }

    @Override
    public void close() {
        kill();
    }

    /** Copies what is on the class path to where any user may read it, and returns that class path. */
    static String copyClassPath(final Path to) throws IOException {
        final List<String> copies = new ArrayList<>();
        for (final String entry : System.getProperty("java.class.path").split(":", -1)) {
            final Path from = Path.of(entry);
            final Path copy = to.resolve(copies.size() + "-" + from.getFileName());
            if (Files.exists(from)) {
                copyTree(from, copy);
                copies.add(copy.toString());
            }
        }
        return String.join(":", copies);
    }

    static Path projectRoot() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("config/jvm.options"))) {
            root = root.getParent();
        }
        return root;
    }

    private static void copyTree(final Path from, final Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (final Path path : tree.collect(Collectors.toList())) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    private String line(final String start) {
        return output().lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElse(null);
    }

    private static String javaHome() {
        return System.getProperty("java.home");
    }
}
