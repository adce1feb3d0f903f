package io.plimsoll.daemon.run;

import io.plimsoll.daemon.chain.ActRequest;
import io.plimsoll.daemon.chain.Chain;
import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.ndjson.Directory;
import io.plimsoll.journal.talk.EventLog;

/** What an operator does to instruments, accounts and prices by hand: each act a record of the control lane. Threads of the admin port, one at a time. */
final class OperatorActs {
    private static final EventLog LOG = EventLog.of(OperatorActs.class);

    private final Directory names;
    private final Chain chain;
    private final MarginEngine engine;

    OperatorActs(final Directory names, final Chain chain, final MarginEngine engine) {
        this.names = names;
        this.chain = chain;
        this.engine = engine;
    }

    /**
     * Does it and waits for the engine.
     *
     * @param price empty without one
     */
    AdminServer.Answer act(
            final String operator, final String reason, final String act, final String subject, final String price) {
        if (operator.isEmpty() || reason.isEmpty()) {
            return new AdminServer.Answer(400, "not done: expected an operator and a reason");
        }
        final ActRequest request;
        try {
            request = ActRequest.of(act, subject, price, names);
        } catch (final IllegalArgumentException e) {
            return new AdminServer.Answer(400, "not done: " + e.getMessage());
        }
        LOG.warn(LogCode.ACT, "{} {} {} by {}: {}", act, subject, price, operator, reason);
        final long before = engine.counters().operatorActs;
        final long refused = engine.counters().operatorActsRefused;
        new RunRecords(chain.controlLane()).act(request, operator, reason, InputPort.LIVE_TIME);
        if (!Await.within5s(() -> engine.counters().operatorActs != before)) {
            return new AdminServer.Answer(
                    202, "the act is in the control lane; the engine has not answered within 5 s");
        }
        return engine.counters().operatorActsRefused == refused
                ? new AdminServer.Answer(200, act + " " + subject + ": done")
                : new AdminServer.Answer(409, "refused by the engine: not known to it, or a price beyond its limit");
    }
}
