package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;

/** A {@code plimsoll run} in a process of its own, spoken to over its admin port. One thread. */
final class RunningDaemon {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Children children;
    private final DaemonHome home;
    private final Path config;
    private final Child process;

    /** What the admin port answered. */
    record Answer(int status, String text) {}

    private RunningDaemon(final Children children, final DaemonHome home, final Path config) {
        this.children = children;
        this.home = home;
        this.config = config;
        this.process = children.plimsoll("run", "--config", config);
    }

    /** Starts one and does not wait for anything. */
    static RunningDaemon launch(final Children children, final DaemonHome home) throws IOException {
        Files.deleteIfExists(home.data().resolve("admin.port"));
        return new RunningDaemon(children, home, home.config());
    }

    /** Starts one and waits until it is live. */
    static RunningDaemon start(final Children children, final DaemonHome home) throws IOException {
        final RunningDaemon daemon = launch(children, home);
        daemon.awaitLive();
        return daemon;
    }

    /** Waits until it answers. */
    void awaitLive() {
        Await.until(() -> "an answer of " + process, () -> !process.isAlive() || isLive());
        if (!process.isAlive()) {
            throw new AssertionError("it ended: " + process);
        }
    }

    /** Waits until the journal is its own: from then on it opens its logs, recovers and starts. */
    void awaitLock() {
        final Path lock = home.journal().resolve("writer.lock");
        Await.until(() -> "the lock of " + process, () -> {
            try {
                return Files.readString(lock).strip().equals(Long.toString(process.pid()));
            } catch (final IOException e) {
                return false;
            }
        });
    }

    private boolean isLive() {
        try {
            return !port().isEmpty() && get("/health/live").status() == 200;
        } catch (final UncheckedIOException e) {
            return false;
        }
    }

    Child process() {
        return process;
    }

    Answer get(final String path) {
        return send(HttpRequest.newBuilder().GET(), path);
    }

    /** A change, with this token in its header; null: without the header. */
    Answer post(final String path, final String token, final String body) {
        final HttpRequest.Builder request = HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(body));
        return send(token == null ? request : request.header("Authorization", "Bearer " + token), path);
    }

    String token() {
        return read("admin.token");
    }

    Fields status() {
        return Fields.of(get("/status").text());
    }

    /** Waits until the status is so. */
    Fields await(final String what, final Predicate<Fields> condition) {
        final Fields[] last = new Fields[1];
        Await.until(() -> what + ", is " + last[0] + "; " + process, () -> {
            last[0] = status();
            return condition.test(last[0]);
        });
        return last[0];
    }

    /** A command about this daemon that must end with this exit code. */
    Child command(final int exitCode, final String name, final Object... args) {
        final Object[] all = new Object[args.length + 3];
        all[0] = name;
        all[1] = "--config";
        all[2] = config;
        System.arraycopy(args, 0, all, 3, args.length);
        return children.plimsoll(all).awaitExit(exitCode);
    }

    /**
     * Arms it, as soon as it may: a source that is just being written is not at its head for a moment.
     *
     * @return what it answers
     */
    String arm() {
        final Answer[] last = new Answer[1];
        Await.until(() -> "armed, last answer " + last[0], () -> {
            last[0] = post("/arm", token(), "ada\nwhy");
            return last[0].status() == 200;
        });
        return last[0].text();
    }

    /** An arm is refused, among others for this reason. */
    void assertNotArmed(final String objection) {
        final Answer refusal = post("/arm", token(), "ada\nwhy");
        assertEquals(409, refusal.status());
        assertTrue(refusal.text().contains(objection), refusal.text());
    }

    /** Waits until nothing stands against arming. */
    void awaitNoObjection() {
        await(
                "nothing against arming",
                status -> status.texts("notReadyBecause").isEmpty());
    }

    /** Waits until it has taken so many facts at least, copies not counted. */
    void awaitFacts(final long count) {
        await(count + " facts", status -> status.number("counters.facts") >= count);
    }

    /** SIGTERM, and a clean end. */
    void stop() {
        process.terminate();
        process.awaitExit(0);
    }

    private String port() {
        return read("admin.port");
    }

    private String read(final String name) {
        try {
            final Path file = home.data().resolve(name);
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer send(final HttpRequest.Builder request, final String path) {
        try {
            final HttpResponse<String> response = client.send(
                    request.uri(URI.create("http://127.0.0.1:" + port() + path))
                            .timeout(TIMEOUT)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body().strip());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
