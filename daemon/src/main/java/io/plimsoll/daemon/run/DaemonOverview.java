package io.plimsoll.daemon.run;

import io.plimsoll.daemon.chain.Chain;
import io.plimsoll.daemon.console.Overview;
import io.plimsoll.daemon.latency.LatencyLog;
import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.journal.talk.EventLog;
import org.agrona.concurrent.EpochNanoClock;

/** The {@link Overview} of a running daemon. Stateless. */
final class DaemonOverview {
    private static final EventLog LOG = EventLog.of(DaemonOverview.class);

    private DaemonOverview() {}

    /** Starts it; a fault of its own ends it alone, and is told. */
    static Overview start(
            final DaemonConfig config,
            final Chain chain,
            final MarginEngine engine,
            final LatencyLog latency,
            final EpochNanoClock clock,
            final HandlerErrors errors) {
        return new Overview(
                chain::ask,
                engine.view(),
                config.definitions(),
                config.feeds(),
                latency.history(),
                config.latencyIntervalNs(),
                clock,
                (who, cause) -> {
                    errors.threw(HandlerErrors.Handler.OVERVIEW);
                    LOG.error(LogCode.OVERVIEW_STOPPED, "{} stopped", who, cause);
                });
    }
}
