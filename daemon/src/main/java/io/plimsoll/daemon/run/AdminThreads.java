package io.plimsoll.daemon.run;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads of an admin port. A request holds one from its first byte, or the first of its handshake, on: there are more than connections, so
 * that a kill never waits for one, and of one address so many at a time. Any thread.
 */
final class AdminThreads implements Executor, AutoCloseable {
    /** So many connections a port has at most. */
    static final int CONNECTIONS = 200;
    /** So many requests of one address are read or answered at a time, where addresses are told. */
    static final int OF_ONE_ADDRESS = 32;

    // The JDK looks up the name of an address before it asks us about it: the thread may stay there when the connection
    // has long been cut off.
    private static final int THREADS = 5 * CONNECTIONS;
    private static final int NETWORK_BYTES = 8; // of IPv6: what lies behind them is one host's to choose
    private static final long IDLE_SECONDS = 30;
    private static final ThreadLocal<ByteBuffer> CURRENT = new ThreadLocal<>(); // a thread is of one port

    private final ThreadPoolExecutor threads;
    private final Map<ByteBuffer, Integer> held = new HashMap<>();

    AdminThreads() {
        // No queue: an idle thread is used before one is made, and there are more threads than requests can be.
        threads = new ThreadPoolExecutor(0, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            final Thread thread = new Thread(task, "plimsoll-admin");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Bounds the JDK's server: whoever sends half a request, or reads no answer, is cut off. The JDK reads these once, before its first server
     * is made; whoever starts the JVM may set others.
     */
    static void boundServers() {
        setUnlessGiven("sun.net.httpserver.maxReqTime", 10);
        setUnlessGiven("sun.net.httpserver.maxRspTime", 30);
        setUnlessGiven("jdk.httpserver.maxConnections", CONNECTIONS);
    }

    private static void setUnlessGiven(final String property, final int value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(value));
        }
    }

    @Override
    public void execute(final Runnable request) {
        threads.execute(() -> {
            try {
                request.run();
            } finally {
                leave();
            }
        });
    }

    /** Whether the request on this thread, which comes from that address, may be read: false where too many of it are. */
    boolean enters(final InetAddress address) {
        final byte[] bytes = address.getAddress();
        final ByteBuffer from =
                ByteBuffer.wrap(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
        synchronized (held) {
            final int before = held.getOrDefault(from, 0);
            if (before >= OF_ONE_ADDRESS) {
                return false;
            }
            held.put(from, before + 1);
        }
        CURRENT.set(from);
        return true;
    }

    private void leave() {
        final ByteBuffer from = CURRENT.get();
        if (from != null) {
            CURRENT.remove();
            synchronized (held) {
                held.computeIfPresent(from, (key, count) -> count == 1 ? null : count - 1);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
