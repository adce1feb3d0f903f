package io.plimsoll.feed.ndjson;

import io.plimsoll.feed.FormatException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.agrona.ErrorHandler;

/**
 * Listens on a Unix domain socket and reads each connection on a thread of its own. A connection is told how far each account source has
 * come, and again when records turn out to be missing; a malformed line is answered with {@code {"error":...,"line":N}} and the connection
 * goes on; nothing else is ever sent. A connection that fails ends alone, and the price sources that spoke on it are down;
 * an unexpected exception goes to the error handler, on the connection's thread.
 */
public final class NdjsonServer implements AutoCloseable {
    /** Owner only: whoever may write here decides what the engine believes. */
    public static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private static final long CLOSE_S = 5;

    private final NdjsonIngress ingress;
    private final int maxConnections;
    private final ErrorHandler errorHandler;
    private final ServerSocketChannel server;
    private final SocketFile file;
    private final Thread acceptor;
    private final Map<Thread, SocketChannel> connections = new ConcurrentHashMap<>();
    private final Set<SocketChannel> stating = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Opens the socket and starts to listen. A socket file that a dead process left behind is replaced.
     *
     * @param maxConnections further ones are told so and closed
     * @throws IOException when the path is taken by a living process or another kind of file, or cannot be bound
     */
    public NdjsonServer(
            final Path path,
            final Set<PosixFilePermission> permissions,
            final NdjsonIngress ingress,
            final int maxConnections,
            final ErrorHandler errorHandler)
            throws IOException {
        this.ingress = ingress;
        this.maxConnections = maxConnections;
        this.errorHandler = errorHandler;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            file = SocketFile.bind(server, path, permissions);
        } catch (final IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        acceptor = new Thread(this::accept, "ndjson-acceptor");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    private void accept() {
        long number = 0;
        try {
            while (!closed) {
                final SocketChannel connection = server.accept();
                number++;
                if (connections.size() < maxConnections) {
                    start(connection, "ndjson-" + number);
                } else {
                    refuse(connection);
                }
            }
        } catch (final IOException | RuntimeException e) {
            report(e);
        }
    }

    private void start(final SocketChannel connection, final String name) {
        final Thread thread = new Thread(() -> serve(connection, name), name);
        thread.setDaemon(true);
        connections.put(thread, connection);
        thread.start();
    }

    private void refuse(final SocketChannel connection) {
        try (connection) {
            write(connection, ErrorLine.of("too many connections; expected at most " + maxConnections, 0));
        } catch (final IOException ignored) {
            // it is gone already
        }
    }

    private void serve(final SocketChannel connection, final String name) {
        try (connection) {
            greet(connection);
            ingress.read(name, Channels.newInputStream(connection), new Answers(connection), () -> !closed);
        } catch (final IOException ignored) {
            // the peer went away; what it sent is published
        } catch (final RuntimeException e) {
            report(e);
        } finally {
            stating.remove(connection);
            connections.remove(Thread.currentThread());
        }
    }

    private void greet(final SocketChannel connection) {
        try {
            write(connection, ResyncLine.of(ingress.sequences(), false));
        } catch (final IOException ignored) {
            // it is gone already; what it has sent before that counts
        }
    }

    private final class Answers implements LineErrors {
        private final SocketChannel connection;

        Answers(final SocketChannel connection) {
            this.connection = connection;
        }

        @Override
        public void onError(final FormatException error) throws IOException {
            write(connection, ErrorLine.of(error));
        }

        @Override
        public void onGap() throws IOException {
            write(connection, ResyncLine.of(ingress.sequences(), true));
        }

        @Override
        public void onFact() {
            stating.add(connection);
        }
    }

    private static void write(final SocketChannel connection, final ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            connection.write(bytes);
        }
    }

    private void report(final Exception e) {
        if (!closed || !(e instanceof ClosedChannelException)) {
            errorHandler.onError(e);
        }
    }

    /** Whether a connection is open on which an account record or a heartbeat has come. */
    public boolean isStated() {
        return !stating.isEmpty();
    }

    /** Connections open now. */
    public int connections() {
        return connections.size();
    }

    /**
     * Stops listening, ends every connection, waits up to five seconds in all for their threads and removes the socket file. Lines
     * that were read are published, so close this before the ring.
     */
    @Override
    public void close() throws IOException {
        closed = true;
        server.close();
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_S);
        join(acceptor, deadlineNs); // from here on there are no new connections
        final Map<Thread, SocketChannel> open = Map.copyOf(connections);
        for (final SocketChannel connection : open.values()) {
            connection.close();
        }
        for (final Thread thread : open.keySet()) {
            join(thread, deadlineNs);
        }
        file.remove();
    }

    private void join(final Thread thread, final long deadlineNs) {
        try {
            final long remainingMs = TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime());
            thread.join(Math.max(1, remainingMs)); // 0 would wait for ever
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            errorHandler.onError(new IllegalStateException(thread.getName() + " does not end"));
        }
    }
}
