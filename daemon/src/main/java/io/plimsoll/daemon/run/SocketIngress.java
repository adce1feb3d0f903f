package io.plimsoll.daemon.run;

import io.plimsoll.feed.ndjson.NdjsonIngress;
import io.plimsoll.feed.ndjson.NdjsonServer;
import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A matching engine (or a person trying things) that sends NDJSON over a Unix domain socket. What it has yet to say nobody knows before it
 * has said something of accounts on a connection that is open still: so long it is not at its head.
 */
final class SocketIngress implements AccountSource {
    private static final int MAX_CONNECTIONS = 16;

    private final String name;
    private final Path path;
    private final NdjsonIngress ingress;
    private final ErrorSink errors;
    private volatile NdjsonServer server;

    SocketIngress(final String name, final Path path, final NdjsonIngress ingress, final ErrorSink errors) {
        this.name = name;
        this.path = path;
        this.ingress = ingress;
        this.errors = errors;
    }

    @Override
    public void start() {
        try {
            server = new NdjsonServer(
                    path, NdjsonServer.OWNER_ONLY, ingress, MAX_CONNECTIONS, cause -> errors.onError(name, cause));
        } catch (final IOException e) {
            throw new UserError(
                    "account source '" + name + "': socket " + path + " cannot be opened: " + e.getMessage());
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isAtHead() {
        final NdjsonServer listening = server;
        return listening != null && listening.isStated();
    }

    @Override
    public long forwarded() {
        return ingress.lines() - ingress.errors();
    }

    @Override
    public long refused() {
        return ingress.errors();
    }

    @Override
    public void close() {
        try {
            if (server != null) {
                server.close();
            }
        } catch (final IOException e) {
            errors.onError(name, e);
        }
    }
}
