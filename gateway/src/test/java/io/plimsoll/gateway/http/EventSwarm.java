package io.plimsoll.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Many clients of server-sent events on one thread, each of which remembers what it was sent. A connection that ends is an error, unless
 * {@link #outliving} the gateway. One thread.
 */
public final class EventSwarm implements AutoCloseable {
    private static final long PATIENCE_NS = 240_000_000_000L;

    /** One client, which remembers what it saw last over its connections. */
    private static final class Client {
        private final long place;
        private SocketChannel channel;
        private long last;
        private long seen;
        private long hash;
        private String left = ""; // of a line that is not whole yet
        private String id = "";
        private boolean isIdSeen; // and not yet its data

        Client(final long place) {
            this.place = place;
            this.last = place;
        }

        boolean sawAll(final long[] orders) {
            final long[] after =
                    LongStream.of(orders).filter(order -> order > place).toArray();
            return seen == after.length && hash == LongStream.of(after).reduce(0, Client::mix);
        }

        private static long mix(final long hash, final long sequence) {
            return 31 * hash + sequence;
        }

        void take(final String text, final EventSwarm swarm) {
            final String all = left + text;
            int from = 0;
            for (int end = all.indexOf('\n', from); end >= 0; end = all.indexOf('\n', from)) {
                line(all.substring(from, end), swarm);
                from = end + 1;
            }
            left = all.substring(from);
        }

        private void line(final String line, final EventSwarm swarm) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
                isIdSeen = true;
            } else if (line.startsWith("data: ") && isIdSeen) {
                isIdSeen = false;
                final long sequence = Long.parseLong(id.split("-", 2)[0]);
                swarm.faults += sequence > last ? 0 : 1;
                last = sequence;
                seen++;
                hash = mix(hash, sequence);
            } else if (line.startsWith("event: ")) {
                swarm.faults++; // nobody is to be sent elsewhere, nor cut off
            }
        }
    }

    private final int port;
    private final Selector selector;
    private final List<Client> clients = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 18);
    private final List<Client> lost = new ArrayList<>();
    private boolean outlives;
    private int faults;
    private int drops;

    public EventSwarm(final int port, final List<Long> places) {
        this.port = port;
        try {
            selector = Selector.open();
            for (final long place : places) {
                final Client client = new Client(place);
                clients.add(client);
                connect(client);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Clients whose gateway dies come back when there is one again. */
    public EventSwarm outliving() {
        outlives = true;
        return this;
    }

    private void connect(final Client client) throws IOException {
        client.left = "";
        client.isIdSeen = false;
        client.channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        client.channel.write(ByteBuffer.wrap(
                ("GET /v1/stream HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: " + client.last + "\r\n\r\n")
                        .getBytes(ISO_8859_1)));
        client.channel.configureBlocking(false);
        client.channel.register(selector, SelectionKey.OP_READ, client);
    }

    private void bringBack() {
        for (final Iterator<Client> each = lost.iterator(); each.hasNext(); ) {
            try {
                connect(each.next());
                each.remove();
            } catch (final IOException e) {
                return; // not yet
            }
        }
    }

    /** So many leave, wherever they are, and come back at once with what they saw last. */
    public void dropSome(final SplittableRandom random, final int count) {
        try {
            for (int i = 0; i < count; i++) {
                final Client client = clients.get(random.nextInt(clients.size()));
                drops++;
                if (!lost.contains(client)) {
                    client.channel.close();
                    reconnect(client);
                }
                read();
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void reconnect(final Client client) throws IOException {
        if (outlives) {
            lost.add(client);
            bringBack();
        } else {
            connect(client);
        }
    }

    /** Reads what comes for a while. */
    public void readFor(final long ns) {
        final long endNs = System.nanoTime() + ns;
        try {
            while (System.nanoTime() - endNs < 0) {
                read();
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads until everyone has seen an order. */
    public void readUntilAllAreAt(final long sequence) {
        final long endNs = System.nanoTime() + PATIENCE_NS;
        try {
            while (clients.stream().anyMatch(client -> client.last < sequence)) {
                if (System.nanoTime() - endNs > 0) {
                    throw new AssertionError(clients.stream()
                                    .filter(client -> client.last < sequence)
                                    .count() + " clients have not come to " + sequence);
                }
                read();
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() throws IOException {
        bringBack();
        selector.select(50);
        for (final SelectionKey key : selector.selectedKeys()) {
            final Client client = (Client) key.attachment();
            buffer.clear();
            if (key.isValid() && !isOpen(client)) {
                if (!outlives) {
                    throw new IOException("a client at " + client.last + " was closed");
                }
                client.channel.close();
                lost.add(client);
            }
            // sizes of chunks are lines of their own here, which say nothing; they never break an event apart,
            // since each write of the gateway ends with one
            client.take(new String(buffer.array(), 0, buffer.position(), ISO_8859_1), this);
        }
        selector.selectedKeys().clear();
    }

    private boolean isOpen(final Client client) throws IOException {
        try {
            return client.channel.read(buffer) >= 0;
        } catch (final SocketException e) {
            return false; // reset, by a gateway that was killed
        }
    }

    /** Orders that came again after their ids, or too late, and whatever else was not to come. */
    public int faults() {
        return faults;
    }

    /** How many clients have not got each of these orders after their places once, and no others. */
    public long unlike(final long[] orders) {
        return clients.stream().filter(client -> !client.sawAll(orders)).count();
    }

    /** How often a client left. */
    public int drops() {
        return drops;
    }

    @Override
    public void close() {
        try {
            for (final Client client : clients) {
                client.channel.close();
            }
            selector.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
