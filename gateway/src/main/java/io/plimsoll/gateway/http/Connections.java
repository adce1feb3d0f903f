package io.plimsoll.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plimsoll.gateway.config.ClientLimits;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;

/**
 * The open connections: how many in all and of each address, and since when each owes its request's headers. Jetty's own time-out begins
 * anew with every byte, so that it does not bound a request that comes letter by letter. Any thread.
 */
final class Connections implements Connection.Listener {
    private static final int SPARE = 64; // over the limit these get an answer, more are closed at once

    private static final class Open {
        private final String address;
        private final boolean isOfTooMany;
        private volatile long dueNs; // when it owes its headers

        Open(final String address, final boolean isOfTooMany, final long dueNs) {
            this.address = address;
            this.isOfTooMany = isOfTooMany;
            this.dueNs = dueNs;
        }
    }

    private static final long NEVER = Long.MAX_VALUE;

    private final ClientLimits limits;
    private final Counters counters;
    private final long startNs = System.nanoTime();
    private final Map<Connection, Open> open = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Tally byAddress;

    Connections(final ClientLimits limits, final Counters counters) {
        this.limits = limits;
        this.counters = counters;
        byAddress = new Tally(limits.connectionsPerAddress());
    }

    @Override
    public void onOpened(final Connection connection) {
        counters.count(Counter.CONNECTIONS_OPENED);
        final String address = address(connection.getEndPoint().getRemoteSocketAddress());
        final boolean hasRoom = byAddress.enter(address);
        open.put(connection, new Open(address, !hasRoom, nowNs() + limits.headerTimeoutNs()));
        if (count.incrementAndGet() > limits.connections() + SPARE) {
            counters.count(Refusal.CONNECTIONS);
            connection.getEndPoint().close();
        }
    }

    @Override
    public void onClosed(final Connection connection) {
        final Open closed = open.remove(connection);
        if (closed != null) {
            count.decrementAndGet();
            if (!closed.isOfTooMany) {
                byAddress.leave(closed.address);
            }
        }
    }

    /** One became a WebSocket, which is another connection to the HTTP library; {@link #closeUpgraded} ends it. */
    void upgrade(final String address) {
        byAddress.add(address);
        count.incrementAndGet();
    }

    /** That WebSocket is closed. */
    void closeUpgraded(final String address) {
        count.decrementAndGet();
        byAddress.leave(address);
    }

    static String address(final SocketAddress remote) {
        return remote instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress().getHostAddress()
                : String.valueOf(remote);
    }

    /** How many are open. */
    int count() {
        return count.get();
    }

    /** Whether there are more than are served. */
    boolean isFull() {
        return count.get() > limits.connections();
    }

    /** Whether the address had as many as it may when this one was opened. */
    boolean isOfTooMany(final Connection connection) {
        final Open one = open.get(connection);
        return one != null && one.isOfTooMany;
    }

    /** A request's headers came. */
    void begins(final Connection connection) {
        due(connection, NEVER);
    }

    /** A request is answered: the next may come as long as the connection may be idle. */
    void ends(final Connection connection) {
        due(connection, nowNs() + limits.idleTimeoutNs() + limits.headerTimeoutNs());
    }

    private void due(final Connection connection, final long dueNs) {
        final Open one = open.get(connection);
        if (one != null) {
            one.dueNs = dueNs;
        }
    }

    /** Closes those whose headers did not come in time; called some times a second. */
    void sweep() {
        final long nowNs = nowNs();
        open.forEach((connection, one) -> {
            if (nowNs > one.dueNs) {
                one.dueNs = NEVER;
                counters.count(Refusal.HEADER_TIMEOUT);
                tell(connection.getEndPoint());
            }
        });
    }

    private long nowNs() {
        return System.nanoTime() - startNs;
    }

    private static void tell(final EndPoint endPoint) {
        final String body = Refusal.HEADER_TIMEOUT.json("the request's headers did not come in time");
        final String answer = "HTTP/1.1 408 Request Timeout\r\nContent-Type: application/json\r\nConnection: close\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        endPoint.write(
                Callback.from(endPoint::close, failure -> endPoint.close()), ByteBuffer.wrap(answer.getBytes(UTF_8)));
    }
}
