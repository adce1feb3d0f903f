package io.plimsoll.gateway.feed;

import java.util.Locale;

/** Why a client is cut off. */
public enum Cut {
    /** It reads more slowly than orders come. */
    SLOW("too far behind: more records or bytes wait than limits.lagRecords or limits.lagBytes"),
    /** It has taken nothing for too long. */
    STALLED("nothing was taken for limits.stall"),
    /** The journal is damaged where it reads. */
    JOURNAL("the journal cannot be read here; the operator has been told"),
    /** Its token is withdrawn. */
    WITHDRAWN("the token is withdrawn"),
    /** The gateway ends. */
    STOPPING("the gateway stops; come back with the last place");

    private final String text;

    Cut(final String text) {
        this.text = text;
    }

    /** One word for machines. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people. */
    public String text() {
        return text;
    }

    /** As one JSON object. */
    public String json() {
        return "{\"type\":\"cut\",\"reason\":\"" + code() + "\",\"text\":\"" + text + "\"}";
    }
}
