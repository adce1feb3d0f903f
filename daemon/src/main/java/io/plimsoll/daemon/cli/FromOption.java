package io.plimsoll.daemon.cli;

import io.plimsoll.journal.Position;
import io.plimsoll.journal.config.UserError;
import picocli.CommandLine.Option;

/** Where in a log a command begins. */
final class FromOption {
    @Option(
            names = "--from",
            paramLabel = "start|end|SEQ",
            defaultValue = "start",
            description = "Where to begin. To resume, the sequence after the last one seen. Default: ${DEFAULT-VALUE}.")
    private String from = "start";

    Position position() {
        if ("start".equals(from)) {
            return Position.start();
        }
        if ("end".equals(from)) {
            return Position.end();
        }
        try {
            return Position.at(Long.parseLong(from));
        } catch (final IllegalArgumentException e) {
            throw new UserError("--from " + from + ": expected start, end, or a sequence from 1");
        }
    }
}
