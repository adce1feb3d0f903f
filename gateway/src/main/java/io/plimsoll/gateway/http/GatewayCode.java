package io.plimsoll.gateway.http;

import io.plimsoll.journal.talk.EventCode;

/** What a line of the gateway's log is about: docs/operating/logs.md has each with its meaning. */
public enum GatewayCode implements EventCode {
    LISTENING("the gateway listens"),
    JOURNAL_UNREADABLE("the journal cannot be read, so that no order comes through, or can be again"),
    TOKENS_UNUSABLE("the file of tokens cannot be used, so that those before it hold, or can be again"),
    DAEMON_UNANSWERING("the daemon does not answer the console, or does again"),
    KILL_PASSED_ON("somebody has the daemon killed by the console"),
    ARM_PASSED_ON("somebody has the daemon armed by the console"),
    REQUEST_FAILED("a request met a fault of the program; the gateway goes on"),
    STREAM_ENDED("a client's stream was ended by a fault of the program; the gateway goes on"),
    DUTY_FAILED("what the gateway does again and again met a fault of the program, and is tried again");

    private final String meaning;

    GatewayCode(final String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
