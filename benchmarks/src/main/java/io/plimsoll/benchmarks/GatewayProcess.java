package io.plimsoll.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway over a journal, in a process of its own with the limits that hold unless told, and perhaps bad load on it in another. */
final class GatewayProcess implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("listening on port (\\d+)");
    private static final Pattern REFUSED = Pattern.compile("\"refused_[a-z_]+\":(\\d+)");
    private static final Pattern FAULTS = Pattern.compile("\"faults\":(\\d+)");
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);
    private static final int ENOUGH = 100; // refusals after which the load is there

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Process> processes = new ArrayList<>();
    private final Path log;
    private final int port;

    /**
     * Starts it, and waits until it reads.
     *
     * @param folder for its configuration and what it says
     */
    GatewayProcess(final Path journal, final Path folder) throws IOException {
        Files.createDirectories(folder);
        final Path tokens = Files.writeString(folder.resolve("tokens.yaml"), "bench: a-token-that-nobody-sends-here\n");
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
        final Path config = Files.writeString(
                folder.resolve("gateway.yaml"),
                "journal: " + journal.toAbsolutePath() + "\nport: 0\ntokens: tokens.yaml\nlimits: {}\n");
        log = Files.writeString(folder.resolve("gateway.log"), ""); // another one may have been here
        start("io.plimsoll.gateway.cli.GatewayMain", "--config", config.toString());
        final Matcher[] found = new Matcher[1];
        await(() -> {
            found[0] = PORT.matcher(Files.readString(log));
            return found[0].find();
        });
        port = Integer.parseInt(found[0].group(1));
        await(() -> health().contains("\"status\":\"ready\""));
    }

    /** Puts bad load on it, and waits until much of that has been refused. */
    void load(final int requestsPerSecond, final int slowConnections) throws IOException {
        start(
                BadLoad.class.getName(),
                Integer.toString(port),
                Integer.toString(requestsPerSecond),
                Integer.toString(slowConnections));
        await(() -> refused() >= ENOUGH);
    }

    private void start(final String main, final String... arguments) throws IOException {
        final List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of(System.getProperty("plimsoll.home", "."), "config", "jvm.options"),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    /** What is asked for again and again. */
    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(final Condition condition) throws IOException {
        final long endNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.holds()) {
            if (System.nanoTime() - endNs > 0 || !processes.stream().allMatch(Process::isAlive)) {
                final String said = Files.readString(log);
                close();
                throw new IllegalStateException("the gateway does not do as expected: " + said);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private String health() throws IOException {
        try {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/health"))
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Requests and connections refused since its start. */
    long refused() throws IOException {
        return sum(REFUSED);
    }

    /** Faults of the program since its start. */
    long faults() throws IOException {
        return sum(FAULTS);
    }

    private long sum(final Pattern pattern) throws IOException {
        return pattern.matcher(health())
                .results()
                .mapToLong(result -> Long.parseLong(result.group(1)))
                .sum();
    }

    @Override
    public void close() {
        for (final Process process : processes) {
            process.destroyForcibly().onExit().join();
        }
    }
}
