package io.plimsoll.gateway.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The admin port of a daemon, with its two files in a data directory; says what it is told to, and notes what it hears. Any thread. */
final class FakeDaemon implements AutoCloseable {
    private static final String TOKEN = "0123456789abcdef";

    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private volatile String overview = "{}";
    private volatile int status = 200;

    FakeDaemon(final Path dataDir) {
        try {
            Files.createDirectories(dataDir);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            server.createContext("/overview", exchange -> {
                asked.incrementAndGet();
                answer(exchange, overview);
            });
            server.createContext("/kill", exchange -> change(exchange, "kill"));
            server.createContext("/arm", exchange -> change(exchange, "arm"));
            server.start();
            Files.writeString(
                    dataDir.resolve("admin.port"),
                    Integer.toString(server.getAddress().getPort()));
            final Path token = Files.writeString(dataDir.resolve("admin.token"), TOKEN);
            Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void change(final HttpExchange exchange, final String what) throws IOException {
        heard.add(what + " " + new String(exchange.getRequestBody().readAllBytes(), UTF_8).replace('\n', '|'));
        answer(exchange, status == 200 ? what + ": done" : "not " + what + ": an objection");
    }

    private void answer(final HttpExchange exchange, final String text) throws IOException {
        final boolean isKnown =
                ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        final byte[] bytes = (text + "\n").getBytes(UTF_8);
        exchange.sendResponseHeaders(isKnown ? status : 401, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** From now on it says this. */
    void says(final String json) {
        overview = json;
    }

    /** From now on it answers with this HTTP status. */
    void answersWith(final int httpStatus) {
        status = httpStatus;
    }

    /** How often it was asked how it does. */
    int asked() {
        return asked.get();
    }

    /** What it was told to do: the act, the operator, the reason. */
    List<String> heard() {
        return heard;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
