package io.plimsoll.gateway.cli;

import io.plimsoll.gateway.config.GatewayConfig;
import io.plimsoll.gateway.http.Gateway;
import io.plimsoll.gateway.http.GatewayCode;
import io.plimsoll.journal.JournalException;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.talk.EventLog;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code plimsoll gateway}: serves orders until it is told to stop. */
@Command(
        name = "gateway",
        description = {
            "Serves the orders of a journal over HTTP to bots in any language: NDJSON, server-sent events, WebSocket.",
            "It only reads the journal. SIGINT and SIGTERM tell every client, and stop it."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  plimsoll gateway --config config/gateway.yaml"})
public final class GatewayMain implements Callable<Integer> {
    private static final EventLog LOG = EventLog.of(GatewayMain.class);

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "The gateway's configuration: see config/gateway.yaml.")
    private Path config = Path.of("");

    private GatewayMain() {}

    public static void main(final String[] args) {
        final CommandLine commandLine = new CommandLine(new GatewayMain());
        commandLine.setExecutionExceptionHandler((exception, line, parsed) -> {
            final Throwable cause = exception instanceof CompletionException ? exception.getCause() : exception;
            if (cause instanceof UserError error) {
                line.getErr().println("plimsoll: " + error.getMessage());
                return error.exitCode().code();
            }
            if (cause instanceof JournalException error) { // the log of claims
                line.getErr().println("plimsoll: " + error.getMessage());
                return ExitCode.of(error.kind()).code();
            }
            exception.printStackTrace(line.getErr());
            return ExitCode.FAILED.code();
        });
        final int code = commandLine.execute(args);
        if (code != ExitCode.OK.code() || commandLine.isUsageHelpRequested() || commandLine.isVersionHelpRequested()) {
            System.exit(code);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        final Gateway gateway = new Gateway(GatewayConfig.read(config));
        final CountDownLatch stopped = new CountDownLatch(1);
        try {
            gateway.start();
            LOG.info(GatewayCode.LISTENING, "listening on port {}", gateway.port());
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                gateway.close();
                                stopped.countDown();
                            },
                            "gateway-stop"));
        } catch (final UserError e) {
            gateway.close();
            throw e;
        }
        stopped.await();
        return ExitCode.OK.code();
    }
}
