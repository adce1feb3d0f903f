package io.plimsoll.feed.live.server;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/** The server's end of one connection. Its own thread only. */
final class Peer {
    private static final String WEB_SOCKET_ID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455, section 1.3

    private final ScriptedServer server;
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private boolean isWebSocket;
    private boolean isEnded;

    Peer(final ScriptedServer server, final Socket socket) throws IOException {
        this.server = server;
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    String request() throws IOException {
        final ByteArrayOutputStream head = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            final int b = in.read();
            if (b < 0) {
                throw new IOException("the client went away within its request: " + text);
            }
            head.write(b);
            text = b == '\n' ? head.toString(StandardCharsets.ISO_8859_1) : "";
        }
        server.request(text);
        return text;
    }

    void upgrade() throws IOException {
        String key = "";
        for (final String line : request().split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
                key = line.substring(line.indexOf(':') + 1).strip();
            }
        }
        write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                        + acceptance(key) + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        isWebSocket = true;
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

    void write(final byte[]... parts) throws IOException {
        final ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (final byte[] part : parts) {
            all.writeBytes(part);
        }
        out.write(all.toByteArray());
        out.flush();
    }

    void writeUntilClosed(final byte[] bytes) {
        try {
            while (!isEnded) {
                out.write(bytes);
            }
        } catch (final IOException e) {
            isEnded = true; // which is what it waited for
        }
    }

    void expect(final String message) throws IOException {
        final String received = nextText();
        if (!message.equals(received)) {
            throw new AssertionError("expected of the client: " + message + "; came: " + received);
        }
    }

    // Pings are answered and counted, pongs counted, on the way to the next text.
    private String nextText() throws IOException {
        while (true) {
            final Frames.Frame frame = Frames.read(in);
            if (frame == null) {
                return null;
            }
            server.received(frame);
            if (frame.opcode() == Frames.TEXT) {
                return frame.text();
            } else if (frame.opcode() == Frames.PING) {
                write(Frames.frame(Frames.PONG, true, frame.payload()));
            } else if (frame.opcode() == Frames.CLOSE) {
                write(Frames.frame(Frames.CLOSE, true, frame.payload()));
                return null;
            }
        }
    }

    /** Reads on until the client goes away. */
    void readOn() throws IOException {
        while (!isEnded && isWebSocket && nextText() != null) {
            // kept by the server
        }
        while (!isEnded && in.read() >= 0) {
            // nothing that anybody wants to know
        }
    }

    void reset() throws IOException {
        isEnded = true;
        socket.setSoLinger(true, 0); // closing resets
        socket.close();
    }

    void end() throws IOException {
        isEnded = true;
        socket.close();
    }
}
