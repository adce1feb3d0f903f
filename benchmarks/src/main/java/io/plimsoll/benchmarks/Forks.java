package io.plimsoll.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Fresh JVMs with the flags of this one: what a compiler makes of the same code differs from JVM to JVM by more than anything within one. */
final class Forks {
    private Forks() {}

    /**
     * Runs a main class to its end, with this JVM's executable, flags and class path.
     *
     * @param line takes each line of its standard output as it comes; standard error is shared
     * @throws IOException when it cannot be started or fails
     */
    static void run(final Class<?> main, final List<String> arguments, final Consumer<String> line) throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current()
                .info()
                .command()
                .orElseGet(() ->
                        Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        final Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        final Thread end = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(end); // a fork does not outlive who asked for it
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String next = out.readLine(); next != null; next = out.readLine()) {
                line.accept(next);
            }
            final int code = process.waitFor();
            if (code != 0) {
                throw new IOException(main.getSimpleName() + " ended with " + code);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroy();
            Runtime.getRuntime().removeShutdownHook(end);
        }
    }
}
