package io.plimsoll.daemon.run;

import io.plimsoll.daemon.chain.Chain;
import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.feed.InputPort;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.talk.EventLog;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes over what a running daemon can of a configuration that was changed, and the tokens and the key of the admin port for other machines as
 * they stand in their places: all of it or nothing. Threads of the admin ports, one at a time.
 */
final class ReloadRequest {
    private static final EventLog LOG = EventLog.of(ReloadRequest.class);

    private final Chain chain;
    private final MarginEngine engine;
    private final AdminPorts ports;

    ReloadRequest(final Chain chain, final MarginEngine engine, final AdminPorts ports) {
        this.chain = chain;
        this.engine = engine;
        this.ports = ports;
    }

    /**
     * Reads again, and waits for the engine where definitions changed.
     *
     * @param old what is in force
     * @param inForce gets what is in force from then on; not called where nothing is taken over
     */
    AdminServer.Answer reload(
            final DaemonConfig old, final String operator, final String reason, final Consumer<DaemonConfig> inForce) {
        if (operator.isEmpty() || reason.isEmpty()) {
            return new AdminServer.Answer(400, "not reloaded: expected two lines: operator and reason");
        }
        final DaemonConfig changed;
        final Optional<AdminSecrets> secrets;
        try {
            changed = DaemonConfig.read(old.file());
            secrets = changed.remoteAdmin().map(remote -> remote.readSecrets(System.getenv()));
        } catch (final UserError e) {
            return new AdminServer.Answer(400, "not reloaded: " + e.getMessage());
        }
        final List<String> refused = Reload.refusals(old, changed);
        if (!refused.isEmpty()) {
            return new AdminServer.Answer(
                    409, "not reloaded, nothing is changed; a restart is needed for: " + String.join("; ", refused));
        }
        final LiveDefinitions definitions = new LiveDefinitions(chain, engine);
        final boolean areOthers = definitions.write(changed.definitions());
        if (areOthers && !definitions.areJudged()) {
            return new AdminServer.Answer(
                    202,
                    "the definitions are in the ring; the engine has not answered within 5 s. Reload again for the rest:"
                            + " it says then whether they are in force");
        }
        final String defect = areOthers ? definitions.defect() : null;
        if (defect != null) {
            return new AdminServer.Answer(
                    409, "not reloaded, nothing is changed: the engine refuses the definitions: " + defect);
        }
        final List<String> newSecrets = secrets.map(ports::replaceSecrets).orElse(List.of());
        final String changes = Reload.changes(old, changed, areOthers, newSecrets);
        LOG.warn(LogCode.RELOAD, "reload by {}: {}: {}", operator, reason, changes);
        new RunRecords(chain.port()).configReloaded(changed.hash(), operator, reason, InputPort.LIVE_TIME);
        inForce.accept(changed);
        return new AdminServer.Answer(200, "reloaded: " + changes);
    }
}
