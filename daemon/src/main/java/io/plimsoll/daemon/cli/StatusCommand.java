package io.plimsoll.daemon.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.plimsoll.journal.config.ExitCode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code status}: how a running daemon is doing. */
@Command(
        name = "status",
        description = "Tells how a running daemon is doing.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  plimsoll status --config config/plimsoll.yaml --json | jq .state"})
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private AdminClient admin = new AdminClient();

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        final String status = admin.get("/status");
        if (json) {
            System.out.println(status);
        } else {
            printFields(status);
        }
        return ExitCode.OK.code();
    }

    // One line a value, named by its path.
    private static void printFields(final String status) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(status)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue()) {
                    final String path = parser.getParsingContext()
                            .pathAsPointer()
                            .toString()
                            .substring(1);
                    System.out.printf("%-32s %s%n", path.replace('/', '.'), parser.getText());
                }
            }
        }
    }
}
