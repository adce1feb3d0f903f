package io.plimsoll.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A client of server-sent events over a plain socket, which sees what a browser's would. One thread. */
public final class EventClient implements AutoCloseable {
    private static final int TIMEOUT_MS = 60_000;

    /** One event: what a browser would dispatch. */
    public record Event(String id, String name, String data) {
        /** The sequence that its id names. */
        public long sequence() {
            return Long.parseLong(id.split("-", 2)[0]);
        }
    }

    private final Socket socket;
    private final InputStream in;
    private String lastId = "";
    private int chunkLeft;
    private boolean isFirstChunk = true;

    /** @param headers each with its line end */
    public EventClient(final int port, final String path, final String headers) {
        this(port, path, headers, 0);
    }

    /** @param receiveBytes the operating system's buffer, 0 for its own choice */
    public EventClient(final int port, final String path, final String headers, final int receiveBytes) {
        try {
            socket = new Socket();
            if (receiveBytes > 0) {
                socket.setReceiveBufferSize(receiveBytes);
            }
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout(TIMEOUT_MS);
            in = new BufferedInputStream(socket.getInputStream());
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n" + headers + "\r\n")
                            .getBytes(UTF_8));
            final String status = line();
            if (!status.contains(" 200 ")) {
                throw new AssertionError(status);
            }
            while (!line().isEmpty()) {
                // the headers
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Resumes after an id. */
    public static EventClient resuming(final int port, final String lastEventId) {
        return new EventClient(port, "/v1/stream", "Last-Event-ID: " + lastEventId + "\r\n");
    }

    /** The id that it would resume with. */
    String lastId() {
        return lastId;
    }

    /** The next event; null at the end of the stream. */
    public Event next() {
        String name = "";
        String id = lastId;
        final StringBuilder data = new StringBuilder();
        try {
            while (true) {
                final String line = bodyLine();
                if (line == null) {
                    return null;
                }
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring(6));
                } else if (line.isEmpty()) {
                    lastId = id; // not before: an event that breaks off has not been seen
                    if (data.length() > 0) {
                        return new Event(lastId, name, data.toString());
                    }
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String bodyLine() throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = bodyByte(); next != '\n'; next = bodyByte()) {
            if (next < 0) {
                return null;
            }
            bytes.write(next);
        }
        return bytes.toString(UTF_8);
    }

    private int bodyByte() throws IOException {
        if (chunkLeft == 0) {
            if (!isFirstChunk) {
                line(); // what ends a chunk
            }
            isFirstChunk = false;
            final String size = line();
            chunkLeft = size.isEmpty() ? 0 : Integer.parseInt(size, 16);
            if (chunkLeft == 0) {
                return -1;
            }
        }
        chunkLeft--;
        return in.read();
    }

    private String line() throws IOException {
        final StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
