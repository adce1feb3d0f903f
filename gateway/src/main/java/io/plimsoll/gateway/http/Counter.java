package io.plimsoll.gateway.http;

import io.plimsoll.gateway.feed.Cut;
import io.plimsoll.gateway.feed.Resync;

/** What the gateway counts since its start. */
public enum Counter {
    /** Connections that were opened. */
    CONNECTIONS_OPENED,
    /** Requests whose headers came. */
    REQUESTS,
    /** Streams and WebSockets that were opened. */
    STREAMS_OPENED,
    /** Events that were sent. */
    EVENTS_SENT,
    /** Bytes of events that were sent. */
    EVENT_BYTES_SENT,
    /** Clients that went on elsewhere since their place was pruned. */
    RESYNCS_PRUNED,
    /** Clients that went on elsewhere since there is no such place yet. */
    RESYNCS_FUTURE,
    /** Clients that went on elsewhere since the log has another record there. */
    RESYNCS_FORKED,
    /** Clients cut off for being too far behind. */
    CUT_SLOW,
    /** Clients cut off for taking nothing. */
    CUT_STALLED,
    /** Clients cut off where the journal cannot be read. */
    CUT_JOURNAL,
    /** Clients cut off since their token was withdrawn. */
    CUT_WITHDRAWN,
    /** Clients cut off at the end of the gateway. */
    CUT_STOPPING,
    /** Claims that were given. */
    CLAIMS_GIVEN,
    /** Claims that were refused since another client has the order. */
    CLAIMS_REFUSED,
    /** Consoles that were opened. */
    CONSOLES_OPENED,
    /** Kills that were passed on to the daemon: it answered. */
    KILLS_PASSED_ON,
    /** Arms that were passed on to the daemon, whatever it made of them: it answered. */
    ARMS_PASSED_ON,
    /** Faults of the program. */
    FAULTS;

    /** Clients cut off for this reason. */
    static Counter of(final Cut reason) {
        return valueOf("CUT_" + reason.name());
    }

    /** Clients that went on elsewhere for this reason. */
    static Counter of(final Resync.Reason reason) {
        return valueOf("RESYNCS_" + reason.name());
    }
}
