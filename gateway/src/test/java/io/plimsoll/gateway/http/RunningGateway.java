package io.plimsoll.gateway.http;

import io.plimsoll.gateway.config.GatewayConfig;
import io.plimsoll.journal.Await;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.Roll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A gateway on a free port over a journal that a test writes. */
public final class RunningGateway implements AutoCloseable {
    private static final String PLAIN = "journal: journal\nport: 0\ntokens: none\nlimits:\n  messageBytes: 4096\n";

    private final Gateway gateway;
    private final HttpClient client = HttpClient.newHttpClient();

    /** With the limits that hold unless told, and these lines besides under {@code limits}. */
    public static RunningGateway over(final Path folder, final String... limits) {
        final StringBuilder yaml = new StringBuilder(PLAIN);
        for (final String line : limits) {
            yaml.append("  ").append(line).append('\n');
        }
        return configured(folder, yaml.toString());
    }

    /** With a whole configuration. */
    public static RunningGateway configured(final Path folder, final String yaml) {
        try {
            final Path file = Files.writeString(folder.resolve("gateway.yaml"), yaml);
            return new RunningGateway(GatewayConfig.read(file));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunningGateway(final GatewayConfig config) {
        gateway = new Gateway(config, FrameLogs.in(config.journal()).rolling(Roll.SECONDLY, System::currentTimeMillis));
        gateway.start();
    }

    Gateway gateway() {
        return gateway;
    }

    public int port() {
        return gateway.port();
    }

    public long count(final Refusal refusal) {
        return gateway.counters().value(refusal);
    }

    public long count(final Counter counter) {
        return gateway.counters().value(counter);
    }

    public HttpResponse<String> get(final String path, final String... headers) {
        return send(HttpRequest.newBuilder(), path, headers);
    }

    /** A POST without a body. */
    public HttpResponse<String> post(final String path, final String... headers) {
        return send(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.noBody()), path, headers);
    }

    private HttpResponse<String> send(final HttpRequest.Builder request, final String path, final String... headers) {
        try {
            request.uri(URI.create("http://127.0.0.1:" + port() + path)).timeout(Duration.ofSeconds(60));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } catch (final InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Once it has read up to there. */
    public RunningGateway readTo(final long sequence) {
        Await.until(() -> get("/v1/health").body(), Duration.ofSeconds(60), () -> {
            final String health = get("/v1/health").body();
            return health.contains("\"status\":\"ready\"")
                    && health.matches("(?s).*\"head\":\"" + sequence + "(-[0-9a-f]+)?\".*");
        });
        return this;
    }

    /** Has it count a fault, of which the program has none that a test could cause. */
    public void fail() {
        gateway.counters().failed(new IllegalStateException("made by a test"));
    }

    @Override
    public void close() {
        gateway.close();
    }
}
