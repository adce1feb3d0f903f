package io.plimsoll.gateway.http;

import java.util.List;

/**
 * Every metric that the gateway shows, in the order of its list. Counters end with {@code _total} and count from the start; units are base
 * units, told by the name. No label is a client. Names and labels never change their meaning.
 */
public enum GatewayMetric {
    /** Whether orders come through. */
    READY("ready", "1 while orders come through, 0 while the journal cannot be read."),
    /** Lag behind the journal. */
    BEHIND("behind_seconds", "Time since everything that is in the journal had last been read."),
    /** Lag of clients. */
    CLIENT_LAG(
            "client_lag_ratio",
            "How far the slowest client that had caught up is behind, as a part of what it is cut off for."),
    /** Newest record. */
    HEAD("head_sequence", "Sequence of the newest record of orders that was read."),
    /** Whoever follows. */
    CLIENTS("clients", "Clients that follow."),
    /** What is open. */
    CONNECTIONS("connections", "Connections that are open, those that wait to be refused among them."),
    /** The file of tokens. */
    TOKENS_PROBLEM("tokens_problem", "1 while the file of tokens cannot be used, so that the tokens before it hold."),
    /** Connections. */
    CONNECTIONS_OPENED("connections_opened_total", "Connections that were opened."),
    /** Requests. */
    REQUESTS("requests_total", "Requests whose headers came."),
    /** Refusals. */
    REFUSALS(
            "refusals_total",
            "Requests, connections and messages refused, by the reason that the answer has.",
            "reason"),
    /** Streams. */
    STREAMS_OPENED("streams_opened_total", "Streams and WebSockets that were opened."),
    /** Events. */
    EVENTS_SENT("events_sent_total", "Events that were sent."),
    /** Their bytes. */
    SENT("sent_bytes_total", "Bytes of events that were sent."),
    /** Resyncs. */
    RESYNCS(
            "resyncs_total",
            "Streams that went on elsewhere, since their place was pruned, forked or future.",
            "reason"),
    /** Cuts. */
    CUTS(
            "cuts_total",
            "Clients cut off: slow, stalled, journal (it cannot be read there), withdrawn (their token) or stopping.",
            "reason"),
    /** Claims. */
    CLAIMS("claims_total", "Claims, releases and acknowledgements, given or refused.", "answer"),
    /** Consoles. */
    CONSOLES_OPENED("consoles_opened_total", "Consoles that were opened."),
    /** Kills. */
    KILLS_PASSED_ON("kills_passed_on_total", "Kills that were passed on to the daemon."),
    /** Arms. */
    ARMS_PASSED_ON("arms_passed_on_total", "Arms that were passed on to the daemon, whatever it made of them."),
    /** Faults. */
    FAULTS("faults_total", "Faults of the program.");

    private static final String PREFIX = "plimsoll_gateway_";

    private final String name;
    private final String meaning;
    private final String tag; // the name of its one label; empty: it has none

    GatewayMetric(final String name, final String meaning) {
        this(name, meaning, "");
    }

    GatewayMetric(final String name, final String meaning, final String tag) {
        this.name = name;
        this.meaning = meaning;
        this.tag = tag;
    }

    /** The name of its series. */
    public String label() {
        return PREFIX + name;
    }

    /** For people, one sentence. */
    public String meaning() {
        return meaning;
    }

    /** The name of its one label; empty: it has none. */
    public String tag() {
        return tag;
    }

    /** Whether it counts from the start and never falls; otherwise it is a gauge. */
    public boolean isCounter() {
        return name.endsWith("_total");
    }

    /** As a row of a table in Markdown. */
    public String row() {
        return "| `" + label() + (tag.isEmpty() ? "" : "{" + tag + "}") + "` | " + (isCounter() ? "counter" : "gauge")
                + " | " + unit() + " | " + meaning + " |";
    }

    private String unit() {
        final String plain = name.replaceAll("_total$", "");
        for (final String unit : List.of("seconds", "bytes", "ratio")) {
            if (plain.endsWith("_" + unit)) {
                return unit;
            }
        }
        return "none";
    }
}
