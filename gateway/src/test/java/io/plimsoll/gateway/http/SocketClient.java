package io.plimsoll.gateway.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of {@code /v1/ws} over the JDK's own, which keeps what it is told. */
public final class SocketClient implements WebSocket.Listener, AutoCloseable {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;

    public SocketClient(final RunningGateway gateway, final String path, final String token) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(URI.create("ws://127.0.0.1:" + gateway.port() + path), this)
                .join();
    }

    @Override
    public CompletionStage<?> onText(final WebSocket from, final CharSequence data, final boolean isLast) {
        part.append(data);
        if (isLast) {
            messages.add(part.toString());
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(final WebSocket from, final int status, final String reason) {
        messages.add("closed " + status + " " + reason);
        return null;
    }

    String next() throws InterruptedException {
        final String message = messages.poll(60, TimeUnit.SECONDS);
        assertTrue(message != null, "nothing came");
        return message;
    }

    /** The next that is no order, and no place. */
    String answer() throws InterruptedException {
        String message = next();
        while (message.startsWith("{\"sequence\"") || message.startsWith("{\"type\":\"place\"")) {
            message = next();
        }
        return message;
    }

    public String ask(final String message) throws InterruptedException {
        socket.sendText(message, true).join();
        return answer();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
