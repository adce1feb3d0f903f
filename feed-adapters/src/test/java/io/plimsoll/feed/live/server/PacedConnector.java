package io.plimsoll.feed.live.server;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Takes clients of a free loopback port, each by a {@link PacedEndPoint}. */
final class PacedConnector extends ServerConnector {
    /**
     * One that has not begun.
     *
     * @param tls null for plain sockets
     */
    PacedConnector(final Server server, final SslContextFactory.Server tls) {
        super(server, 1, 1, AbstractConnectionFactory.getFactories(tls, new HttpConnectionFactory()));
        setHost("localhost");
        setIdleTimeout(0);
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(
            final SocketChannel channel, final ManagedSelector selector, final SelectionKey key) {
        return new PacedEndPoint(channel, selector, key, getScheduler());
    }
}
