package io.plimsoll.daemon.run;

import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.talk.EventLog;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.agrona.CloseHelper;

/** A daemon's admin ports: the one on loopback, and one for other machines where the configuration has it. Built and closed by one thread. */
final class AdminPorts implements AutoCloseable {
    private static final EventLog LOG = EventLog.of(AdminPorts.class);

    private final AdminServer local;
    private final AdminServer remote; // null: there is none

    private AdminPorts(final AdminServer local, final AdminServer remote) {
        this.local = local;
        this.remote = remote;
    }

    /**
     * Binds them, and leaves token and port in the folder for those who ask on this machine.
     *
     * @throws UserError where the remote one's keystore or secrets cannot be read
     */
    static AdminPorts open(
            final DaemonConfig config,
            final DataFolder folder,
            final AdminServer.AdminActions actions,
            final HandlerErrors errors,
            final AdminWatch watch,
            final ErrorSink onFailure)
            throws IOException {
        final Optional<RemoteAdminConfig> wanted = config.remoteAdmin();
        final AdminServer remote = wanted.isPresent()
                ? AdminServer.remote(wanted.get(), System.getenv(), actions, errors, watch, onFailure)
                : null;
        try {
            final AdminServer local =
                    AdminServer.local(config.adminPort(), folder.newAdminToken(), actions, errors, watch, onFailure);
            folder.writeAdminPort(local.address().getPort());
            return new AdminPorts(local, remote);
        } catch (final IOException e) {
            CloseHelper.close(remote);
            throw e;
        }
    }

    /** Begins to answer. */
    void start() {
        local.start();
        if (remote != null) {
            remote.start();
            LOG.info(LogCode.RUNNING, "admin port for other machines, over TLS: {}", remote.address());
        }
    }

    /**
     * From now on these count on the one for other machines, which there is.
     *
     * @return what of them is new, for people
     */
    List<String> replaceSecrets(final AdminSecrets fresh) {
        return remote.replaceSecrets(fresh);
    }

    /** The one on loopback. */
    int port() {
        return local.address().getPort();
    }

    @Override
    public void close() {
        local.close();
        CloseHelper.close(remote);
    }
}
