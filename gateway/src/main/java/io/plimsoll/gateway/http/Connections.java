package io.plimsoll.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plimsoll.gateway.config.ClientLimits;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.WritePendingException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;

/**
 * The open connections: how many in all and of each address, and since when each owes its request's headers. Jetty's own time-out begins
 * anew with every byte, so that it does not bound a request that comes letter by letter. Any thread.
 *
 * <p>Those beyond a limit take nobody's place: some are kept until their request comes, to answer it; of the rest each gets its answer at
 * once and is closed.
 */
final class Connections implements Connection.Listener {
    private static final int SPARE = 64; // beyond the limits, kept until they ask
    private static final long GRACE_NS = 1_000_000_000L; // for a last word
    private static final long NEVER = Long.MAX_VALUE;

    private static final class Open {
        private final String address;
        private final Refusal refusal; // null: it is served
        private final AtomicLong dueNs; // when it owes its headers or, once told, is closed
        private volatile boolean isTold; // that it is refused

        Open(final String address, final Refusal refusal, final long dueNs) {
            this.address = address;
            this.refusal = refusal;
            this.dueNs = new AtomicLong(dueNs);
        }
    }

    private final ClientLimits limits;
    private final Counters counters;
    private final long startNs = System.nanoTime();
    private final Map<Connection, Open> open = new ConcurrentHashMap<>();
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger spare = new AtomicInteger();
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
        final Refusal refusal = admit(address);
        final Open one = new Open(address, refusal, nowNs() + limits.headerTimeoutNs());
        open.put(connection, one);
        if (refusal != null && spare.incrementAndGet() > SPARE) {
            tell(connection.getEndPoint(), one, refusal);
        }
    }

    private Refusal admit(final String address) {
        if (!byAddress.enter(address)) {
            return Refusal.ADDRESS_CONNECTIONS;
        }
        if (served.incrementAndGet() > limits.connections()) {
            served.decrementAndGet();
            byAddress.leave(address);
            return Refusal.CONNECTIONS;
        }
        return null;
    }

    @Override
    public void onClosed(final Connection connection) {
        final Open closed = open.remove(connection);
        if (closed == null) {
            return;
        }
        if (closed.refusal == null) {
            closeUpgraded(closed.address);
        } else {
            spare.decrementAndGet();
        }
    }

    /** One became a WebSocket, which is another connection to the HTTP library; {@link #closeUpgraded} ends it. */
    void upgrade(final String address) {
        byAddress.add(address);
        served.incrementAndGet();
    }

    /** That WebSocket is closed. */
    void closeUpgraded(final String address) {
        served.decrementAndGet();
        byAddress.leave(address);
    }

    static String address(final SocketAddress remote) {
        return remote instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress().getHostAddress()
                : String.valueOf(remote);
    }

    /** How many are open. */
    int count() {
        return served.get() + spare.get();
    }

    /** Why a connection is not served; null: it is. */
    Refusal refusal(final Connection connection) {
        final Open one = open.get(connection);
        return one == null ? null : one.refusal;
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
            one.dueNs.set(dueNs);
        }
    }

    /** Ends those whose headers did not come in time, and closes those that do not take the last word; called some times a second. */
    void sweep() {
        final long nowNs = nowNs();
        open.forEach((connection, one) -> {
            final long dueNs = one.dueNs.get();
            if (nowNs <= dueNs || !one.dueNs.compareAndSet(dueNs, NEVER)) {
                return;
            }
            if (one.isTold) {
                connection.getEndPoint().close(); // it took no word: TLS that was never set up
            } else {
                tell(connection.getEndPoint(), one, one.refusal == null ? Refusal.HEADER_TIMEOUT : one.refusal);
            }
        });
    }

    private long nowNs() {
        return System.nanoTime() - startNs;
    }

    // Beside the HTTP library, which answers requests only.
    private void tell(final EndPoint endPoint, final Open one, final Refusal refusal) {
        counters.count(refusal);
        one.isTold = true;
        one.dueNs.set(nowNs() + GRACE_NS);
        final String body = refusal.json(why(refusal));
        final String answer = "HTTP/1.1 " + refusal.status() + " " + HttpStatus.getMessage(refusal.status())
                + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
        try {
            endPoint.write(
                    Callback.from(endPoint::close, failure -> endPoint.close()),
                    ByteBuffer.wrap(answer.getBytes(UTF_8)));
        } catch (final WritePendingException e) {
            endPoint.close(); // a request came at the last moment, and is being answered
        }
    }

    /** Of a refusal that is about connections. */
    static String why(final Refusal refusal) {
        return switch (refusal) {
            case CONNECTIONS -> "too many connections are open";
            case ADDRESS_CONNECTIONS -> "too many connections of this address are open";
            default -> "the request's headers did not come in time";
        };
    }
}
