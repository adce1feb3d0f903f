package io.plimsoll.daemon.cli;

import picocli.CommandLine.Option;

/** Who does something to a running daemon, and why: both are kept in the journal. */
final class OperatorOptions {
    @Option(names = "--operator", paramLabel = "N", required = true, description = "Who; kept in the journal.")
    private String operator = "";

    @Option(names = "--reason", paramLabel = "T", required = true, description = "Why; kept in the journal.")
    private String reason = "";

    String operator() {
        return operator;
    }

    String reason() {
        return reason;
    }
}
