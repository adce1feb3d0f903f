package io.plimsoll.daemon.venue;

import io.plimsoll.feed.live.server.Frames;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/** One client of an {@link ExampleOracle}: the handshake that its path asks for, then prices. One thread. */
final class OracleClient implements AutoCloseable {
    private static final String WEB_SOCKET_ID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455, section 1.3

    private final Socket socket;
    private final DataInputStream in;
    private OracleVenue venue;

    OracleClient(final Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    OracleVenue venue() {
        return venue;
    }

    /** Reads the request and answers it, and confirms what a venue confirms. */
    void begin() throws IOException {
        final String request = request();
        venue = OracleVenue.of(request.split(" ", 3)[1]);
        if (venue == OracleVenue.PYTH) {
            write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
            return;
        }
        write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + acceptance(header(request, "sec-websocket-key")) + "\r\n\r\n");
        for (int i = 0; i < venue.requests(); i++) {
            send(venue.confirmation(Frames.read(in).text()));
        }
    }

    /** Tells both prices, in cents. */
    void tell(final long round, final long bitcoin, final long ether) throws IOException {
        for (final String message : venue.messages(System.currentTimeMillis(), round, bitcoin, ether)) {
            send(message);
        }
    }

    private void send(final String message) throws IOException {
        if (venue == OracleVenue.PYTH) {
            write("data:" + message + "\n\n");
        } else {
            socket.getOutputStream().write(Frames.text(message));
        }
    }

    private void write(final String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private String request() throws IOException {
        final ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            final int next = in.read();
            if (next < 0) {
                throw new IOException("the client went away within its request");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static String header(final String request, final String name) {
        for (final String line : request.split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
                return line.substring(line.indexOf(':') + 1).strip();
            }
        }
        return "";
    }

    private static String acceptance(final String key) {
        try {
            final byte[] text = (key + WEB_SOCKET_ID).getBytes(StandardCharsets.ISO_8859_1);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (final NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
