package io.plimsoll.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What nobody should send to a gateway, sent to it until this process is ended: requests that are refused, each over a connection of its
 * own, and connections whose requests come letter by letter. From many addresses of this machine, so that no limit of an address spares the
 * gateway the work. Arguments: port, requests a second, slow connections.
 */
public final class BadLoad {
    private static final String HOST = "Host: localhost\r\n";
    private static final List<String> BAD = List.of(
            get("/v1/orders", HOST + "Authorization: Bearer wrong-token-of-nobody\r\n"),
            get("/v1/orders?aftr=5", HOST),
            get("/v1/stream?after=x", HOST),
            get("/v1/../../etc/passwd", HOST),
            get("/v1/%2e%2e/%2e%2e/etc/passwd", HOST),
            get("/v1/orders", HOST + "Origin: https://evil.example\r\n"),
            get("/console", HOST + "Sec-Fetch-Site: cross-site\r\n"),
            get("/v1/orders", "Host: evil.example\r\n"),
            get("/v1/orders", HOST + "X: " + "x".repeat(20_000) + "\r\n"),
            "POST /v1/console/kill HTTP/1.1\r\n" + HOST + "Content-Length: 9000000000\r\n\r\nreason",
            "DELETE /v1/orders HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n",
            "nonsense\r\n\r\n");
    private static final int ADDRESSES = 1_000;
    private static final int PATIENCE_MS = 1_000;
    private static final long DRIP_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private final int port;
    private int opened;

    private BadLoad(final int port, final int firstAddress) {
        this.port = port;
        this.opened = firstAddress;
    }

    public static void main(final String[] args) {
        final int port = Integer.parseInt(args[0]);
        final int requestsPerSecond = Integer.parseInt(args[1]);
        final int slow = Integer.parseInt(args[2]);
        final Thread requests = new Thread(() -> new BadLoad(port, 0).request(requestsPerSecond), "bad-requests");
        requests.setDaemon(true);
        requests.start();
        new BadLoad(port, ADDRESSES).drip(slow);
    }

    private static String get(final String path, final String headers) {
        return "GET " + path + " HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n";
    }

    private InetSocketAddress nextAddress() {
        opened++;
        return new InetSocketAddress("127.2." + opened % ADDRESSES / 250 + "." + (1 + opened % 250), 0);
    }

    private void request(final int perSecond) {
        final long startNs = System.nanoTime();
        for (long sent = 0; !Thread.interrupted(); sent++) {
            final long aheadNs = sent * TimeUnit.SECONDS.toNanos(1) / perSecond - (System.nanoTime() - startNs);
            if (aheadNs > 0) {
                LockSupport.parkNanos(aheadNs);
            }
            try (Socket socket = new Socket()) {
                socket.setSoTimeout(PATIENCE_MS);
                socket.bind(nextAddress());
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
                socket.getOutputStream()
                        .write(BAD.get((int) (sent % BAD.size())).getBytes(ISO_8859_1));
                socket.getInputStream().readAllBytes();
            } catch (final IOException e) {
                // turned away, which is what is wanted
            }
        }
    }

    private void drip(final int connections) {
        final List<SocketChannel> open = new ArrayList<>();
        while (!Thread.interrupted()) {
            open.removeIf(channel -> !say(channel, "x"));
            while (open.size() < connections) {
                try {
                    final SocketChannel channel = SocketChannel.open();
                    channel.bind(nextAddress());
                    channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                    channel.configureBlocking(false);
                    say(channel, "GET /v1/health HTTP/1.1\r\n" + HOST + "X-Slow: ");
                    open.add(channel);
                } catch (final IOException e) {
                    break; // in the next round
                }
            }
            LockSupport.parkNanos(DRIP_NS);
        }
    }

    /** Whether it could be said. */
    private static boolean say(final SocketChannel channel, final String text) {
        try {
            channel.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
            return true;
        } catch (final IOException e) {
            try {
                channel.close();
            } catch (final IOException ignored) {
                // it is gone either way
            }
            return false;
        }
    }
}
