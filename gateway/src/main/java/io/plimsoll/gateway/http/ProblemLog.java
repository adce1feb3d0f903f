package io.plimsoll.gateway.http;

import io.plimsoll.journal.talk.EventCode;
import io.plimsoll.journal.talk.EventLog;

/** Tells of a problem once, of another in its place, and when there is none any more. One thread. */
public final class ProblemLog {
    private static final EventLog LOG = EventLog.of(ProblemLog.class);

    private final EventCode code;
    private final String over;
    private String last = "";

    /** @param over what is told when the problem is over */
    public ProblemLog(final EventCode code, final String over) {
        this.code = code;
        this.over = over;
    }

    /** What the problem is now; empty without one. */
    public void tell(final String problem) {
        if (!problem.equals(last)) {
            last = problem;
            LOG.warn(code, "{}", problem.isEmpty() ? over : problem);
        }
    }
}
