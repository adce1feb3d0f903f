package io.plimsoll.feed.live.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.feed.live.Connection;
import io.plimsoll.feed.live.Endpoint;
import io.plimsoll.feed.live.Venue;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** A transport on a source's thread, and what it tells. */
final class TransportRig {
    static final int MAX = 100_000;

    final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        final Thread worker = new Thread(work, Heard.THREAD);
        worker.setDaemon(true);
        return worker;
    });
    final JdkTransport transport;
    final Heard heard = new Heard();
    private Connection connection;

    TransportRig() {
        transport = new JdkTransport(thread);
    }

    TransportRig(final SSLContext ssl) {
        transport = new JdkTransport(thread, ssl);
    }

    TransportRig(final ProxySelector proxies) {
        transport = new JdkTransport(thread, null, proxies);
    }

    void open(final URI uri) throws Exception {
        open(Endpoint.of(uri));
    }

    void open(final Endpoint endpoint) throws Exception {
        final Venue.Kind kind =
                endpoint.uri().getScheme().startsWith("ws") ? Venue.Kind.WEB_SOCKET : Venue.Kind.EVENT_STREAM;
        connection =
                thread.submit(() -> transport.open(endpoint, kind, MAX, heard)).get();
    }

    void fetch(final Endpoint endpoint) throws Exception {
        thread.submit(() -> transport.fetch(endpoint, MAX, heard)).get();
    }

    void send(final String text) throws Exception {
        thread.submit(() -> connection.send(text)).get();
    }

    void ping() throws Exception {
        thread.submit(connection::ping).get();
    }

    void disconnect(final String reason) throws Exception {
        thread.submit(() -> connection.close(reason)).get();
    }

    void close() throws Exception {
        if (connection != null) {
            disconnect("stopped");
        }
        thread.shutdown();
        thread.awaitTermination(5, TimeUnit.SECONDS);
        assertEquals(List.of(), heard.strangers());
    }
}
