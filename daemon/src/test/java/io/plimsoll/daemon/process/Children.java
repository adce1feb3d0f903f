package io.plimsoll.daemon.process;

import io.plimsoll.daemon.Project;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts the processes of one test and sees to it that none outlives it; shows what they printed when the test fails. They get small
 * heaps and the flags of {@code config/jvm.options}, and run on the JDK that runs the test. One thread.
 */
final class Children implements BeforeEachCallback, AfterEachCallback {
    private static final String JAVA_HOME = System.getProperty("java.home");
    /** Start fast: two cores for all of them. */
    private static final List<String> SMALL = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    private final List<Child> children = new ArrayList<>();
    private Path scratch;

    @Override
    public void beforeEach(final ExtensionContext context) throws IOException {
        scratch = Files.createTempDirectory("plimsoll-it"); // short: a socket's path has room for some 100 bytes
    }

    @Override
    public void afterEach(final ExtensionContext context) throws IOException {
        if (context.getExecutionException().isPresent()) {
            children.forEach(child -> System.out.println("--- " + child));
        }
        children.forEach(Child::close);
        children.clear();
        delete(scratch);
    }

    /** An empty folder that goes with the test. */
    Path scratch() {
        return scratch;
    }

    /** A command of {@code scripts/plimsoll}. */
    Child plimsoll(final Object... args) {
        return script("plimsoll", SMALL, args);
    }

    /** A script of the project, with further flags for each JVM that it starts. */
    Child script(final String name, final List<String> flags, final Object... args) {
        final List<String> command = new ArrayList<>();
        command.add(Project.root().resolve("scripts").resolve(name).toString());
        return start(
                name + (args[0] instanceof String word ? "-" + word : ""),
                Map.of("JAVA_HOME", JAVA_HOME, "PLIMSOLL_JAVA_OPTS", String.join(" ", flags)),
                command,
                args);
    }

    /** A main class of the test class path, or of the program. */
    Child java(final List<String> flags, final Class<?> main, final Object... args) {
        return java(JAVA_HOME, flags, main, args);
    }

    /** The same on another JDK. */
    Child java(final String javaHome, final List<String> flags, final Class<?> main, final Object... args) {
        final List<String> command = new ArrayList<>(javaCommand(javaHome));
        command.addAll(SMALL);
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return start(main.getSimpleName(), Map.of(), command, args);
    }

    /** Any command. */
    Child start(
            final String name,
            final Map<String, String> environment,
            final List<String> command,
            final Object... args) {
        final List<String> whole = new ArrayList<>(command);
        Stream.of(args).map(Object::toString).forEach(whole::add);
        final Child child = Child.start(scratch, name, environment, whole);
        children.add(child);
        return child;
    }

    /** {@code java} with the flags that every Plimsoll process needs. */
    static List<String> javaCommand(final String javaHome) {
        return List.of(
                javaHome + "/bin/java",
                "@" + Project.root() + "/config/jvm.options",
                "-Dplimsoll.home=" + Project.root());
    }

    /** A port of loopback that nobody listens on now. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(final Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (final Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
