package io.plimsoll.feed.live.server;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connection that writes byte by byte while it is told to, each in a segment of its own as far as the system lets it, and that can be
 * reset: what the library does not do, below what it does.
 */
final class PacedEndPoint extends SocketChannelEndPoint {
    private volatile boolean isSlow;

    PacedEndPoint(
            final SocketChannel channel,
            final ManagedSelector selector,
            final SelectionKey key,
            final Scheduler scheduler) {
        super(channel, selector, key, scheduler);
    }

    /** The connection that a request came by. */
    static PacedEndPoint of(final Request request) {
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        while (endPoint instanceof EndPoint.Wrapper wrapper) { // of TLS
            endPoint = wrapper.unwrap();
        }
        return (PacedEndPoint) endPoint;
    }

    void slow(final boolean slow) {
        isSlow = slow;
    }

    @Override
    public boolean flush(final ByteBuffer... buffers) throws IOException {
        if (!isSlow) {
            return super.flush(buffers);
        }
        for (final ByteBuffer buffer : buffers) {
            while (buffer.hasRemaining()) {
                if (!super.flush(buffer.slice(buffer.position(), 1))) {
                    return false;
                }
                buffer.position(buffer.position() + 1);
            }
        }
        return true;
    }

    /** Ends the connection with a reset. */
    void abort() throws IOException {
        getChannel().setOption(StandardSocketOptions.SO_LINGER, 0); // closing resets
        close();
    }
}
