package io.plimsoll.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Many connections from addresses of this machine's own, of which none is closed before the other side does. One thread. */
final class ConnectionFlood implements AutoCloseable {
    private static final int UNTOLD = 0;

    private static final class Flooder {
        private final SocketChannel channel;
        private int status = UNTOLD;

        Flooder(final SocketChannel channel) {
            this.channel = channel;
        }
    }

    private final InetSocketAddress target;
    private final int addresses;
    private final ByteBuffer buffer = ByteBuffer.allocate(4_096);
    private final List<Flooder> open = new ArrayList<>();
    private final Map<Integer, Integer> answers = new TreeMap<>();

    /** @param addresses so many take turns, none of which is the one that other clients have */
    ConnectionFlood(final int port, final int addresses) {
        target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.addresses = addresses;
    }

    /** Opens one more, which says this. */
    void open(final int number, final String firstWords) {
        try {
            final SocketChannel channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
            channel.bind(new InetSocketAddress(
                    "127.1." + number % addresses / 250 + "." + (1 + number % addresses % 250), 0));
            channel.connect(target);
            channel.configureBlocking(false);
            final Flooder flooder = new Flooder(channel);
            open.add(flooder);
            say(flooder, firstWords);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void say(final Flooder flooder, final String text) {
        try {
            flooder.channel.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
        } catch (final IOException e) {
            // the other side has closed it, which the next read tells
        }
    }

    /** Reads what has come to any, and counts the answers of those that are closed. */
    void read() {
        for (final Iterator<Flooder> each = open.iterator(); each.hasNext(); ) {
            final Flooder flooder = each.next();
            if (!isOpen(flooder)) {
                answers.merge(flooder.status, 1, Integer::sum);
                each.remove();
            }
        }
    }

    private boolean isOpen(final Flooder flooder) {
        buffer.clear();
        try {
            final int read = flooder.channel.read(buffer);
            if (read > 0 && flooder.status == UNTOLD) {
                final String text = new String(buffer.array(), 0, read, ISO_8859_1);
                flooder.status = Integer.parseInt(text.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
            }
            if (read >= 0) {
                return true;
            }
            flooder.channel.close();
        } catch (final SocketException e) {
            // reset: nothing more comes
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return false;
    }

    /** Each that is open says one letter more. */
    void drip() {
        open.forEach(flooder -> say(flooder, "x"));
    }

    /** How many are open. */
    int size() {
        return open.size();
    }

    /** How many of those that were closed had been answered with this status; 0: not at all. */
    int answered(final int status) {
        return answers.getOrDefault(status, 0);
    }

    /** Everything answered, by status. */
    Map<Integer, Integer> answers() {
        return answers;
    }

    @Override
    public void close() {
        try {
            for (final Flooder flooder : open) {
                flooder.channel.close();
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
