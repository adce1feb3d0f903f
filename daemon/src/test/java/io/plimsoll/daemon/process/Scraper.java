package io.plimsoll.daemon.process;

import io.plimsoll.daemon.Await;
import io.plimsoll.daemon.metrics.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/** Reads a daemon's metrics as a monitor does. One thread. */
final class Scraper {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final IntSupplier port;

    /** @param port the daemon's admin port, asked at each scrape */
    Scraper(final IntSupplier port) {
        this.port = port;
    }

    /** Sends a request to a path of the admin port. */
    HttpResponse<String> send(final HttpRequest.Builder request, final String path) {
        final URI uri = URI.create("http://127.0.0.1:" + port.getAsInt() + path);
        try {
            return client.send(request.uri(uri).timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    Samples scrape() {
        final HttpResponse<String> page = send(HttpRequest.newBuilder().GET(), "/metrics");
        if (page.statusCode() != 200) {
            throw new AssertionError(page.statusCode() + ": " + page.body());
        }
        return Samples.parse(page.body());
    }

    /** Waits until the metrics are so. */
    Samples await(final String what, final Predicate<Samples> condition) {
        final Samples[] last = new Samples[1];
        Await.until(() -> what + ", is " + last[0], () -> {
            last[0] = scrape();
            return condition.test(last[0]);
        });
        return last[0];
    }
}
