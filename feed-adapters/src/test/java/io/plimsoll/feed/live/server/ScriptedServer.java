package io.plimsoll.feed.live.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLException;

/**
 * A server on a free loopback port that plays one {@link Script} for each connection, in the order in which they come; one too many is
 * ended at once. Each connection has a thread. What a client did against a script is thrown by {@link #check}, and by closing.
 */
public final class ScriptedServer implements AutoCloseable {
    private static final int BACKLOG = 50;

    private final ServerSocket listening;
    private final Queue<Script> scripts = new ArrayDeque<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Frames.Frame> received = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private volatile boolean isClosed;

    public ScriptedServer(final Script... scripts) throws IOException {
        this(ServerSocketFactory.getDefault(), scripts);
    }

    /** A server with sockets of some factory, as for TLS. */
    public ScriptedServer(final ServerSocketFactory factory, final Script... scripts) throws IOException {
        this.scripts.addAll(List.of(scripts));
        listening = factory.createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        final Thread acceptor = new Thread(this::accept, "scripted-server");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** Address of a path here, as {@code ws} and {@code /stream?x=1}. */
    public URI uri(final String scheme, final String path) {
        return URI.create(scheme + "://localhost:" + listening.getLocalPort() + path);
    }

    private void accept() {
        try {
            while (!isClosed) {
                final Socket socket = listening.accept();
                sockets.add(socket);
                final Script script = scripts.poll();
                if (script == null) {
                    socket.close();
                    continue;
                }
                final Thread player = new Thread(() -> play(socket, script), "scripted-server-" + sockets.size());
                player.setDaemon(true);
                player.start();
            }
        } catch (final IOException e) {
            fail(e);
        }
    }

    private void play(final Socket socket, final Script script) {
        try (socket) {
            final Peer peer = new Peer(this, socket);
            for (final Script.Step step : script.steps()) {
                step.run(peer);
            }
            peer.readOn();
        } catch (final SocketException | SSLException e) {
            // the client went away, or does not trust the server, which it may
        } catch (final IOException | AssertionError e) {
            fail(e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(final Throwable failure) {
        if (!isClosed) {
            failures.add(failure);
        }
    }

    void request(final String head) {
        requests.add(head);
    }

    void received(final Frames.Frame frame) {
        received.add(frame);
    }

    /** Heads of the requests that came so far. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Frames that clients sent so far. */
    public List<Frames.Frame> received() {
        return List.copyOf(received);
    }

    /** How many connections came so far. */
    public int connections() {
        return sockets.size();
    }

    /** Throws what a client did against its script. */
    public void check() {
        final List<Throwable> soFar = new ArrayList<>(failures);
        if (!soFar.isEmpty()) {
            throw new AssertionError("against the script", soFar.get(0));
        }
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        listening.close();
        for (final Socket socket : sockets) {
            socket.close();
        }
        check();
    }
}
